"""The page behind the link of a registration: who has a place where, and what can be done about it."""

from bisect import bisect_left
from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import wishes
from events.models import Booking, Participation, PlaceStatus, Registration
from events.notifications import MANAGING

from .programme import moment_words
from .registering import crumbs, event_words

BADGES = {
    PlaceStatus.HELD: ("warn", "clock"),
    PlaceStatus.REQUESTED: ("note", "clock"),
    PlaceStatus.CONFIRMED: ("good", "check"),
    PlaceStatus.WAITLISTED: ("warn", "clock"),
    PlaceStatus.OFFERED: ("note", "bell"),
    PlaceStatus.CANCELLED: ("", "minus"),
    PlaceStatus.DECLINED: ("bad", "close"),
}


def own_path(registration, name, **parameters):
    """A page of this registration, opened by the same signed code as the registration's own."""
    query = MANAGING.path(registration.code).partition("?")[2]
    more = "".join(f"&{key}={value}" for key, value in parameters.items())
    return f"{reverse(f'events:{name}')}?{query}{more}"


class Lines:
    """Places in the waiting lines of an event; two statements."""

    def __init__(self, event):
        self._numbers = defaultdict(list)
        waiting = {"status": PlaceStatus.WAITLISTED}
        self._numbers[None] = sorted(event.participations.filter(**waiting).values_list("queued", flat=True))
        rows = Booking.objects.filter(item__event=event, **waiting).order_by("queued")
        for item, queued in rows.values_list("item", "queued"):
            self._numbers[item].append(queued)

    def state(self, row):
        """(tone, symbol, words) of one place."""
        tone, symbol = BADGES[row.status]
        return tone, symbol, self._words(row)

    def _words(self, row):
        if row.status == PlaceStatus.WAITLISTED:
            line = self._numbers[getattr(row, "item_id", None)]
            return _("Warteliste, Platz %d") % (bisect_left(line, row.queued) + 1)
        if row.status == PlaceStatus.OFFERED:
            until = date_format(timezone.localtime(row.offered_until), "j. F, H:i")
            return _("Platz angeboten, annehmen bis %s Uhr") % until
        return PlaceStatus(row.status).label


def page(registration):
    """The whole page; nine statements whatever the number of people."""
    event, lines = registration.event, Lines(registration.event)
    people = list(registration.people.prefetch_related("bookings__item__room"))
    living = [person for person in people if person.status not in PlaceStatus.ended()]
    is_open = bool(living) and not event.is_past
    rows = [_person(registration, number, person, lines, is_open) for number, person in enumerate(people, 1)]
    return {
        "registration": registration,
        "head": event_words(event),
        "crumbs": crumbs(event, _("Ihre Anmeldung")),
        "summary": _summary(people),
        "rows": rows,
        "is_long": len(rows) > 6,
        "is_open": is_open,
        "offers": [offer for row in rows for offer in row["offers"]],
        "links": _links(registration, event, living),
    }


def _summary(people):
    """[(tone, symbol, words)]: how many are in which state."""
    counted = defaultdict(int)
    for person in people:
        counted[person.status] += 1
    for status, number in counted.items():
        people_words = ngettext("%d Person", "%d Personen", number) % number
        yield *BADGES[status], f"{people_words}: {PlaceStatus(status).label}"


def _person(registration, number, person, lines, is_open):
    bookings = sorted(person.bookings.all(), key=lambda booking: booking.item.starts_at)
    offers = [row for row in (person, *bookings) if row.status == PlaceStatus.OFFERED and is_open]
    living = person.status not in PlaceStatus.ended()
    return {
        "pk": person.pk,
        "title": person_words(person, number),
        "state": lines.state(person),
        "items": [_booking(booking, lines) for booking in bookings],
        "offers": [_offer(registration, row, person_words(person, number)) for row in offers],
        "edit_url": own_path(registration, "person", person=person.pk) if is_open and living else "",
        "certificate_url": own_path(registration, "certificate", person=person.pk)
        if person.checked_in_at
        else "",
    }


def person_words(person, number):
    """The name, or „Schülerin oder Schüler 3“ for who came without one."""
    return person.name or f"{person.get_kind_display()} {number}"


def _booking(booking, lines):
    return (str(booking.item), moment_words(booking.item), lines.state(booking))


def _offer(registration, row, who):
    is_person = isinstance(row, Participation)
    return {
        "kind": "person" if is_person else "item",
        "pk": row.pk,
        "what": who if is_person else f"{who}: {row.item}",
        "url": own_path(registration, "answer-offer"),
    }


def _links(registration, event, living):
    """Addresses of everything that can be done."""
    names = {"calendar": "own-calendar", "data": "own-data", "forget": "forget"}
    if living and not event.is_past:
        names |= {"cancel": "cancel"}
        if not wishes.closed_because(event):
            names |= {"add": "add-person"}
        if any(person.status == PlaceStatus.CONFIRMED for person in living):
            names |= {"qr": "own-code"}
    return {key: own_path(registration, name) for key, name in names.items()}


def registration_of(code):
    """Raises Registration.DoesNotExist, also where its names are deleted."""
    return Registration.objects.living().select_related("event").get(code=code)


def items_of(registration):
    """Items in which somebody of the registration has a place, each once, in the order of time."""
    held = registration.event.items.filter(
        bookings__participation__registration=registration, bookings__status=PlaceStatus.CONFIRMED
    )
    return held.select_related("room").distinct().order_by("starts_at", "pk")
