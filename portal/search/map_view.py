"""The map view of an answer: the drawing, its table, and the list of everything on it by Stadtteil and place."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.pager import Pager, pager
from providers import wording

from . import card_facts, map_drawing
from .city_plan import WHOLE
from .points import points
from .titles import count_words, radius_value

SPOTS_A_PAGE = 40
OFFERS_A_SPOT = 3
NEAR_A_SPOT_KM = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One hit at a place."""

    title: str
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the list; ``anchor`` is where its mark leads. ``more`` is (words, address) or None."""

    anchor: str
    name: str
    address: str
    count: str
    lines: list
    more: tuple | None


@dataclass(frozen=True, slots=True)
class MapView:
    """What templates/search/_map_view.html shows. ``groups`` are (name of the Stadtteil, places)."""

    drawing: map_drawing.Drawing
    words: tuple
    page: int
    size: int
    legend: list
    areas: list
    summary: str
    beside: list
    listed: str
    groups: list
    pager: Pager | None
    whole_url: str


def map_view(results, plan, address, moment):
    """The map of a plan with hits; one statement for the names of the places on this page."""
    found, names = points(plan, moment), _district_names(moment)
    spots = sorted(
        found.spots, key=lambda spot: (not spot.district, names.get(spot.district, ""), -spot.count)
    )
    pages = max(1, -(-len(spots) // SPOTS_A_PAGE))
    page = min(plan.page, pages)
    begin = (page - 1) * SPOTS_A_PAGE
    shown = spots[begin : begin + SPOTS_A_PAGE]
    circle = found.around and map_drawing.circle(*found.around)
    shown_areas = map_drawing.areas(results, address)
    box = map_drawing.frame(results, circle)
    pages_of_list = ["" if each == page else str(address.page(each)) for each in range(1, pages + 1)]
    located = [(spot, f"{pages_of_list[n // SPOTS_A_PAGE]}#platz-{n}") for n, spot in enumerate(spots)]
    return MapView(
        drawing=map_drawing.drawing(box, circle, shown_areas, located, found.repeated, plan.kind, address),
        words=(count_words(1, plan.kind), count_words(2, plan.kind).replace("2", "%n")),
        page=page,
        size=SPOTS_A_PAGE,
        legend=map_drawing.legend(results),
        areas=shown_areas,
        summary=_summary(found, plan),
        beside=list(_beside(found, plan, address)),
        listed=_listed(begin, shown, spots),
        groups=_groups(shown, begin, names, _Lister(shown, plan, address, moment)),
        pager=pager(address, page, pages),
        whole_url="" if box == WHOLE else str(address.without("ort").without("umkreis").without("stadtteil")),
    )


def _district_names(moment):
    """{slug: name} of all Stadtteile that hits may have."""
    values = moment.current().values.rows.values()
    return {row.slug: row.label for row in values if row.facet == "district"}


def _summary(found, plan):
    spots = len(found.spots)
    if not spots:
        return _("keine Orte")
    words = ngettext("%(hits)s an %(places)s Ort", "%(hits)s an %(places)s Orten", spots)
    return words % {"hits": count_words(found.placed, plan.kind), "places": wording.number_words(spots)}


def _beside(found, plan, address):
    """(words, address or "") of the hits that a map cannot show."""
    if found.online:
        words = _("%(hits)s online, ohne Ort auf der Karte")
        online = address.without("ansicht").without("format").with_("format", "online")
        yield words % {"hits": count_words(found.online, plan.kind)}, str(online)
    if found.placeless:
        words = _("%(hits)s ohne bekannte Adresse: nur in der Liste")
        yield words % {"hits": count_words(found.placeless, plan.kind)}, str(address.without("ansicht"))


def _listed(begin, shown, spots):
    """Which part of the places this page lists, or nothing where it lists all."""
    if len(shown) == len(spots):
        return ""
    return _("Orte %(first)s bis %(last)s von %(all)s, nach Stadtteilen") % {
        "first": wording.number_words(begin + 1),
        "last": wording.number_words(begin + len(shown)),
        "all": wording.number_words(len(spots)),
    }


def _groups(shown, begin, names, lister):
    numbered = enumerate(shown, begin)
    return [
        (names.get(slug) or _("Außerhalb der Stadtteile"), [lister.place(*each) for each in rows])
        for slug, rows in groupby(numbered, key=lambda each: each[1].district)
    ]


class _Lister:
    """Places with their first hits; all their cards come in one statement."""

    def __init__(self, shown, plan, address, moment):
        self._cards = moment.cards([entry for spot in shown for entry in spot.entries[:OFFERS_A_SPOT]])
        self._reader = card_facts.Reader.on(plan.today)
        self._kind, self._address = plan.kind, address.without("ansicht")
        self._more = _("Alle im Umkreis von 100 m zeigen")

    def place(self, number, spot):
        cards = [self._cards[entry] for entry in spot.entries[:OFFERS_A_SPOT] if entry in self._cards]
        name, address = _name(spot, cards)
        return Place(
            anchor=f"platz-{number}",
            name=name,
            address=address,
            count=count_words(spot.count, self._kind),
            lines=[self._line(card) for card in cards],
            more=(self._more, self._near(spot)) if spot.count > OFFERS_A_SPOT else None,
        )

    def _line(self, card):
        when = card_facts.when(card, self._reader)[0] if self._kind == "offer" else ""
        return Line(card["title"], card["url"], when)

    def _near(self, spot):
        near = self._address.replace("ort", map_drawing.written(spot))
        return str(near.replace("umkreis", radius_value(NEAR_A_SPOT_KM)))


def _name(spot, cards):
    """(name, address) of a spot, from the first card whose place lies there."""
    places = (card["place"] for card in cards if card["place"] and card["place"]["lat"] is not None)
    here = next(
        (p for p in places if abs(p["lat"] - spot.lat) + abs(p["lon"] - spot.lon) < 0.0003),
        None,
    )
    if here is None:
        return _("Weiterer Ort"), ""
    lines = (here["name"], here["street"], f"{here['postcode']} {here['city']}".strip())
    name, *rest = [line for line in lines if line] or [_("Ort ohne Namen")]
    return name, ", ".join(rest)
