"""What waits for the team in the events."""

from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Contribution, Event


def rows():
    """The rows of each kind of open work, for `counting.counted`."""
    return {
        "contributions": Contribution.objects.filter(status=Contribution.Status.SUBMITTED),
        "event_drafts": Event.objects.upcoming().filter(status=Event.Status.DRAFT),
    }


def tasks(numbers):
    """(number, words, address, action, hint) of each kind, the most pressing first."""
    events, contributions = (reverse(f"admin:events_{name}_changelist") for name in ("event", "contribution"))
    return [
        (numbers["contributions"], _("Beiträge zu Veranstaltungen warten auf Entscheidung"),
         f"{contributions}?status__exact=submitted", _("Ansehen"), ""),
        (numbers["event_drafts"], _("kommende Veranstaltungen sind Entwürfe"),
         f"{events}?status__exact=draft&zeit=kommend", _("Ansehen"), ""),
    ]  # fmt: skip
