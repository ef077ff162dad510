"""Meetings as a calendar. What members see besides (place of a video call, notes) goes only into theirs."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from providers.calendar import as_text, head

MOST_EVENTS = 500


def calendar(meetings, *, name, for_members=False) -> bytes:
    """A calendar file of meetings (with their network), at most 500; cancelled ones stay and say so."""
    made = head(name)
    for meeting in meetings[:MOST_EVENTS]:
        made.add_component(_event(meeting, for_members))
    return made.to_ical()


def _event(meeting, for_members):
    event = Event()
    title = _("Fällt aus: %(title)s") % {"title": meeting.title} if meeting.is_cancelled else meeting.title
    event.add("uid", f"sitzung-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("summary", as_text(title))
    event.add("dtstart", meeting.begins_at)
    if meeting.ends_at:
        event.add("dtend", meeting.ends_at)
    if meeting.place:
        event.add("location", as_text(meeting.place))
    event.add("description", as_text("\n".join(filter(None, _lines(meeting, for_members)))))
    event.add("url", settings.SITE_URL + meeting.network.get_absolute_url())
    return event


def _lines(meeting, for_members):
    yield meeting.network.name
    yield meeting.text
    if for_members:
        yield meeting.online_url
        yield meeting.internal_note
