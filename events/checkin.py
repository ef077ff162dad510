"""Who is there. Marks may come late and twice, from phones that were offline: the first time of arrival counts."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import Participation, PlaceStatus

_HOURS_BEFORE = timedelta(hours=12)


def people_behind(event, code):
    """The people a code stands for: one person, or everybody of a registration."""
    people = event.participations.select_related("registration")
    return people.filter(code=code) or people.filter(registration__code=code)


@transaction.atomic
def check_in(event, codes, *, at=None):
    """Mark people as there; returns how many of the codes belong to somebody with a place."""
    at = _sensible(event, at)
    rows = event.participations.select_for_update().filter(code__in=codes, status=PlaceStatus.CONFIRMED)
    for row in rows:
        row.checked_in_at = min(row.checked_in_at or at, at)
    return Participation.objects.bulk_update(rows, ["checked_in_at"])


def _sensible(event, at):
    """The moment a phone names, where it can be true: its clock may be wrong."""
    now = timezone.now()
    return at if at and event.starts_at - _HOURS_BEFORE <= at <= now else now


def undo(event, code):
    """Marked by mistake."""
    event.participations.filter(code=code).update(checked_in_at=None)


def attended(event):
    """How many people were there."""
    return event.participations.filter(checked_in_at__isnull=False).count()
