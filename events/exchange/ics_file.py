"""A calendar as a programme: each timed entry is an item, its place is the room. Repetitions are not followed."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from . import records
from .plan import FIRST_YEAR, LAST_YEAR, LONGEST, Plan, PlanFault, Talk


def read(data):
    """The plan in a calendar. Raises PlanFault."""
    try:
        calendar = Calendar.from_ical(data.decode("utf-8-sig"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise PlanFault(_("Der Kalender ist beschädigt oder nicht in UTF-8.")) from error
    plan = Plan(title=records.text_line(_text(calendar, "X-WR-CALNAME"), "title") or _("Programm"))
    for entry in calendar.walk("VEVENT"):
        talk = _talk(entry)
        if talk:
            plan.talks.append(talk)
        else:
            title = records.text_line(_text(entry, "SUMMARY"), "title") or _("ohne Titel")
            plan.warnings.append(_("„%s“ hat keine Uhrzeit und wurde ausgelassen.") % title)
    return plan


def _text(part, name):
    return str(part.get(name) or "")


def _talk(entry):
    title = records.text_line(_text(entry, "SUMMARY"), "title")
    start, end = _span(entry)
    if not title or start is None:
        return None
    return Talk(
        guid=records.text(_text(entry, "UID"))[:100] or f"{title}@{start.isoformat()}"[:100],
        title=title,
        starts_at=start,
        ends_at=end,
        room=records.text_line(_text(entry, "LOCATION"), "room"),
        abstract=records.text(_text(entry, "DESCRIPTION")),
        is_cancelled=_text(entry, "STATUS").upper() == "CANCELLED",
    )


def _span(entry):
    """Beginning and end; (None, None) where the entry has no time of day or none that can be."""
    try:
        start, end = entry.start, entry.end
    except Exception:  # noqa: BLE001 - the library raises its own and others for a broken entry
        return None, None
    if not isinstance(start, datetime) or not FIRST_YEAR <= start.year <= LAST_YEAR:
        return None, None
    start, end = _aware(start), _aware(end)
    return (start, end) if start <= end < start + LONGEST else (None, None)


def _aware(moment):
    return moment.astimezone(UTC) if moment.tzinfo else timezone.make_aware(moment)
