"""The plan of the city as it is drawn: where a point lies on it and what each outline covers.

Everything is read from the shipped drawing (deploy/motif.py), so that areas and points always fit together.
"""

import re
from functools import cache
from typing import NamedTuple

from django.contrib.staticfiles import finders

from providers.geo import contains

FILE = "img/stadtplan.svg"
WIDTH, HEIGHT = 400, 480
_FRAME = re.compile(r"<metadata>([^<]+)</metadata>")
_OUTLINE = re.compile(r'id="p-([^"]+)" d="([^"]+)"')


class Box(NamedTuple):
    """A part of the plan, in units of the drawing."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self):
        return " ".join(f"{value:g}" for value in self)

    def around(self, margin):
        """This box with a margin, in the shape of the plan and within it."""
        width, height = self.width + 2 * margin, self.height + 2 * margin
        width, height = max(width, height * WIDTH / HEIGHT), max(height, width * HEIGHT / WIDTH)
        if width >= WIDTH:
            return WHOLE
        left = self.left + self.width / 2 - width / 2
        top = self.top + self.height / 2 - height / 2
        left, top = min(max(left, 0), WIDTH - width), min(max(top, 0), HEIGHT - height)
        return Box(*(round(value, 1) for value in (left, top, width, height)))


WHOLE = Box(0, 0, WIDTH, HEIGHT)


class CityPlan:
    """The outlines by slug of the district, and the way from degrees to the drawing."""

    def __init__(self, drawing):
        self._a, self._b, self._c, self._d = (float(n) for n in _FRAME.search(drawing)[1].split())
        self.outlines = {slug: _rings(path) for slug, path in _OUTLINE.findall(drawing)}

    def point(self, lat, lon):
        """(x, y) of coordinates in degrees; numbers or arrays."""
        return self._a * lon + self._b, self._c * lat + self._d

    def coordinates(self, x, y):
        """(lat, lon) of a point of the drawing."""
        return (y - self._d) / self._c, (x - self._b) / self._a

    def units(self, kilometres):
        """A distance in units of the drawing."""
        return kilometres * -self._c / 111.32

    def kilometres(self, units):
        """The inverse of `units`."""
        return units / self.units(1)

    def district_at(self, x, y, slugs):
        """The one of some districts whose outline holds a point of the drawing, or None."""
        for slug in slugs:
            polygons = [[ring] for ring in self.outlines.get(slug, ())]
            if contains({"coordinates": polygons}, lat=y, lon=x):
                return slug
        return None

    def box(self, slugs):
        """The smallest box around some districts, or None where none of them is drawn."""
        points = [p for slug in slugs for ring in self.outlines.get(slug, ()) for p in ring]
        if not points:
            return None
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _rings(path):
    """The closed rings of path data that knows only M, L and Z."""
    rings = []
    for part in path.split("M")[1:]:
        ring = [tuple(map(float, pair.split())) for pair in part.strip("Z").split("L")]
        rings.append([*ring, ring[0]])
    return rings


@cache
def city_plan():
    """The plan that is shipped, read once a process."""
    with open(finders.find(FILE), encoding="utf-8") as file:
        return CityPlan(file.read())
