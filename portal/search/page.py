"""Puts the result page together: everything its templates show, as plain values."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.pager import Pager, pager
from providers import wording

from . import cards, choices, memory, query, terms
from .city_map import CityMap, city_map
from .map_view import MapView, map_view
from .moment import Moment
from .reading import Reading, reading
from .titles import count_words, empty_words, page_title, radius_value, radius_words
from .ways import ways

SORT_NAMES = {
    "relevanz": gettext_lazy("Passt am besten"),
    "datum": gettext_lazy("Nächster Termin"),
    "naehe": gettext_lazy("Entfernung"),
    "neu": gettext_lazy("Neu im Portal"),
}
TABS = {
    "offer": (gettext_lazy("Angebote"), gettext_lazy("Angebote suchen"), "angebote"),
    "event": (gettext_lazy("Veranstaltungen"), gettext_lazy("Veranstaltungen suchen"), "veranstaltungen"),
    "provider": (gettext_lazy("Anbieter"), gettext_lazy("Anbieter suchen"), "anbieter"),
    "network": (gettext_lazy("Netzwerke"), gettext_lazy("Netzwerke suchen"), "netzwerke"),
}
RADII_KM = (1.0, 2.0, 5.0, 10.0, 20.0)
# What the boxes of the filter column cannot carry into the next search.
_NOT_CARRIED = ("q", "ort", "seite")
_SWITCHES = ("woertlich", "in", "ansicht")


@dataclass(frozen=True, slots=True)
class FilterColumn:
    """The column of filters beside the list."""

    facets: list
    first_day: str
    last_day: str
    radii: list
    has_more_chosen: bool


@dataclass(frozen=True, slots=True)
class Empty:
    """What an answer without hits says and where it leads."""

    title: str
    text: str
    ways: list


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One answer as the templates show it. ``count`` says the total in words: „34 Angebote“."""

    kind: str
    title: str
    heading: str
    count: str
    text: str
    chosen: dict
    carried: list
    notes: list
    other_words: list
    reading: Reading
    chips: list
    reset_url: str
    tabs: list
    sorts: list
    filters: FilterColumn
    map: CityMap | None
    views: list
    map_view: MapView | None
    cards: list
    similar: list
    pager: Pager | None
    empty: Empty | None
    is_indexable: bool
    feed_url: str
    calendar_url: str


def result_page(form) -> ResultPage:
    """The answer to a cleaned form, at most four statements."""
    moment = Moment(memory.index)
    names = leave_out_unknown(form, moment.current().values)
    plan, chosen, address = form.plan(), form.cleaned_data, form.address()
    results, on_map = _answer(moment, plan, chosen["ansicht"])
    chips = choices.chips(results, chosen, address, names)
    read = reading(results, plan, address, moment)
    return ResultPage(
        kind=plan.kind,
        title=page_title(plan, results.total),
        heading=TABS[plan.kind][1],
        count=count_words(results.total, plan.kind),
        text=plan.text,
        chosen=chosen,
        carried=_carried(address, results.total, names),
        notes=[*form.notes, *results.notes, *([] if on_map else _page_note(plan, results))],
        other_words=_other_words(results, address),
        reading=read,
        chips=chips,
        reset_url=str(address.only("q", *_SWITCHES)),
        tabs=_tabs(results, plan.kind, address),
        sorts=_sorts(results.plan),
        filters=_filter_column(results, chosen),
        map=None if on_map else city_map(results),
        views=_views(address),
        map_view=map_view(results, replace(plan, **_answered(results)), address, moment) if on_map else None,
        cards=cards.compose(results.hits, plan.today, place=results.place),
        similar=cards.compose(results.similar, plan.today, place=results.place),
        pager=pager(address, results.page, results.pages),
        empty=None
        if results.total
        else Empty(*empty_words(plan, [*chips, *read.chips]), ways(plan, chips, address, moment)),
        is_indexable=not address.pairs,
        feed_url=address.at("search:feed") if plan.kind == "offer" else "",
        calendar_url=address.at("search:calendar") if plan.kind == "offer" else "",
    )


def _answered(results):
    """The fields of a plan that hold what it was understood as."""
    plan = results.plan
    return {"words": plan.words, "filters": plan.filters, "literal": plan.literal}


def _other_words(results, address):
    """(words, address) of what may have been meant, in the words and in the place."""
    return [(words, str(address.replace("q", words))) for words in results.did_you_mean] + [
        (name, str(address.replace("ort", name))) for name in results.place_choices
    ]


def _answer(moment, plan, view):
    """(results, are they to be shown on the map); the map needs no cards of its hits."""
    if view == "karte" and (measured := moment.measure(plan)).total:
        return measured, True
    return moment.search(plan), False


def _views(address):
    """(name, icon, address, is current) of the list and the map, both with all filters."""
    is_map = ("ansicht", "karte") in address.pairs
    return [
        (_("Liste"), "list", str(address.without("ansicht")), not is_map),
        (_("Karte"), "map", str(address.replace("ansicht", "karte")), is_map),
    ]


def leave_out_unknown(form, values):
    """Drop values that exist nowhere; names of those that exist but no entry uses."""
    missing = terms.missing(form.cleaned_data, values)
    names = terms.names(missing)
    for parameter, slugs in missing.items():
        form.leave_out(parameter, [slug for slug in slugs if (parameter, slug) not in names])
    return names


def _carried(address, total, names):
    """(parameter, value) pairs that no box of the page holds: hidden fields keep them."""
    if not total:
        return [pair for pair in address.pairs if pair[0] not in _NOT_CARRIED]
    return [pair for pair in address.pairs if pair[0] in _SWITCHES or pair in names]


def _page_note(plan, results):
    if results.total and plan.page > results.pages:
        yield _("Die Seite %(page)s gibt es nicht. Sie sehen die letzte, Seite %(last)s.") % {
            "page": wording.number_words(plan.page),
            "last": results.pages,
        }


def _tabs(results, kind, address):
    """(name, address, count, is current)."""
    return [
        (
            name,
            str(address.replace("in", value)),
            wording.number_words(results.kind_counts.get(other, 0)),
            other == kind,
        )
        for other, (name, _heading, value) in TABS.items()
    ]


def _sorts(plan):
    """(value, name, is chosen): distance only where a place is given, dates only for what takes place."""
    senseless = {"naehe": not plan.filters.place, "datum": plan.kind == "provider"}
    return [
        ("" if value == query.SORTS[0] else value, name, value == plan.sort)
        for value, name in SORT_NAMES.items()
        if value == plan.sort or not senseless.get(value)
    ]


def _filter_column(results, chosen):
    singles = [chosen[name] for name in ("ab", "bis", "umkreis", "vergangene")]
    return FilterColumn(
        facets=choices.facets(results),
        first_day=_iso(chosen["ab"]),
        last_day=_iso(chosen["bis"]),
        radii=_radii(chosen["umkreis"]),
        has_more_chosen=any(singles) or chosen["alter"] is not None or chosen["preis"] is not None,
    )


def _iso(day):
    return day.isoformat() if day else ""


def _radii(chosen):
    """(value, name, is chosen) of the choice around a place; a value from the address joins the list."""
    values = sorted({*RADII_KM, *([chosen] if chosen else [])})
    return [(radius_value(value), radius_words(value), value == chosen) for value in values]
