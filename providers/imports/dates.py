"""Days and times as people write them. Nothing is guessed: what is not clear stays unknown and is named.

Read: 2026-11-24, 24.11.2026, with or without a time, lists, spans („bis“, „–“, „/“). Not read, because they are
ambiguous: years of two digits, days with slashes, bare numbers. Midnight counts as "no time": programs write it
where only a day was known.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

YEARS = range(1900, 2101)
MAX_SPANS = 400

_DAY = re.compile(r"(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))(?!\d)")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
_TIMES = re.compile(
    rf"(?:T|um)?\s*{_CLOCK}\s*(Z|\+\d\d:?\d\d)?\s*(?:Uhr)?(?:\s*(?:-|–|bis)\s*{_CLOCK}\s*(?:Uhr)?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)\b[.,]?",
    re.IGNORECASE,
)
# What stands between two days that belong together; a slash only as in ISO 8601, without a space.
_TO = re.compile(r"(?:\s*(?:-|–|\bbis)\s*|(?<!\s)/)$", re.IGNORECASE)
_EDGE = " \t\n\r,;&+'\"‚‘’„“”"
_NOTHING = {"", "null", "none", "nan", "-", "–", "und", "(null)", "k. a.", "k.a."}
_ON_REQUEST = re.compile(
    r"(?:termine? )?(?:nach (?:individueller |vorheriger )?(?:absprache|vereinbarung)|auf anfrage|n\. ?v\.)\.?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day; the times as stated, None where not."""

    first_day: date
    last_day: date
    start_time: time | None = None
    end_time: time | None = None


def on_request(text):
    """True for „Nach Absprache“ and its like."""
    return bool(_ON_REQUEST.fullmatch(" ".join(text.casefold().split())))


def nothing(text):
    return text.strip(_EDGE).casefold() in _NOTHING


def single_day(text):
    """The one day a text names, or None."""
    spans, unread = spans_of(text)
    return spans[0].first_day if len(spans) == 1 and not unread else None


def spans_of(text):
    """Spans of a text, and the pieces of it that are not clear."""
    text = " ".join(text.split())
    days = list(_DAY.finditer(text))
    if not days or not nothing(_WEEKDAY.sub("", text[: days[0].start()])):
        return [], [text]
    stops = [match.start() for match in days[1:]] + [len(text)]
    moments = [_moment(match, text[match.end() : stop]) for match, stop in zip(days, stops, strict=True)]
    unread = [moment.text for moment in moments if not moment.clear]
    spans = []
    while moments:
        first = moments.pop(0)
        last = moments.pop(0) if first.joined and moments else first
        if first.day:
            end = first.end if last is first else last.end or last.start
            spans.append(Span(first.day, last.day or first.day, first.start, end))
    return list(dict.fromkeys(spans)), unread


def in_order(span):
    """The span, its end left out where it lies before its begin."""
    if span.last_day < span.first_day:
        return Span(span.first_day, span.first_day, span.start_time)
    times = span.start_time, span.end_time
    if span.first_day == span.last_day and None not in times and span.end_time < span.start_time:
        return Span(span.first_day, span.last_day, span.start_time)
    return span


@dataclass(frozen=True, slots=True)
class _Moment:
    """One day of a text with what follows it; `joined`: the next day is its end."""

    text: str
    day: date | None
    start: time | None
    end: time | None
    clear: bool
    joined: bool


def _moment(match, rest):
    to = _TO.search(rest)
    text = match[0] + rest
    rest = _WEEKDAY.sub("", rest[: to.start()] if to else rest).strip(_EDGE).removesuffix("und").strip(_EDGE)
    day = _day(match)
    if rest.casefold() in _NOTHING or day is None:
        return _Moment(text.strip(_EDGE), day, None, None, day is not None, bool(to))
    day, start, end, clear = _with_times(day, rest)
    return _Moment(text.strip(_EDGE), day, start, end, clear, bool(to))


def _with_times(day, text):
    match = _TIMES.fullmatch(text)
    # „12.5.2026 14“ may be a time or a number of anything.
    if not match or not (match[2] or "uhr" in text.casefold()):
        return day, None, None, False
    try:
        start = time(int(match[1]), int(match[2] or 0), int(match[3] or 0))
        end = time(int(match[5]), int(match[6] or 0), int(match[7] or 0)) if match[5] else None
    except ValueError:
        return day, None, None, False
    if match[4]:
        day, start = _local(day, start, match[4])
    return day, _stated(start), _stated(end), True


def _local(day, clock, zone):
    moment = datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{zone.upper()}")
    moment = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    return moment.date(), moment.time()


def _stated(clock):
    return None if clock == time() else clock


def _day(match):
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None
