"""Where networks and organisations stand on the drawing: pure arithmetic, the same for the same facts.

Two rings: networks inside, organisations outside, each set beside what it is linked to. On both sides every label has a
line of its own, so that none covers another, however many there are; more of them make the drawing taller.
"""

from dataclasses import dataclass
from math import atan2, ceil, cos, pi, sin

WIDTH, CENTRE = 1280, 640
OUTER, INNER, BULGE = 340, 112, 30  # half widths of the rings; how far the inner one swells in its middle
ROW, CLOSE_ROW, BODY_ROW = 28, 21, 44  # heights of a label's line; closer from 60 organisations on
MANY = 60
LOWEST = 420
INNER_PART = 0.62  # of the height
MARGIN = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A node's place in user units; ``side`` is -1 for left, 1 for right."""

    id: int
    x: float
    y: float
    side: int


@dataclass(frozen=True, slots=True)
class Layout:
    width: int
    height: int
    bodies: tuple[Spot, ...]
    houses: tuple[Spot, ...]


def lay_out(bodies, houses, links):
    """Places for ids of bodies and houses in the order of their names; ``links`` are (house, body) pairs."""
    ring = _bodies_in_order(bodies, links)
    outer = _houses_in_order(houses, links, _angles(ring))
    row = CLOSE_ROW if len(houses) > MANY else ROW
    rows, body_rows = ceil(len(houses) / 2), ceil(len(bodies) / 2)
    high = ceil(max(LOWEST, rows * row, body_rows * BODY_ROW / INNER_PART))
    middle = MARGIN + high / 2
    return Layout(
        width=WIDTH,
        height=high + 2 * MARGIN,
        bodies=tuple(_spots(ring, middle, high * INNER_PART / 2, _inner)),
        houses=tuple(_spots(outer, middle, high / 2, _outer)),
    )


def _bodies_in_order(bodies, links):
    """A chain in which each body follows the one it shares most houses with."""
    held = {body: {house for house, other in links if other == body} for body in bodies}
    left = sorted(bodies, key=lambda body: -len(held[body]))
    chain = [left.pop(0)] if left else []
    while left:
        last = held[chain[-1]]
        nearest = max(left, key=lambda body: len(held[body] & last))
        chain.append(nearest)
        left.remove(nearest)
    return chain


def _angles(ring):
    return {each: 2 * pi * place / len(ring) for place, each in enumerate(ring)}


def _houses_in_order(houses, links, angles):
    """By the direction of their bodies; those with many links before those with few where it is the same."""
    held = {house: [] for house in houses}
    for house, body in sorted(links):
        held[house].append(angles[body])
    places = {house: place for place, house in enumerate(houses)}
    return sorted(houses, key=lambda house: (_direction(held[house]), -len(held[house]), places[house]))


def _direction(angles):
    """The mean direction, 0 to 2 pi; opposite ones that cancel out take the first."""
    x, y = sum(map(cos, angles)), sum(map(sin, angles))
    if abs(x) + abs(y) < 1e-9:
        return angles[0] if angles else 2 * pi
    return round(atan2(y, x) % (2 * pi), 9)


def _spots(ring, middle, half, shape):
    """Down the right side, up the left; every node in the middle of a row of its own."""
    right = ceil(len(ring) / 2)
    for place, each in enumerate(ring):
        side, count = (1, right) if place < right else (-1, len(ring) - right)
        row = place if side == 1 else len(ring) - 1 - place
        across = (2 * row + 1) / count - 1  # -1 at the top, 1 at the bottom
        yield Spot(each, round(CENTRE + side * shape(across), 1), round(middle + across * half, 1), side)


def _outer(across):
    return OUTER * (1 - across**4) ** 0.5


def _inner(across):
    return INNER + BULGE * (1 - across**2) ** 0.5
