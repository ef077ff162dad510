"""The only writer of `Event.status`, and what becomes public with it: programme and documentation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import notifications, registration
from .models import Event, PlaceStatus, ProgrammeVersion

Status = Event.Status

TRANSITIONS = {
    Status.PUBLISHED: {Status.DRAFT, Status.WITHDRAWN, Status.CANCELLED},
    Status.CANCELLED: {Status.PUBLISHED},
    Status.WITHDRAWN: {Status.DRAFT, Status.PUBLISHED, Status.CANCELLED},
}


class TransitionRefused(Exception):
    """A status may not follow the present one; the message is for the person."""


def publish(event, *, by):
    """Show the event; a cancelled one takes place again. Raises TransitionRefused."""
    return _change(event, Status.PUBLISHED, by=by)


def withdraw(event, *, by):
    """Take the event off the public pages; registrations stay."""
    return _change(event, Status.WITHDRAWN, by=by)


@transaction.atomic
def cancel(event, *, by, reason):
    """The event does not take place: its page says so, and everybody registered gets a mail with the reason."""
    changed = _change(event, Status.CANCELLED, by=by, reason=reason)
    people = changed.registrations.confirmed().filter(
        people__status__in=[*PlaceStatus.holding(), PlaceStatus.WAITLISTED]
    )
    for each in people.distinct():
        notifications.event_cancelled(each, reason)
    return changed


@transaction.atomic
def _change(event, after, *, by, reason=""):
    locked = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if locked.status not in TRANSITIONS[after]:
        raise TransitionRefused(
            _("Eine Veranstaltung im Status „%(before)s“ kann nicht „%(after)s“ werden.")
            % {"before": locked.get_status_display(), "after": Status(after).label}
        )
    locked.status, locked.cancelled_reason = after, reason
    if after == Status.PUBLISHED:
        locked.published_at = locked.published_at or timezone.now()
    locked._history_user = by
    locked.save(update_fields=["status", "cancelled_reason", "published_at", "changed_at"])
    for name in ("status", "cancelled_reason", "published_at"):
        setattr(event, name, getattr(locked, name))
    return locked


@transaction.atomic
def publish_programme(event, *, note=""):
    """Keep the programme as it is now as its next version; the first one begins to mark later changes."""
    locked = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    last = locked.programme_versions.first()
    version = ProgrammeVersion.objects.create(
        event=locked, number=last.number + 1 if last else 1, note=note, items=_snapshot(locked)
    )
    if locked.programme_published_at is None:
        locked.programme_published_at = timezone.now()
        locked.save(update_fields=["programme_published_at", "changed_at"])
    return version


def _snapshot(event):
    return [
        {
            "id": item.pk,
            "title": str(item),
            "start": item.starts_at.isoformat(),
            "end": item.ends_at.isoformat(),
            "room": item.room.name if item.room else "",
            "status": item.status,
        }
        for item in event.items.select_related("room")
    ]


@transaction.atomic
def publish_record(event, *, by):
    """Release the documentation: the event's page becomes its record."""
    locked = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if locked.record_published_at is None:
        locked.record_published_at = timezone.now()
        locked._history_user = by
        locked.save(update_fields=["record_published_at", "changed_at"])
    return locked


def set_capacity(event, capacity):
    """Other places than before: more go to those who wait, fewer take none away."""
    Event.objects.filter(pk=event.pk).update(capacity=capacity)
    return registration.capacity_changed(event)
