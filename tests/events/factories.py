"""Events and wishes for tests: each call makes one saved object with sensible values."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from events.models import Event, ProgrammeItem
from events.wishes import Person, Wish

_number = count(1)


def make_event(title="Bildungskonferenz Beispiel", **fields):
    """A published event in a week, open for registration."""
    start = fields.pop("starts_at", timezone.now() + timedelta(days=7))
    values = {
        "slug": f"veranstaltung-{next(_number)}",
        "starts_at": start,
        "ends_at": start + timedelta(hours=4),
        "status": Event.Status.PUBLISHED,
        "published_at": timezone.now(),
        "registration": Event.Registration.OPEN,
    }
    return Event.objects.create(title=title, **values | fields)


def make_item(event, title="Session", *, after=0, minutes=60, **fields):
    """An item that begins ``after`` minutes after the event and needs a place."""
    start = event.starts_at + timedelta(minutes=after)
    values = {
        "slug": f"punkt-{next(_number)}",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "needs_registration": True,
    }
    return ProgrammeItem.objects.create(event=event, title=title, **values | fields)


def wish(people=1, *, items=(), name=None, **fields):
    """A wish for some adults, all for the same items."""
    number = next(_number)
    values = {
        "name": name or f"Person {number}",
        "email": f"person{number}@example.org",
        "token": f"token-{number}",
    }
    persons = tuple(Person(name=f"Kopf {place}", items=tuple(items)) for place in range(people))
    return Wish(people=persons, **values | fields)
