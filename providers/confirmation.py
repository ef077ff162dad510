"""What is said about offers being as the portal shows them: by people, by a source, by nobody for too long."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import retention

from . import history, moderation
from .models import ConfirmationRound, Offer

Status = Offer.Status
# A source that is fetched every night does not make every offer's entry in the index new every night. Shorter than
# the shortest ladder (a week), so that nobody is asked for what a living source says.
SOURCE_CONFIRMS_AFTER = timedelta(days=3)
ROUNDS_KEPT = timedelta(days=800)


@transaction.atomic
def confirm(offers, *, by, reason=""):
    """Count offers (a queryset) as confirmed now; hidden ones are public again. Returns how many there were.

    `changed_at` stays: nothing of the entry has changed.
    """
    found = list(
        Offer.objects.select_for_update().filter(pk__in=offers, status__in=[Status.PUBLISHED, Status.EXPIRED])
    )
    shown = [offer.pk for offer in found if offer.status == Status.PUBLISHED]
    Offer.objects.filter(pk__in=shown).update(confirmed_at=timezone.now())
    history.record([], shown, by=by, reason=reason or _("Bestätigt: alles stimmt noch"))
    for offer in found:
        if offer.status == Status.EXPIRED:
            moderation.publish(offer, by=by, reason=reason)
    return len(found)


def confirm_by_source(offers):
    """Count published offers (a queryset or keys) as confirmed, since their source has named them just now."""
    now = timezone.now()
    old = Q(confirmed_at=None) | Q(confirmed_at__lt=now - SOURCE_CONFIRMS_AFTER)
    rows = Offer.objects.filter(pk__in=offers, status=Status.PUBLISHED)
    return rows.filter(old).update(confirmed_at=now)


@retention.rule("Fragen nach der Bestätigung, nach 800 Tagen")
def delete_old_rounds(now):
    return ConfirmationRound.objects.filter(asked_at__lt=now - ROUNDS_KEPT).delete()[0]
