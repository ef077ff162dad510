"""iCalendar: an entry of a calendar with all its dates of the coming year is one offer.

Rules that repeat more than daily are not followed, and all expansion together has a time limit: a rule of one line can
mean millions of dates.
"""

import time
from collections import defaultdict
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar
from recurring_ical_events import of

from .dates import MAX_SPANS
from .entries import bytes_of, joined, rows_of_entries, span_words, text_of
from .rows import FileFault

# Dates before and after today that are taken.
BEFORE, AFTER = timedelta(days=31), timedelta(days=366)
TIME_LIMIT = 30  # seconds
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_TOO_FINE = ("BYHOUR", "BYMINUTE", "BYSECOND")
_LONGEST = timedelta(days=366 * 20)


def read(path, report, limits):
    """Yield the rows of a calendar. Raises FileFault."""
    try:
        calendars = Calendar.from_ical(bytes_of(path).decode("utf-8-sig"), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise FileFault(_("Der Kalender ist beschädigt oder nicht in UTF-8.")) from error
    report.note(_("Gelesen als Kalender (iCalendar)."))
    return rows_of_entries(_entries(calendars, report), report)


def _entries(calendars, report):
    end = time.monotonic() + TIME_LIMIT
    for calendar in calendars:
        zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
        for events in _by_uid(calendar).values():
            if time.monotonic() > end:
                raise FileFault(_("Die Wiederholungen in diesem Kalender sind zu aufwendig."))
            yield _cells(calendar, zones, events, report)


def _by_uid(calendar):
    """Events of one UID belong together: a series and its exceptions."""
    found = defaultdict(list)
    for number, event in enumerate(part for part in calendar.subcomponents if part.name == "VEVENT"):
        found[text_of(event.get("UID")) or number].append(event)
    return found


def _cells(calendar, zones, events, report):
    main = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    cells = {
        "id": text_of(main.get("UID")),
        "title": text_of(main.get("SUMMARY")),
        "description": text_of(main.get("DESCRIPTION")),
        "place": text_of(main.get("LOCATION")).replace("\n", ", "),
        "url": text_of(main.get("URL")),
        "keywords": joined(_categories(main)),
        "dates": "; ".join(_dates(calendar, zones, events, report)),
    }
    if "STATUS" in main:
        cells["availability"] = "cancelled" if text_of(main["STATUS"]).upper() == "CANCELLED" else ""
    return cells


def _categories(event):
    found = event.get("CATEGORIES")
    groups = found if isinstance(found, list) else [found] if found else []
    return [text_of(word) for group in groups for word in getattr(group, "cats", ())]


def _dates(calendar, zones, events, report):
    events = [event for event in events if isinstance(getattr(event.get("DTSTART"), "dt", None), date)]
    if not events:
        return []
    spans = (
        _occurrences(calendar, zones, events, report)
        if any("RRULE" in event or "RDATE" in event for event in events)
        else []
    )
    return [span_words(*span) for span in sorted(spans or map(_span, events), key=_order)[:MAX_SPANS]]


def _order(span):
    return [f"{moment:%Y-%m-%dT%H:%M}" for moment in span]


def _occurrences(calendar, zones, events, report):
    """Spans within the window; none where the rule is refused or broken, so that the first date stands."""
    today = timezone.localdate()
    if not all(_is_reasonable(event, today) for event in events):
        report.warn(
            None,
            "dates",
            text_of(events[0].get("SUMMARY")),
            _("Dieser Wiederholung folgt das Portal nicht. Es gilt der erste Termin."),
        )
        return []
    own = Calendar({name: calendar[name] for name in ("X-WR-TIMEZONE",) if name in calendar})
    for part in (*zones, *events):
        own.add_component(part)
    try:
        found = of(own).between(today - BEFORE, today + AFTER)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        report.warn(
            None,
            "dates",
            text_of(events[0].get("SUMMARY")),
            _("Die Wiederholung ist nicht lesbar. Es gilt der erste Termin."),
        )
        return []
    return [_span(event) for event in found if text_of(event.get("STATUS")).upper() != "CANCELLED"]


def _is_reasonable(event, today):
    rules = event.get("RRULE")
    rules = rules if isinstance(rules, list) else [rules] if rules else []
    day = event["DTSTART"].dt
    begun = day.date() if isinstance(day, datetime) else day
    return today - begun < _LONGEST and all(
        {str(each).upper() for each in rule.get("FREQ", ())} <= _FREQUENCIES
        and not any(name in rule for name in _TOO_FINE)
        for rule in rules
    )


def _span(event):
    """First and last moment in the portal's time; whole days as days, the last one included."""
    first = event["DTSTART"].dt
    try:
        last = event.end
    except Exception:  # noqa: BLE001 - the library raises its own and others for a broken end: then it is unknown
        last = first
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        days = [moment.date() if isinstance(moment, datetime) else moment for moment in (first, last)]
        return days[0], max(days[0], days[1] - timedelta(days=1))
    return _local(first), _local(last)


def _local(moment):
    return timezone.localtime(moment).replace(tzinfo=None) if moment.tzinfo else moment
