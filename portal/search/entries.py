"""A document as packed columns: words with weights, facet values, times, places.

The weight of a word depends on its document alone (constant reference lengths), so that an entry never has to be
written again because others changed; how rare a word is comes in when somebody searches.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from math import ceil
from typing import NamedTuple

import numpy as np

from portal.search import german
from portal.search.columns import (
    AGE_OPEN,
    FACTS,
    FREE,
    LAST_DAY,
    NEVER_ENDS,
    PLACES,
    PLACES_LEFT,
    PRICE_UNKNOWN,
    SLOT_UNKNOWN,
    TIMES,
)

EPOCH = date(1970, 1, 1)
SATURATION = 1.2  # k1 of BM25: how soon repeating a word stops to help
MAX_TOKENS = 4000  # of one field
DAYS_OF_A_WEEK = 7


class Field(NamedTuple):
    """How much a text field counts: its weight, and how strongly (0 to 1) texts longer than usual count less."""

    weight: float
    length_norm: float
    usual_length: int


TITLE = Field(3.0, 0.3, 6)
SUBJECT = Field(1.8, 0.3, 8)  # topics, keywords, kind, audience
PLACE = Field(1.2, 0.3, 8)  # provider, place, district
SUMMARY = Field(1.2, 0.5, 18)
BODY = Field(0.7, 0.75, 80)


class Value(NamedTuple):
    """A facet value of a document. Values of a facet stand in the order of ``position``, then by count."""

    facet: str
    slug: str
    label: str
    position: int = 0


class Span(NamedTuple):
    """A time an entry takes place: every one of ``weekdays`` from the first to the last day.

    ``start`` is in minutes of the day or None; ``slots`` are bits of `columns.SLOTS`, 0 where the time is unknown.
    """

    first_day: date
    last_day: date
    weekdays: int = 0b1111111
    start: int | None = None
    slots: int = 0


@dataclass
class Document:
    """All the index knows of one object, still in readable form."""

    kind: str
    object_id: int
    texts: list[tuple[Field, str]]
    card: dict = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    age_from: int | None = None
    age_to: int | None = None
    is_free: bool = False
    price: Decimal | None = None  # lowest, in euros; None where nobody told it
    has_places_left: bool = False
    visible_from: date | None = None
    last_day: date | None = None
    confirmed_until: date | None = None
    published: datetime | None = None

    @cached_property
    def tokens(self):
        """(field, tokens) of every text, stop words included."""
        return [(kind, german.tokens(german.clean(text))[:MAX_TOKENS]) for kind, text in self.texts]


def pack(document, word_ids, value_ids):
    """The packed columns of an entry by name.

    ``word_ids`` maps forms, ``value_ids`` maps (facet, slug) to numbers; both must hold all the document uses.
    """
    weights, sequence = _weigh(document, word_ids)
    values = sorted({value_ids[value.facet, value.slug] for value in document.values})
    return {
        "word_ids": np.fromiter(weights, np.uint32, len(weights)).tobytes(),
        "weights": bytes(weights.values()),
        "sequence": np.array(sequence, np.uint32).tobytes(),
        "values": np.array(values, np.uint32).tobytes(),
        "times": np.array([_time(span) for span in _series(document.spans)], TIMES).tobytes(),
        "places": np.array(document.places, PLACES).tobytes(),
        "facts": _facts(document).tobytes(),
    }


def _weigh(document, word_ids):
    """(weight byte by word id, word ids in order of the text with 0 between fields)."""
    heaviness, in_title, sequence = {}, set(), []
    for kind, tokens in document.tokens:
        counted = {}
        for token in tokens:
            number = word_ids[german.token_form(token)]
            sequence.append(number)
            if not german.is_stop_word(token.spelling):
                counted[number] = counted.get(number, 0) + 1
        sequence.append(0)
        norm = 1 - kind.length_norm + kind.length_norm * max(1, len(tokens)) / kind.usual_length
        for number, times in counted.items():
            heaviness[number] = heaviness.get(number, 0) + kind.weight * times / norm
        if kind is TITLE:
            in_title.update(counted)
    return {n: _weight(heavy) << 1 | (n in in_title) for n, heavy in heaviness.items()}, sequence


def _weight(heaviness):
    """Seven bits, 1 to 127: saturated, so that a tenth mention adds next to nothing."""
    return max(1, round(127 * heaviness / (heaviness + SATURATION)))


def day_number(day):
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def _series(spans):
    """The same times with days that come every week at one hour as one span: a course has many dates, few series."""
    kept, days = [], {}
    for span in spans:
        if span.first_day == span.last_day and span.weekdays >> span.first_day.weekday() & 1:
            days.setdefault((span.start, span.slots, span.first_day.weekday()), set()).add(span)
        else:
            kept.append(span)
    for (_start, _slots, weekday), alike in days.items():
        kept += _runs(sorted(alike, key=_begin), 1 << weekday)
    return sorted(kept, key=_begin)


def _begin(span):
    return span.first_day, span.start or 0


def _runs(spans, weekday):
    runs = []
    for span in spans:
        if runs and (span.first_day - runs[-1].last_day).days == DAYS_OF_A_WEEK:
            runs[-1] = runs[-1]._replace(last_day=span.last_day, weekdays=weekday)
        else:
            runs.append(span)
    return runs


def _time(span):
    start = -1 if span.start is None else span.start
    days = (min(day_number(day), LAST_DAY) for day in (span.first_day, span.last_day))
    return (*days, start, span.weekdays, span.slots or SLOT_UNKNOWN)


def _facts(document):
    row = np.zeros((), FACTS)
    row["visible_from"] = day_number(document.visible_from) if document.visible_from else 0
    row["last_day"] = day_number(document.last_day) if document.last_day else NEVER_ENDS
    row["confirmed"] = day_number(document.confirmed_until) if document.confirmed_until else 0
    row["published"] = int(document.published.timestamp() // 60) if document.published else 0
    row["age_from"] = document.age_from or 0
    row["age_to"] = AGE_OPEN if document.age_to is None else document.age_to
    row["euros"] = _euros(document)
    row["flags"] = document.is_free * FREE | document.has_places_left * PLACES_LEFT
    return row


def _euros(document):
    """Whole euros, rounded up: „unter 20 Euro“ does not find 20.50."""
    if document.is_free:
        return 0
    return PRICE_UNKNOWN if document.price is None else min(ceil(document.price), PRICE_UNKNOWN - 1)
