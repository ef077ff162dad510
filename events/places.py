"""Who gets a place: the one rule for an event and for each of its items.

A *queue* is the event or one item. Free places go to those who have waited longest, in strict order: nobody overtakes,
not even where a group that wants to stay together does not fit yet. Callers hold the lock of the event's row.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from .models import Booking, Participation, PlaceStatus


@dataclass(frozen=True, slots=True)
class Queue:
    """The places of an event (``item`` None) or of one item; ``capacity`` None means as many as come."""

    event: object
    item: object = None

    @property
    def capacity(self):
        if self.item is None:
            return self.event.capacity
        if self.item.capacity is not None:
            return self.item.capacity
        return self.item.room.capacity if self.item.room_id else None

    @property
    def rows(self):
        """Every row that is or was in this queue."""
        if self.item is None:
            return Participation.objects.filter(event=self.event)
        return Booking.objects.filter(item=self.item)

    def free(self):
        """Places nobody holds; None where there is no limit. Negative after the capacity was lowered."""
        if self.capacity is None:
            return None
        return self.capacity - self.rows.filter(status__in=PlaceStatus.holding()).count()

    def has_line(self):
        """Whether somebody waits, so that newcomers must wait too."""
        return self.rows.filter(status=PlaceStatus.WAITLISTED).exists()

    def next_number(self):
        """The end of the line; numbers are never used twice."""
        return (self.rows.aggregate(last=Max("queued"))["last"] or 0) + 1

    def waiting(self):
        """Rows in line whose turn can come: confirmed people, and for items those who have a place at the event."""
        rows = self.rows.filter(status=PlaceStatus.WAITLISTED).order_by("queued")
        if self.item is None:
            return rows.filter(registration__confirmed_at__isnull=False).select_related("registration")
        return rows.filter(
            participation__registration__confirmed_at__isnull=False,
            participation__status__in=PlaceStatus.holding(),
        ).select_related("participation__registration")


def registration_of(row):
    """The registration a place belongs to."""
    return row.registration if isinstance(row, Participation) else row.participation.registration


def allot(queue, rows, status, *, together):
    """Give new, unsaved rows a place in ``status`` or a number in the line, in their order. Nothing is saved here.

    With ``together`` they get all places or none.
    """
    free = queue.free()
    fits = len(rows) if free is None else max(free, 0)
    if queue.has_line() or together and fits < len(rows):
        fits = 0
    number = queue.next_number()
    for row in rows[:fits]:
        row.status = status
    for place, row in enumerate(rows[fits:]):
        row.status, row.queued = PlaceStatus.WAITLISTED, number + place


def move_up(queue, now=None):
    """Give free places to those who wait, in order; returns the rows that got one, saved."""
    now, moved, free = now or timezone.now(), [], queue.free()
    for group in _groups(queue.waiting()):
        if free is not None and len(group) > free:
            break
        for row in group:
            _give(row, queue.event, now)
        moved += group
        free = None if free is None else free - len(group)
    return moved


def _groups(rows):
    """Neighbours in the line; people of one registration who stay together are one group."""
    group = []
    for row in rows:
        if group and registration_of(row).is_together and registration_of(row) == registration_of(group[-1]):
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def _give(row, event, now):
    if event.accept_within_hours:
        row.status, row.was_offered = PlaceStatus.OFFERED, True
        row.offered_until = min(now + timedelta(hours=event.accept_within_hours), event.ends_at)
    else:
        row.status = PlaceStatus.CONFIRMED
    row.save(update_fields=["status", "was_offered", "offered_until"])


def queues_of(event):
    """The event's own queue first, then those of its items that need a place."""
    items = event.items.filter(needs_registration=True).select_related("room")
    return [Queue(event), *(Queue(event, item) for item in items)]


_COUNTS = {
    "held": Count("pk", filter=Q(status__in=PlaceStatus.holding())),
    "waiting": Count("pk", filter=Q(status=PlaceStatus.WAITLISTED)),
}


def counted_queues(event):
    """[(queue, places held, people in line)], the event's own first; three statements."""
    bookings = Booking.objects.filter(item__event=event).values("item").order_by()
    rows = bookings.annotate(**_COUNTS).values_list("item", *_COUNTS)
    numbers = {item: counted for item, *counted in rows}
    numbers[None] = event.participations.aggregate(**_COUNTS).values()
    return [(queue, *numbers.get(queue.item and queue.item.pk, (0, 0))) for queue in queues_of(event)]


def open_queues(event):
    """[(queue, free places or None where there is no limit)].

    Where somebody waits nothing is free: newcomers stand behind them.
    """
    return [(queue, _free(queue, held, waiting)) for queue, held, waiting in counted_queues(event)]


def _free(queue, held, waiting):
    if queue.capacity is None:
        return None
    return 0 if waiting else max(queue.capacity - held, 0)


def free_at(event):
    """Free places of the event itself, as `open_queues`; one statement, none without a limit."""
    if event.capacity is None:
        return None
    return _free(Queue(event), **event.participations.aggregate(**_COUNTS))
