"""Events and their programmes as iCalendar (RFC 5545): a cancelled one stays in people's calendars as cancelled."""

from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEvent

from providers.calendar import MOST_EVENTS, ZONE, as_text, head, sequence

from . import wording
from .models import Event, ProgrammeItem

_A_DAY = timedelta(days=1)


def of_events(events):
    """A calendar of events, the soonest first and at most 500."""
    made = head(_("Veranstaltungen"))
    for event in islice(events.select_related("network", "provider"), MOST_EVENTS):
        made.add_component(event_entry(event))
    return made.to_ical()


def of_event(event):
    """One event: its items where the programme has some, else the event itself."""
    return of_items(event, event.items.select_related("room"))


def of_items(event, items):
    """Chosen items of an event, or the event itself where none is chosen."""
    made = head(event.title)
    for entry in [item_entry(event, item) for item in items] or [event_entry(event)]:
        made.add_component(entry)
    return made.to_ical()


def event_entry(event):
    """An event as one entry."""
    entry = _entry(
        f"veranstaltung-{event.pk}", event.title, event.changed_at, event.status == Event.Status.CANCELLED
    )
    start, end = (moment.astimezone(ZONE) for moment in (event.starts_at, event.ends_at))
    if event.is_all_day:
        entry.add("dtstart", start.date())
        entry.add("dtend", end.date() + _A_DAY)
    else:
        _add_times(entry, start, end)
    _add_texts(entry, event.summary, wording.place_words(event), event.get_absolute_url())
    return entry


def item_entry(event, item):
    """An item of a programme as one entry."""
    is_cancelled = item.status == ProgrammeItem.Status.CANCELLED or event.status == Event.Status.CANCELLED
    entry = _entry(f"programmpunkt-{item.pk}", str(item), event.changed_at, is_cancelled)
    _add_times(entry, item.starts_at.astimezone(ZONE), item.ends_at.astimezone(ZONE))
    place = ", ".join(
        part for part in (item.room.name if item.room else "", wording.place_words(event)) if part
    )
    _add_texts(entry, event.title, place, item.get_absolute_url())
    return entry


def _entry(name, title, changed, is_cancelled):
    entry = CalendarEvent()
    entry.add("uid", f"{name}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", sequence(changed))
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("summary", as_text(_("Fällt aus: %s") % title if is_cancelled else title))
    return entry


def _add_times(entry, start, end):
    entry.add("dtstart", start)
    # An end has to be later than the beginning (RFC 5545, section 3.6.1); some items only tell when they begin.
    if end > start:
        entry.add("dtend", end)


def _add_texts(entry, text, place, path):
    url = settings.SITE_URL + path
    entry.add("description", as_text("\n".join(part for part in (text, url) if part)))
    if place:
        entry.add("location", as_text(place))
    entry.add("url", url)
