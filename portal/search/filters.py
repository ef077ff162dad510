"""Filters as masks over a segment, one mask a group: or within a group, and between groups."""

from typing import NamedTuple

import numpy as np

from portal.search import agenda
from portal.search.columns import FREE, NEVER_ENDS, PLACES_LEFT, PRICE_UNKNOWN, Rows
from portal.search.entries import day_number
from portal.search.places import PlaceRow
from portal.search.query import FACETS, KINDS


class Question(NamedTuple):
    """A plan with what the snapshot knows of it."""

    plan: object
    snapshot: object
    place: PlaceRow | None

    @property
    def first_day(self):
        """Day number from which dates count."""
        filters, today = self.plan.filters, day_number(self.plan.today)
        wanted = day_number(filters.first_day) if filters.first_day else agenda.ALWAYS
        return wanted if filters.past else max(wanted, today)

    @property
    def last_day(self):
        return day_number(self.plan.filters.last_day) if self.plan.filters.last_day else NEVER_ENDS - 1

    def agenda(self, segment):
        return agenda.agenda(segment, self.first_day, self.last_day)


def public(question, part):
    """Entries that may be shown: alive, begun, and not ended unless ended ones are asked for."""
    shown = part.segment.shown_on(day_number(question.plan.today), with_ended=question.plan.filters.past)
    return part.alive & shown


def groups(question, segment):
    """{name of the group: mask} of the groups that are chosen."""
    found = {
        facet: segment.facets[number].matching(question.snapshot.values.codes(facet, slugs))
        for number, facet in enumerate(FACETS)
        if (slugs := getattr(question.plan.filters, facet))
    }
    for name, rule in _RULES.items():
        mask = rule(question, segment)
        if mask is not None:
            found[name] = mask
    return found


def _kind(question, segment):
    kind = question.plan.kind
    return segment.kinds == KINDS.index(kind) if kind else None


def _time(question, segment):
    filters = question.plan.filters
    if filters.weekday or filters.daytime or filters.first_day or filters.last_day:
        return question.agenda(segment).takes_place(agenda.mask(filters.weekday, filters.daytime))
    return None


def _age(question, segment):
    age = question.plan.filters.age
    if age is None:
        return None
    oldest = age if question.plan.filters.oldest is None else question.plan.filters.oldest
    return (segment.facts["age_from"] <= oldest) & (segment.facts["age_to"] >= age)


def _price(question, segment):
    """At most so many euros; a price nobody told is not known to be low."""
    most = question.plan.filters.most_euros
    return None if most is None else segment.facts["euros"] <= min(most, PRICE_UNKNOWN - 1)


def _free(question, segment):
    return (segment.facts["flags"] & FREE) != 0 if question.plan.filters.free else None


def _places_left(question, segment):
    return (segment.facts["flags"] & PLACES_LEFT) != 0 if question.plan.filters.places_left else None


def radius(question):
    """Kilometres around the place asked for, or None without one."""
    return question.place and (question.plan.filters.radius_km or question.place.radius_km)


def _near(question, segment):
    place = question.place
    if place is None:
        return None
    mask = segment.distances(place.lat, place.lon) <= radius(question)
    if place.district:
        number = list(FACETS).index("district")
        mask |= segment.facets[number].matching(question.snapshot.values.codes("district", [place.district]))
    return mask


_RULES = {
    "kind": _kind,
    "time": _time,
    "age": _age,
    "price": _price,
    "free": _free,
    "places_left": _places_left,
    "near": _near,
}


class Selection:
    """The entries of a part under all groups, and under all but one, found in one pass.

    ``base`` and the ``masks`` by name of the group are masks over the part. ``rows`` hold what is under all groups;
    what is under all but one are these and ``missing_only[name]``.
    """

    def __init__(self, masks, base):
        held = base.astype(np.uint8)
        for mask in masks.values():
            held += mask
        held *= base
        self.rows = Rows(held == len(masks) + 1)
        nearly = np.flatnonzero(held == len(masks)) if masks else np.zeros(0, np.int64)
        self.missing_only = {name: Rows(rows=nearly[~mask[nearly]]) for name, mask in masks.items()}

    def under_the_others(self, name):
        """`Rows` in disjoint pieces that are under all groups but the one named."""
        return [self.rows, self.missing_only[name]] if name in self.missing_only else [self.rows]
