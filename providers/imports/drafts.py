"""From a row to a draft: what an offer will say, not yet compared with what it says now.

A file owns the columns it has, empty cells included; fields it has no column for stay untouched.
"""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from ..models import Answer, Offer
from ..models.offer import AGE_MAX
from . import dates
from .addresses import Place, place_of
from .cells import Cells
from .prices import price_of
from .slugs import fingerprint, german_slug

MAX_PLACES = 1_000_000
KEYWORD_LENGTH = 100
NO_SOURCE = "ohne-quelle"
_MAX = {
    name: Offer._meta.get_field(name).max_length
    for name in ("title", "source", "source_id", "source_category")
}


@dataclass(slots=True)
class Draft:
    """What one row says; `related` maps a relation of the offer to the set of its rows, as tuples of columns."""

    line: int
    source: str
    source_id: str
    provider: str
    fields: dict[str, Any]
    place: Place | None = None
    has_place: bool = False
    related: dict[str, set[tuple]] = field(default_factory=dict)
    keywords: list[str] | None = None

    @property
    def identity(self):
        return self.source, self.source_id


def identity_of(cells, default_source="", *, bound=""):
    """Source and id of a row, or None where the id is missing; `bound` is the source whatever the row says."""
    source_id = cells.line("id")
    if not source_id:
        return None
    source = bound or _identity(_source(cells, default_source), _MAX["source"])
    return source, _identity(source_id, _MAX["source_id"])


def derived_id(title, start, place):
    """An id for an entry whose list knows none: the same as long as title, begin and place stay."""
    return "ohne-nr-" + fingerprint(
        *(" ".join(part.casefold().split()) for part in (title, start, place)), length=16
    )


def draft_of(cells, identity, vocabulary):
    """The draft of a row that has an identity, or None where it has no title."""
    title = cells.line("title", _MAX["title"])
    if not title:
        return None
    draft = Draft(cells.row.line, *identity, cells.line("provider"), {"title": title})
    for part in PARTS:
        part(cells, draft, vocabulary)
    return draft


def _source(cells, default):
    source = cells.line("source") or default
    if not source:
        source = german_slug(cells.line("provider"), _MAX["source"]) or NO_SOURCE
        cells.warn("source", _("Die Quelle fehlt. Es gilt „%(source)s“.") % {"source": source}, "")
    return source


def _identity(text, limit):
    """Cut so that two long texts with the same beginning stay two."""
    return text if len(text) <= limit else f"{text[: limit - 17]}…{fingerprint(text, length=16)}"


def _plain_fields(cells, draft, vocabulary):
    for column, read in FIELDS.items():
        if cells.has(column):
            draft.fields[column] = read(cells, column)


def _category(cells, draft, vocabulary):
    if cells.has("kind"):
        word = cells.line("kind")
        draft.fields["kind_id"] = vocabulary.kind(word) if word else None
        if word and draft.fields["kind_id"] is None:
            cells.warn("kind", _("Diese Art gibt es im Portal nicht. Sie bleibt leer."))
    if cells.has("category"):
        category = cells.line("category")
        draft.fields["source_category"] = cells.line("category", _MAX["source_category"])
        # Where the mapping is silent, topics someone chose stay.
        if topics := vocabulary.topics(draft.source, category):
            draft.related["topics"] = {(pk,) for pk in topics}


def _terms(cells, draft, vocabulary):
    for column in ("life_stages", "topics", "audiences", "languages", "fundings"):
        if cells.has(column):
            draft.related[column] = {(pk,) for pk in cells.terms(column, vocabulary)}


def _keywords(cells, draft, vocabulary):
    if not cells.has("keywords"):
        return
    words = cells.words("keywords")
    for word in (word for word in words if len(word) > KEYWORD_LENGTH):
        cells.warn(
            "keywords", _("Ein Schlagwort hat höchstens %(limit)s Zeichen.") % {"limit": KEYWORD_LENGTH}, word
        )
    draft.keywords = [word for word in words if len(word) <= KEYWORD_LENGTH]


def _access(cells, draft, vocabulary):
    if not cells.has("access"):
        return
    answers = {}
    for word in cells.words("access"):
        name, _colon, answer = (part.strip() for part in word.partition(":"))
        feature = vocabulary.term("access", name)
        known = _ANSWERS.get(answer.casefold())
        if feature is None or known is None:
            cells.warn(
                "access", _("Erwartet wird „Kürzel: ja“, „Kürzel: nein“ oder „Kürzel: unbekannt“."), word
            )
        else:
            answers[feature] = known
    draft.related["access"] = set(answers.items())


_ANSWERS = {"": Answer.YES, "ja": Answer.YES, "nein": Answer.NO, "unbekannt": Answer.UNKNOWN} | {
    answer.value: answer for answer in Answer
}


