"""Says on the result page what a question was understood as, and how to take that back: never wrong in silence."""

from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from providers import wording

from . import query
from .choices import Chip, place_words
from .forms import TITLES
from .titles import count_words

MOST_WAYS = 4  # each is a search of its own


@dataclass(frozen=True, slots=True)
class Reading:
    """What templates/search/_reading.html shows.

    ``chips`` are filters understood, each with the address that keeps its words as words; ``dropped`` says that they
    left nothing and what is shown instead, ``ways`` are (label, address, count) without one of them; ``again_url``
    is set where the person wanted words literally.
    """

    chips: list
    literal_url: str
    again_url: str
    dropped: str
    ways: list


def reading(results, plan, address, moment):
    """What is to be said about the way the text of a plan was read."""
    filters = [match for match in results.understood if match.chosen]
    dropped = [match for match in results.dropped if match.chosen]
    is_empty = not results.total and plan.kind == "offer"
    return Reading(
        chips=[
            Chip(match.parameter, label(match, results), str(address.with_("woertlich", match.words)))
            for match in filters
        ],
        literal_url=str(address.replace("woertlich", query.ALL_WORDS)),
        again_url=str(address.without("woertlich")) if plan.literal else "",
        dropped=_dropped_words(dropped, results, plan.kind) if dropped else "",
        ways=_ways(dropped or (filters if is_empty else []), results, plan, address, moment),
    )


def label(match, results):
    """„Stadtteil: Buckau“, „kostenlos“, „Alter: 9 Jahre“."""
    if match.parameter == "ort":
        return place_words(match.label, results.radius_km)
    if match.parameter == "alter":
        return _("Alter: %(age)s") % {"age": match.label}
    title = TITLES.get(match.parameter)
    return _("%(group)s: %(value)s") % {"group": title, "value": match.label} if title else match.label


def _dropped_words(dropped, results, kind):
    said = ngettext(
        "Wir haben Ihre Worte als Filter verstanden: %(filters)s. Damit fanden wir nichts.",
        "Wir haben Ihre Worte als Filter verstanden: %(filters)s. Mit allen zusammen fanden wir nichts.",
        len(dropped),
    ) % {"filters": wording.list_words(f"„{label(match, results)}“" for match in dropped)}
    shown = _("Wörtlich gesucht: %(count)s.") if results.is_literal else _("Ohne: %(count)s.")
    return f"{said} {shown % {'count': count_words(results.total, kind)}}"


def _ways(matches, results, plan, address, moment):
    """Searches without one of the filters that were too many, each with what it finds."""
    if len(matches) < 2 and results.total:
        return []
    found = []
    for match in islice(matches, MOST_WAYS):
        shorter = query.plan(text=match.text_without, filters=plan.filters, kind=plan.kind, today=plan.today)
        count = moment.count(replace(shorter, literal=plan.literal, relaxes=False))
        if count:
            way = _("Ohne „%(filter)s“ suchen") % {"filter": label(match, results)}
            found.append((way, str(address.replace("q", match.text_without)), count_words(count, plan.kind)))
    return found
