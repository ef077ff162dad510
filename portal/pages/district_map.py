"""The small map beside an address: its Stadtteil among the others, as SVG paths made on the server.

The paths of one district are the same for every place in it, so they are kept; only the point is new.
"""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from providers.geo import bounds
from providers.models import District

from .kept import kept

WIDTH, HEIGHT = 800, 320
# Outlines run on a little beyond the frame, so that no cut edge shows.
BLEED = 20
# Size of a letter on a phone, where the drawing is small and its text large.
LETTER_WIDTH, LETTER_HEIGHT = 15, 34


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """What components/district_map.html draws; `label` says in words what is to be seen."""

    label: str
    areas: tuple[tuple[str, bool, str], ...]
    points: tuple[tuple[int, int, str], ...]
    names: tuple[tuple[int, int, str], ...]
    viewbox: str = f"0 0 {WIDTH} {HEIGHT}"


class Frame:
    """Degrees to units of the drawing, the district in the middle, true to shape at its latitude."""

    def __init__(self, geometry):
        self.west, south, east, self.north = bounds(geometry)
        self.narrowing = math.cos(math.radians((south + self.north) / 2))
        width, height = (east - self.west) * self.narrowing, self.north - south
        self.scale = min(WIDTH * 0.6 / width, HEIGHT * 0.8 / height)
        self.left = (WIDTH - width * self.scale) / 2
        self.top = (HEIGHT - height * self.scale) / 2

    def project(self, lon, lat):
        x = self.left + (lon - self.west) * self.narrowing * self.scale
        y = self.top + (self.north - lat) * self.scale
        return x, y

    def path(self, geometry):
        """The outline inside the frame as a path, empty where nothing of it shows."""
        rings = [ring for polygon in geometry["coordinates"] for ring in polygon]
        return "".join(_ring_path([self.project(*point[:2]) for point in ring]) for ring in rings)


class Drawing:
    """What all places of one district share."""

    def __init__(self, district, districts):
        self.district = district
        self.frame = Frame(district.geometry)
        drawn = ((self.frame.path(each.geometry), each == district, each.name) for each in districts)
        self.areas = tuple(area for area in drawn if area[0])


class Atlas:
    """The drawings of all districts, each made when first asked for."""

    def __init__(self, districts):
        self._districts = {district.pk: district for district in districts}
        self._drawings = {}

    def drawing(self, pk):
        if pk in self._districts and pk not in self._drawings:
            self._drawings[pk] = Drawing(self._districts[pk], self._districts.values())
        return self._drawings.get(pk)


@kept(600)
def atlas():
    """All outlines in one statement; staff change them once in years."""
    return Atlas(District.objects.only("name", "slug", "geometry", "lat", "lon"))


def district_map(location):
    """The map of a place, or None where its Stadtteil is not known."""
    drawing = atlas().drawing(location.district_id) if location and location.district_id else None
    if drawing is None:
        return None
    district = drawing.district
    point = _point(drawing.frame, location)
    return DistrictMap(
        label=_("Karte: %(place)s im Stadtteil %(district)s")
        % {"place": location.name or location.street or _("Lernort"), "district": district.name},
        areas=drawing.areas,
        points=((*point, ""),) if point else (),
        names=(_name(district, drawing.frame, point),),
    )


def _point(frame, location):
    if not location.has_coordinates:
        return None
    x, y = (round(value) for value in frame.project(location.lon, location.lat))
    return (x, y) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT else None


def _name(district, frame, point):
    """The name of the district and where it stands: off the point, inside the frame."""
    x, y = frame.project(district.lon, district.lat)
    half = len(district.name) * LETTER_WIDTH / 2
    if point and abs(point[0] - x) < half + 10 and abs(point[1] - y + LETTER_HEIGHT / 3) < LETTER_HEIGHT:
        above = point[1] - LETTER_HEIGHT * 0.6
        y = above if above > LETTER_HEIGHT else point[1] + LETTER_HEIGHT
    return round(min(max(x, half), WIDTH - half)), round(y), district.name


def _ring_path(points):
    for axis, limit, sign in (
        (0, -BLEED, 1),
        (0, WIDTH + BLEED, -1),
        (1, -BLEED, 1),
        (1, HEIGHT + BLEED, -1),
    ):
        points = _clip(points, axis, limit, sign)
    corners = [(round(x), round(y)) for x, y in points]
    corners = [corner for before, corner in zip([None, *corners], corners, strict=False) if corner != before]
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z" if len(corners) > 2 else ""


def _clip(points, axis, limit, sign):
    """Sutherland-Hodgman: the part of a ring on one side of a line."""
    kept_points = []
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        start_in, end_in = sign * (start[axis] - limit) >= 0, sign * (end[axis] - limit) >= 0
        if start_in != end_in:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept_points.append(tuple(a + share * (b - a) for a, b in zip(start, end, strict=True)))
        if end_in:
            kept_points.append(end)
    return kept_points
