"""The graph of houses and bodies and its measures, under the names networkx uses.

Burt (1992, 2004): the constraint of a house is high where its contacts know each other anyway, its effective size is
the number of contacts less the average number of links among them. Betweenness: Freeman (1977), normalised to 0..1.
Burt's two are worked out with matrices here: networkx needs scipy for that, without it a body of 500 takes minutes.
"""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np


def graph(world):
    """Houses ("h", id) and bodies ("b", id), a line for each seat of today; in the order of ids."""
    made = nx.Graph()
    made.add_nodes_from(("b", number) for number in sorted(world.bodies))
    made.add_nodes_from(("h", number) for number in sorted(world.houses))
    made.add_edges_from(sorted({(("b", seat.body), ("h", seat.house)) for seat in world.running}))
    return made


def of_houses(world):
    """Houses that sit somewhere, joined where they sit in the same body; ``weight`` counts those bodies."""
    return _joined(world.houses_by_body())


def of_bodies(world):
    """Bodies, joined where a house sits in both; ``weight`` counts those houses."""
    made = _joined(world.bodies_by_house())
    made.add_nodes_from(sorted(world.bodies))
    return made


def _joined(groups):
    made = nx.Graph()
    for group in groups.values():
        made.add_nodes_from(sorted(group))
        for one, other in combinations(sorted(group), 2):
            weight = made.get_edge_data(one, other, {"weight": 0})["weight"]
            made.add_edge(one, other, weight=weight + 1)
    return made


@dataclass(frozen=True, slots=True)
class Place:
    """How a house stands between the others. ``constraint`` is None for a house that meets nobody."""

    house: int
    betweenness: float
    constraint: float | None
    effective_size: float
    contacts: int


def places(world):
    """A `Place` for each house that sits somewhere, the greatest brokers first."""
    houses = of_houses(world)
    between = nx.betweenness_centrality(graph(world))
    constraint, size = burt(houses)
    found = [
        Place(number, between["h", number], constraint[number], size[number], houses.degree(number))
        for number in houses
    ]
    return sorted(found, key=lambda each: (-each.betweenness, each.house))


def burt(houses):
    """({node: constraint or None where it has no contact}, {node: effective size}), every link counted alike."""
    if not houses:
        return {}, {}
    links = nx.to_numpy_array(houses, weight=None)
    degrees = links.sum(axis=1)
    counted = np.maximum(degrees, 1)
    share = links / counted[:, None]
    constraint = (links * (share + share @ share) ** 2).sum(axis=1)
    size = degrees - (links @ links * links).sum(axis=1) / counted
    held = [value if degree else None for value, degree in zip(constraint.tolist(), degrees, strict=True)]
    return dict(zip(houses, held, strict=True)), dict(zip(houses, size.tolist(), strict=True))


def components(world):
    """Groups that have no link to each other, as sorted (bodies, houses), the largest first; lone houses left out."""
    groups = [
        (sorted(n for kind, n in group if kind == "b"), sorted(n for kind, n in group if kind == "h"))
        for group in nx.connected_components(graph(world))
    ]
    held = [group for group in groups if group[0]]
    return sorted(held, key=lambda group: (-len(group[0]) - len(group[1]), group))


def cut_houses(world):
    """{house: groups of bodies that only it holds together} (articulation points with bodies on several sides)."""
    whole, found = graph(world), {}
    for kind, number in sorted(nx.articulation_points(whole)):
        if kind == "h":
            component = nx.node_connected_component(whole, (kind, number)) - {(kind, number)}
            parts = nx.connected_components(whole.subgraph(component))
            sides = sorted(sorted(n for side, n in part if side == "b") for part in parts)
            found[number] = [side for side in sides if side]
    return {number: sides for number, sides in found.items() if len(sides) > 1}


def body_bridges(world):
    """Pairs of bodies joined by nothing but the houses they share: without these no way leads from one to the other."""
    return sorted(tuple(sorted(pair)) for pair in nx.bridges(of_bodies(world)))
