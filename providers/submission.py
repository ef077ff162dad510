"""Submitting without an account: begun, sent, confirmed by the button behind the mailed link, withdrawn.

Two links: the one in the mail shows the state and confirms the address; the one of the browser that began only leads
through the steps, so that nobody confirms an address that is not theirs.
"""

from datetime import timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import outbox
from portal.core.guards import is_over_limit
from portal.core.links import SignedLink
from portal.core.retention import rule
from portal.core.slugs import free_slug

from . import moderation
from .entry import handing_in, picture
from .entry.beginning import DRAFT_SLUG, ENTRY_REASON
from .links import STATE
from .models import Offer, OfferEntry, Provider, Submission

EDITING = SignedLink("submission:edit", valid_for=timedelta(days=30))
CONFIRM_WITHIN = timedelta(days=7)
UNSENT_FOR = timedelta(days=90)
ADDRESS_KEPT_FOR = timedelta(days=365)
MOST_MAILS_A_DAY = 8
OVER = (Offer.Status.REFUSED, Offer.Status.WITHDRAWN, Offer.Status.ARCHIVED, Offer.Status.EXPIRED)


def begin(*, email, name, provider, provider_name, key):
    """Make the draft and mail its link; the same ``key`` again gives the submission it made and no mail.

    ``provider`` is None where the name is a new one; a new provider stays a draft until staff publish it.
    """
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _made_before(key, email) or _begin(
                    email, name, provider, provider_name, _own(key, email)
                )
        except IntegrityError:
            continue  # another process was first, with the same key or the same slug
    raise IntegrityError("A submission could not be begun.")


def _made_before(key, email):
    """Only for the same address: a key is no secret, and the answer is a link that may write."""
    mine = Submission.objects.filter(offer__entry__key=key, email=email.lower())
    return mine.select_related("offer__provider").first()


def _own(key, email):
    """The key, or a new one where that of another person was sent."""
    others = OfferEntry.objects.filter(key=key).exclude(offer__submission__email=email.lower())
    return uuid4() if others.exists() else key


def _begin(email, name, provider, provider_name, key):
    provider = provider or _new_provider(provider_name)
    offer = Offer(provider=provider, slug=f"{DRAFT_SLUG}{key}")
    offer._change_reason = ENTRY_REASON
    offer.save()
    OfferEntry.objects.create(offer=offer, key=key)
    submission = Submission.objects.create(offer=offer, email=email.lower(), name=name)
    _write(submission, "submission_begun", _("Ihr Angebot im Bildungsportal: so machen Sie weiter"))
    return submission


def _new_provider(name):
    taken = Provider.objects.filter(slug__startswith=free_slug(name, lambda slug: False, 100)).values_list(
        "slug", flat=True
    )
    return Provider.objects.create(name=name, slug=free_slug(name, set(taken).__contains__, 100))


def _write(submission, template, subject):
    """Not more than a few mails a day to one address, whoever asks for them."""
    if is_over_limit("submission-mails", submission.email, most=MOST_MAILS_A_DAY, within=timedelta(days=1)):
        return
    context = {"submission": submission, "offer": submission.offer, "url": STATE.address(submission.pk)}
    outbox.write(template, to=submission.email, subject=subject, context=context)


@transaction.atomic
def send(submission):
    """The sender says it is complete. It goes to staff now, or once the address is confirmed. Raises Incomplete."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    offer = handing_in.checked(submission.offer_id)
    was_sent, locked.sent_at = locked.sent_at, timezone.now()
    locked.save(update_fields=["sent_at"])
    if locked.confirmed_at:
        handing_in.submit(offer, by=None)
    elif was_sent is None:
        locked.offer = offer
        _write(locked, "submission_confirm", _("Bestätigen Sie Ihr Angebot: ein Klick fehlt noch"))
    return locked


@transaction.atomic
def confirm(pk):
    """The address is the sender's. What was sent before goes to staff; doing so twice changes nothing."""
    submission = Submission.objects.select_for_update().get(pk=pk)
    if submission.confirmed_at:
        return submission
    submission.confirmed_at = timezone.now()
    submission.save(update_fields=["confirmed_at"])
    if submission.sent_at:
        handing_in.submit(submission.offer, by=None)
    return submission


@transaction.atomic
def withdraw(submission):
    """End it: what staff never saw is deleted (returns False), the rest is taken off by moderation."""
    offer = Offer.objects.select_for_update().get(pk=submission.offer_id)
    if offer.status == Offer.Status.DRAFT:
        delete(submission)
        return False
    if offer.status not in OVER:
        moderation.withdraw(offer, by=None, reason=_("Zurückgezogen von der Person, die es eingereicht hat."))
    return True


def delete(submission):
    """Delete a draft with everything personal: its history, its picture, the provider nobody else uses."""
    offer = submission.offer
    provider, name = offer.provider, offer.picture.name
    _forget(offer)
    picture.drop(name)
    is_used = provider.offers.exists() or provider.team.exists()
    if provider.status == Provider.Status.DRAFT and not provider.source and not is_used:
        _forget(provider)


def _forget(row):
    """Delete a row; its history last, for deleting writes one more entry."""
    pk, history = row.pk, type(row).history
    row.delete()
    history.filter(id=pk).delete()


def _delete_each(submissions):
    rows = list(submissions.select_related("offer__provider"))
    for submission in rows:
        with transaction.atomic():
            delete(submission)
    return len(rows)


@rule("Einreichungen ohne bestätigte E-Mail-Adresse, nach 7 Tagen")
def delete_unconfirmed(now):
    over = Submission.objects.unconfirmed().filter(created_at__lt=now - CONFIRM_WITHIN)
    return _delete_each(over.filter(offer__status=Offer.Status.DRAFT))


@rule("Einreichungen, die nie abgeschickt wurden, nach 90 Tagen")
def delete_unsent(now):
    drafts = Submission.objects.filter(offer__status=Offer.Status.DRAFT)
    return _delete_each(drafts.filter(offer__changed_at__lt=now - UNSENT_FOR))


@rule("Adressen zu Einreichungen, deren Angebot nicht mehr im Portal steht, nach einem Jahr")
def delete_addresses(now):
    over = Submission.objects.filter(offer__status__in=OVER, offer__changed_at__lt=now - ADDRESS_KEPT_FOR)
    return over.delete()[0]
