"""Ways out of an empty answer: searches that ask a little less, each with what it would find."""

from dataclasses import replace
from itertools import groupby, islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from . import query
from .address import SearchAddress
from .choices import without
from .forms import FILTERS
from .titles import count_words, radius_value, radius_words

# Each way is a search of its own, so an address with fifty filters must not ask fifty times.
MOST_TRIED, MOST_SHOWN = 10, 5
_RADII_KM = (5.0, 10.0)
_OPEN = query.Filters()


class Way(NamedTuple):
    label: str
    plan: query.Plan
    address: SearchAddress


def ways(plan, chips, address, moment):
    """[(label, address, count in words)] of the searches nearby that find something."""
    tried = islice((way for rule in RULES for way in rule(plan, chips, address)), MOST_TRIED)
    counted = [(way, moment.count(way.plan)) for way in tried]
    found = [(way.label, str(way.address), count_words(count, plan.kind)) for way, count in counted if count]
    return found[:MOST_SHOWN]


def without_one_filter(plan, chips, address):
    for parameter, group in groupby(chips, key=lambda chip: chip.parameter):
        label = _("Ohne „%(filter)s“ suchen") % {"filter": ", ".join(chip.label for chip in group)}
        yield Way(label, _dropped(plan, parameter), without(address, parameter))


def farther_away(plan, _chips, address):
    for radius in _RADII_KM:
        if plan.filters.place and radius > (plan.filters.radius_km or 0):
            label = _("Im Umkreis von %(distance)s suchen") % {"distance": radius_words(radius)}
            farther = replace(plan, filters=replace(plan.filters, radius_km=radius))
            yield Way(label, farther, address.replace("umkreis", radius_value(radius)))


def without_words(plan, chips, address):
    if plan.text and chips:
        unspoken = query.plan(filters=plan.filters, kind=plan.kind, today=plan.today)
        label = _("Ohne „%(text)s“, nur mit den Filtern") % {"text": plan.text}
        yield Way(label, unspoken, address.without("q"))


def without_any_filter(plan, chips, address):
    if plan.text and len(chips) > 1:
        yield Way(_("Ohne alle Filter suchen"), replace(plan, filters=_OPEN), address.only("q", "in"))


RULES = (farther_away, without_one_filter, without_any_filter, without_words)


def _dropped(plan, parameter):
    """The plan without one filter."""
    fields = [FILTERS[parameter], *(["radius_km"] if parameter == "ort" else [])]
    return replace(plan, filters=replace(plan.filters, **{field: getattr(_OPEN, field) for field in fields}))
