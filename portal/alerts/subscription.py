"""From a wish to an alert and to its end: asked for, confirmed by the link in a mail, ended by any later mail.

An alert lasts a year. In its last month a mail asks whether it shall go on; without an answer it is deleted.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import outbox
from portal.core.guards import is_over_limit
from portal.core.links import SignedLink
from portal.core.retention import rule

from .models import SearchAlert
from .watching import search_address

CONFIRM_WITHIN = timedelta(days=3)
CONFIRMING = SignedLink("alerts:confirm", valid_for=CONFIRM_WITHIN)
ENDING = SignedLink("alerts:end")
LASTS, RENEW_WITHIN = timedelta(days=365), timedelta(days=30)
RENEWING = SignedLink("alerts:renew", valid_for=RENEW_WITHIN)
# The same wish again within this span is a double click, not a second wish.
ASK_AGAIN_AFTER = timedelta(minutes=10)
MOST_MAILS_A_DAY = 5


@transaction.atomic
def ask(watched, *, email, rhythm):
    """Note the wish and send the mail with the link. Says nothing of whether the address is known.

    A wish that exists, confirmed or not, gets the mail again, with the rhythm asked for now; the link then changes it.
    """
    alert, is_new = SearchAlert.objects.select_for_update().get_or_create(
        email=email.lower(), query=watched.query, defaults={"words": watched.words, "rhythm": rhythm}
    )
    now = timezone.now()
    if not is_new and now - alert.asked_at < ASK_AGAIN_AFTER:
        return
    if is_over_limit("alert-mails", alert.email, most=MOST_MAILS_A_DAY, within=timedelta(days=1)):
        return
    alert.asked_at = now
    alert.save(update_fields=["asked_at"])
    _write_confirmation(alert, rhythm)


def _write_confirmation(alert, rhythm):
    outbox.write(
        "alert_confirm",
        to=alert.email,
        subject=_("Bestätigen Sie Ihre Benachrichtigung"),
        context={
            "words": alert.words,
            "rhythm": SearchAlert.Rhythm(rhythm).label,
            "confirm_url": CONFIRMING.address([alert.pk, rhythm]),
            "search_url": search_address(alert.query),
        },
    )


@transaction.atomic
def confirm(pk, *, rhythm):
    """Begin to watch, from now on; raises SearchAlert.DoesNotExist. Doing so twice changes nothing."""
    alert = SearchAlert.objects.select_for_update().get(pk=pk)
    now = timezone.now()
    alert.confirmed_at = alert.confirmed_at or now
    alert.seen_until = alert.seen_until or now
    alert.ends_at = alert.ends_at or now + LASTS
    alert.rhythm = rhythm
    alert.save(update_fields=["confirmed_at", "seen_until", "ends_at", "rhythm"])
    return alert


def ask_for_renewals():
    """Write once to the owners of alerts that end within a month; returns to how many."""
    soon = SearchAlert.objects.ending_before(timezone.now() + RENEW_WITHIN).filter(renewal_asked_at=None)
    return sum(_ask_for_renewal(pk) for pk in soon.values_list("pk", flat=True))


@transaction.atomic
def _ask_for_renewal(pk):
    unasked = SearchAlert.objects.filter(renewal_asked_at=None).select_for_update(skip_locked=True)
    alert = unasked.filter(pk=pk).first()
    if alert is None:
        return False
    alert.renewal_asked_at = timezone.now()
    alert.save(update_fields=["renewal_asked_at"])
    outbox.write(
        "alert_renew",
        to=alert.email,
        subject=_("Sollen wir Ihnen weiter schreiben?"),
        context={
            "words": alert.words,
            "ends_at": timezone.localtime(alert.ends_at),
            "renew_url": RENEWING.address(alert.pk),
            "search_url": search_address(alert.query),
            "end_url": ENDING.address(alert.pk),
        },
    )
    return True


@transaction.atomic
def renew(pk):
    """Let an alert last another year; raises SearchAlert.DoesNotExist. Doing so twice changes nothing."""
    alert = SearchAlert.objects.confirmed().select_for_update().get(pk=pk)
    if is_ending(alert):
        alert.ends_at, alert.renewal_asked_at = timezone.now() + LASTS, None
        alert.save(update_fields=["ends_at", "renewal_asked_at"])


def is_ending(alert):
    """True in the last month of an alert."""
    return alert.ends_at - timezone.now() < RENEW_WITHIN


def end(pk):
    """Delete the alert and what it told of; raises SearchAlert.DoesNotExist where that has happened before."""
    SearchAlert.objects.get(pk=pk).delete()


@rule("Wünsche nach Benachrichtigung ohne Bestätigung, nach 3 Tagen")
def delete_unconfirmed(now):
    return SearchAlert.objects.unconfirmed().filter(asked_at__lt=now - CONFIRM_WITHIN).delete()[0]


@rule("Benachrichtigungen, die niemand verlängert hat, nach einem Jahr")
def delete_ended(now):
    return SearchAlert.objects.ending_before(now).delete()[0]
