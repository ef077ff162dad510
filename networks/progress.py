"""What becomes of decisions: reminding those responsible before a measure is due and after."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from .memberships import room
from .models import Measure, Membership
from .notifications import coordinators, write

REMIND_BEFORE = timedelta(days=7)


def remind():
    """Write to those responsible a week before a measure is due and once when it is over; a new date counts anew."""
    today = timezone.localdate()
    due = Measure.objects.open().select_related("network")
    soon = due.filter(due_on__range=(today, today + REMIND_BEFORE)).exclude(reminded_for=F("due_on"))
    over = due.filter(due_on__lt=today).exclude(overdue_told_for=F("due_on"))
    _remind(soon, "reminded_for", _("Bald fällig: %(title)s"))
    _remind(over, "overdue_told_for", _("Überfällig: %(title)s"))


@transaction.atomic
def _remind(measures, field, subject):
    for measure in measures.select_for_update(of=["self"]):
        setattr(measure, field, measure.due_on)
        measure.save(update_fields=[field])
        for to in responsible(measure):
            _write(to, subject, measure)


def _write(to, subject, measure):
    write(
        to,
        subject % {"title": measure.title},
        [
            _("%(network)s: %(title)s, bis %(day)s.")
            % {"network": measure.network, "title": measure.title, "day": f"{measure.due_on:%d.%m.%Y}"},
            measure.light_reason,
        ],
        action=(_("Stand eintragen"), room(measure.network, "rooms:progress")),
        why=_("Ihre Einrichtung ist für diese Maßnahme verantwortlich."),
    )


def responsible(measure):
    """Addresses of the responsible organisation's seats in the network, else of the coordination."""
    seats = Membership.objects.current().filter(
        network=measure.network_id, organisation=measure.organisation_id
    )
    emails = seats.exclude(person_email="").values_list("person_email", flat=True)
    return sorted(set(emails)) or coordinators(measure.network)
