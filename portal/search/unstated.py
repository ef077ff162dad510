"""Offers that leave a fact open but say the words: "abends" in the text of a course whose hours nobody entered.

An understood filter must not hide them. Where an entry states the fact, the fact alone decides; filters a person chose
are never widened.
"""

from dataclasses import replace

import numpy as np

from portal.search import agenda, query
from portal.search.query import DAYTIMES, FACETS
from portal.search.scoring import Words
from portal.search.understanding import understand

_FACETS = list(FACETS)
_WIDENED = {*FACETS, "weekday", "daytime"}
_DATED = ("first_day", "last_day")


def widen(groups, matches, question, parts):
    """Add to ``groups``, one dictionary of masks a part, entries that leave open what a match asks and say it."""
    for match in matches:
        field = (
            match.chosen[-1][0] if match.chosen else ""
        )  # "Dienstagabend" asks for the evening of a weekday
        words = _words(match, question) if field in _WIDENED else None
        for number, masks in enumerate(groups) if words else ():
            open_ = _open(field, question, parts[number].segment)
            if open_ is not None:
                masks[_group(field)] = masks[_group(field)] | (open_ & words.mask(number))


def _words(match, question):
    asked = query.reworded(replace(question.plan, is_unfinished=False), match.words, question.plan.filters)
    return Words(understand(asked, question.snapshot), question.snapshot) if asked.words else None


def _group(field):
    return field if field in FACETS else "time"


def _open(field, question, segment):
    """Mask of the entries of which nobody knows the fact, or None where dates or hours are asked for too."""
    filters = question.plan.filters
    if field in FACETS:
        return segment.facets[_FACETS.index(field)].is_empty()
    if any(getattr(filters, name) for name in _DATED):
        return None
    parts = question.agenda(segment).parts
    if field == "daytime":
        on_the_day = (parts & agenda.mask(filters.weekday)) != 0 if filters.weekday else np.True_
        return on_the_day & ((parts & agenda.mask((), DAYTIMES)) == 0)
    return None if filters.daytime else parts == 0
