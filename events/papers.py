"""Papers of an event as tagged PDF: badges, the list of people, signs for the rooms, certificates."""

from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.documents import pdf
from providers.wording import day_words

from . import wording
from .models import PlaceStatus, ProgrammeItem
from .organising import people_of


def badges(event):
    """One badge for each person with a name and a place, eight a page."""
    people = [person for person in people_of(event) if person.status == PlaceStatus.CONFIRMED and person.name]
    rows = [
        {"name": person.name, "more": person.registration.organisation or person.registration.group_name}
        for person in people
    ]
    return _paper(
        "badges", event, _("Namensschilder"), rows=sorted(rows, key=lambda row: row["name"].lower())
    )


def people_list(event):
    """Everybody with a place, in the order of names, with a box to tick."""
    rows = [
        [person.name or person.get_kind_display(), _from(person), person.needs]
        for person in people_of(event)
        if person.status == PlaceStatus.CONFIRMED
    ]
    head = [_("Da"), _("Name"), _("Von"), _("Braucht")]
    return _paper("people", event, _("Liste der Angemeldeten"), head=head, rows=sorted(rows))


def _from(person):
    parts = (person.registration.organisation, person.registration.group_name)
    return ", ".join(part for part in parts if part)


def room_signs(event):
    """One page for each room, with what takes place there."""
    items = event.items.filter(room__isnull=False, status=ProgrammeItem.Status.PLANNED).select_related("room")
    ordered = sorted(items, key=lambda item: (item.room.position, item.room.name, item.starts_at))
    rooms = [
        {"name": room.name, "items": [[_clock(item), str(item)] for item in rows]}
        for room, rows in groupby(ordered, key=lambda item: item.room)
    ]
    return _paper("signs", event, _("Raumschilder"), rooms=rooms)


def _clock(item):
    start, end = timezone.localtime(item.starts_at), timezone.localtime(item.ends_at)
    return f"{start:%-H:%M} – {end:%-H:%M}"


def certificate(person):
    """Teilnahmebestätigung for somebody who was there, with the items the person had a place in."""
    event = person.event
    booked = person.bookings.filter(status=PlaceStatus.CONFIRMED).select_related("item")
    return _paper(
        "certificate",
        event,
        _("Teilnahmebestätigung"),
        name=person.name or person.registration.group_name or person.registration.name,
        place=wording.place_words(event),
        items=[str(each.item) for each in booked.order_by("item__starts_at")],
        organiser=wording.organiser_words(event) or settings.PORTAL_CITY,
        made=day_words(timezone.localdate(), weekday=False),
    )


def _paper(template, event, title, **data):
    about = {"title": title, "event": event.title, "when": wording.long_when_words(event)}
    return pdf(f"event_{template}", about | {"portal": settings.PORTAL_NAME} | data)


PAPERS = {"namensschilder": badges, "liste": people_list, "raumschilder": room_signs}