def _price(cells, draft, vocabulary):
    if not cells.has("price"):
        return
    price = price_of(cells.line("price"), cells.line("price_to"))
    if price.problem:
        cells.warn("price", price.problem)
    note = " ".join(part for part in (cells.line("price_note"), price.note) if part)
    draft.fields |= {"price": price.kind, "price_from": price.low, "price_to": price.high}
    draft.fields["price_note"] = _fitting(note, "price_note")


def _where(cells, draft, vocabulary):
    if not cells.has("place", "street", "postcode", "city", "lat", "lon"):
        return
    draft.place, rest = place_of(cells)
    draft.has_place = True
    notes = (rest, cells.text("place_note"))
    draft.fields["place_note"] = "\n".join(note for note in notes if note)


def _when(cells, draft, vocabulary):
    if not cells.has("start", "end", "dates"):
        return
    start, end, listed = (cells.line(column) for column in ("start", "end", "dates"))
    spans = _spans(cells, "dates", listed) if listed else _from_to(cells, draft, start, end)
    if len(spans) > dates.MAX_SPANS:
        cells.warn(
            "dates", _("Mehr als %(limit)s Termine. Die übrigen fallen weg.") % {"limit": dates.MAX_SPANS}
        )
    draft.related["dates"] = {
        (span.first_day, span.last_day, span.start_time, span.end_time) for span in spans[: dates.MAX_SPANS]
    }
    words = listed or start
    if not cells.line("schedule"):
        draft.fields["schedule"] = _schedule(spans, words)
    # Words without a figure („laufender Einstieg“) are no broken date: they tell the reader something.
    spoken = words if not spans and not dates.on_request(words) and not re.search(r"\d", words) else ""
    draft.fields["schedule_note"] = _fitting(cells.line("schedule_note") or spoken, "schedule_note")


def _schedule(spans, text):
    if spans:
        return Offer.Schedule.DATES
    return Offer.Schedule.ON_REQUEST if dates.on_request(text) else Offer.Schedule.UNKNOWN


def _from_to(cells, draft, start, end):
    """The dates two cells state: a list in `start`, or one day and its end."""
    begun = _spans(cells, "start", start)
    ended = _spans(cells, "end", end)
    if not ended:
        return begun
    if not begun:
        # The end is known all the same, and an offer that has ended must not look current.
        draft.fields.setdefault("valid_until", ended[-1].last_day)
        return []
    if len(begun) > 1 or len(ended) > 1:
        cells.warn("end", _("Zu mehreren Terminen passt kein einzelnes Ende. Es bleibt unbekannt."))
        return begun
    return _checked(cells, "end", [_until(begun[0], ended[0])])


def _until(first, last):
    return dates.Span(first.first_day, last.last_day, first.start_time, last.end_time or last.start_time)


def _spans(cells, column, text):
    if dates.nothing(text) or dates.on_request(text):
        return []
    spans, unread = dates.spans_of(text)
    for piece in unread:
        cells.warn(column, _("Das Datum oder die Uhrzeit ist nicht lesbar und bleibt unbekannt."), piece)
    return _checked(cells, column, spans)


def _checked(cells, column, spans):
    ordered = [dates.in_order(span) for span in spans]
    if ordered != spans:
        cells.warn(column, _("Das Ende liegt vor dem Beginn. Das Ende bleibt unbekannt."))
    return ordered


def _fitting(text, name):
    limit = Offer._meta.get_field(name).max_length
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


PARTS = (_plain_fields, _category, _terms, _keywords, _access, _price, _where, _when)


def _line_of(name):
    return partial(Cells.line, limit=Offer._meta.get_field(name).max_length)


def _choice_of(choices, unknown):
    return partial(Cells.choice, choices=choices, unknown=unknown)


_LINES = ("subtitle", "summary", "schedule_note", "registration_note", "contact_name", "contact_phone")
FIELDS = {
    **{name: _line_of(name) for name in _LINES},
    "description": Cells.text,
    "plain_language": Cells.text,
    "place_note": Cells.text,
    "price_note": _line_of("price_note"),
    "price_reduced": Cells.amount,
    "age_from": partial(Cells.whole, limit=AGE_MAX),
    "age_to": partial(Cells.whole, limit=AGE_MAX),
    "places_total": partial(Cells.whole, limit=MAX_PLACES),
    "places_left": partial(Cells.whole, limit=MAX_PLACES),
    "level": _choice_of(Offer.Level, Offer.Level.NONE),
    "format": _choice_of(Offer.Format, Offer.Format.UNKNOWN),
    "schedule": _choice_of(Offer.Schedule, Offer.Schedule.UNKNOWN),
    "registration": _choice_of(Offer.Registration, Offer.Registration.UNKNOWN),
    "availability": _choice_of(Offer.Availability, Offer.Availability.UNKNOWN),
    "valid_from": Cells.day,
    "valid_until": Cells.day,
    "registration_deadline": Cells.day,
    "url": Cells.url,
    "online_url": Cells.url,
    "registration_url": Cells.url,
    "contact_email": Cells.email,
}
