"""The map of an answer as SVG: Stadtteile in five steps of colour, and marks with numbers where the hits are.

Everything that can be pressed is a link with an address of its own, so that the map works without a script.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.icons import sprite
from providers import wording

from .city_plan import FILE, WHOLE, WIDTH, Box, city_plan
from .clusters import clusters
from .titles import count_words, radius_value

STEPS = 4  # with hits; the lightest of the five says: none
LINE = 1.5  # between two Stadtteile on the whole plan, in units
REACH = 40  # units between two marks on the whole plan: 24 px on a phone 320 px wide
ONE_PLACE_KM = 0.1  # spots this close are one place to a person on foot


@dataclass(frozen=True, slots=True)
class Area:
    """A Stadtteil on the map; ``url`` shows only it, or all again where it is chosen. ``step`` is 0 to 4."""

    slug: str
    name: str
    count: str
    step: int
    chosen: bool
    url: str


def areas(results, address):
    """The Stadtteile of an answer by name, those without hits left out."""
    values = results.facets.get("district", ())
    ceilings = steps([value.count for value in values])
    return [
        Area(
            slug=value.value,
            name=value.label,
            count=wording.number_words(value.count),
            step=bisect_left(ceilings, value.count) + 1 if value.count else 0,
            chosen=value.chosen,
            url=str(_only_there(address, value)),
        )
        for value in sorted(values, key=lambda value: value.label)
    ]


def _only_there(address, value):
    if value.chosen:
        return address.without("stadtteil", value.value)
    return address.replace("stadtteil", value.value)


def steps(counts):
    """The greatest count of each step, at most four, so that each step holds about as many Stadtteile."""
    held = sorted(count for count in counts if count)
    places = {-(-len(held) * step // STEPS) - 1 for step in range(1, STEPS + 1)} if held else ()
    return sorted({held[place] for place in places})


def legend(results):
    """(class, words) of each step of colour: „1 bis 4“."""
    ceilings = steps([value.count for value in results.facets.get("district", ())])
    floors = [1, *(ceiling + 1 for ceiling in ceilings)]
    rows = [("s0", _("keine"))]
    for number, (floor, ceiling) in enumerate(zip(floors, ceilings, strict=False), 1):
        words = _("%(first)s bis %(last)s") if ceiling > floor else "%(last)s"
        numbers = {"first": wording.number_words(floor), "last": wording.number_words(ceiling)}
        rows.append((f"s{number}", words % numbers))
    return rows


def circle(lat, lon, kilometres):
    """(x, y, radius) in units of the drawing."""
    return *city_plan().point(lat, lon), city_plan().units(kilometres)


def frame(results, around):
    """The part of the city to show: around the place asked for, else around the chosen Stadtteile."""
    if around:
        x, y, radius = around
        return Box(x - radius, y - radius, 2 * radius, 2 * radius).around(REACH / 4)
    chosen = [value.value for value in results.facets.get("district", ()) if value.chosen]
    box = city_plan().box(chosen)
    return box.around(REACH / 2) if box else WHOLE


@dataclass(frozen=True, slots=True)
class Drawing:
    """``marks`` and ``areas`` as SVG; ``points`` are "x y count number" of every spot, in tenths of a unit;
    ``shared`` the numbers of spots that have a hit in common."""

    box: str
    line: str
    areas: SafeString
    circle: tuple | None
    marks: SafeString
    points: str
    shared: str


def drawing(box, around, shown_areas, spots, repeated, kind, address):
    """``spots`` are (spot, address of its line in the list) by number; ``repeated`` see `points.Points`."""
    city = city_plan()
    placed = [(*city.point(spot.lat, spot.lon), spot, url) for spot, url in spots]
    drawn = [(number, *each) for number, each in enumerate(placed) if _is_inside(each[0], each[1], WHOLE)]
    last_chosen = sorted(shown_areas, key=lambda area: area.chosen)  # its outline lies above its neighbours
    marks = _marks(box, [each for each in drawn if _is_inside(each[1], each[2], box)], kind, address)
    return Drawing(
        box=str(box),
        line=f"{LINE * box.width / WIDTH:.3g}",
        areas=mark_safe(f'<use href="{sprite(FILE)}#plan"/>' + "".join(map(_area, last_chosen))),
        circle=around and tuple(f"{value:.1f}" for value in around),
        marks=mark_safe("".join(marks)),
        points=";".join(f"{x * 10:.0f} {y * 10:.0f} {spot.count} {n}" for n, x, y, spot, _url in drawn),
        shared=";".join(" ".join(map(str, numbers)) for numbers in _shared(drawn, repeated)),
    )


def _shared(drawn, repeated):
    """For each hit at several spots their numbers."""
    spots_of = defaultdict(list)
    for number, _x, _y, spot, _url in drawn:
        for entry in repeated.intersection(spot.entries) if repeated else ():
            spots_of[entry].append(number)
    return [numbers for numbers in spots_of.values() if len(numbers) > 1]


def _is_inside(x, y, box):
    return box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height


def _area(area):
    on = " is-on" if area.chosen else ""
    name = _("%(district)s: %(count)s") % {"district": area.name, "count": area.count}
    return (
        f'<a href="{escape(area.url)}" aria-label="{escape(name)}">'
        f'<use class="s{area.step}{on}" href="{sprite(FILE)}#p-{escape(area.slug)}"/></a>'
    )


def _marks(box, drawn, kind, address):
    if not drawn:
        return
    _numbers, xs, ys, spots, urls = zip(*drawn, strict=True)
    scale = box.width / WIDTH
    for members in clusters(xs, ys, [spot.count for spot in spots], REACH * scale):
        first = members[0]
        total = len({entry for member in members for entry in spots[member].entries})
        url = _closer([drawn[member] for member in members], address) or urls[first]
        yield mark(xs[first], ys[first], scale, url, total, len(members), kind)


def mark(x, y, scale, url, total, places, kind):
    """A round mark with its number; where it stands for several places it says for how many."""
    label = count_words(total, kind)
    if places > 1:
        label = ngettext("%(hits)s an %(places)s Ort", "%(hits)s an %(places)s Orten", places) % {
            "hits": label,
            "places": wording.number_words(places),
        }
    long = ' class="is-long"' if total > 99 else ""
    size = f" scale({scale:.3g})" if scale != 1 else ""
    return (
        f'<a href="{escape(url)}" transform="translate({x:.1f} {y:.1f}){size}" aria-label="{escape(label)}">'
        f'<circle r="14"/><text{long}>{total}</text></a>'
    )


def _closer(members, address):
    """The map around the spots of a mark, or "" where they are one place."""
    city = city_plan()
    _number, x, y, spot, _url = members[0]
    far = max(math.hypot(other[1] - x, other[2] - y) for other in members)
    radius = math.ceil(city.kilometres(far) * 10 + 0.5) / 10
    if city.kilometres(far) < ONE_PLACE_KM:
        return ""
    return str(address.replace("ort", written(spot)).replace("umkreis", radius_value(radius)))


def written(spot):
    """The coordinates of a spot as `ort` takes them."""
    return f"{spot.lat:.4f},{spot.lon:.4f}"
