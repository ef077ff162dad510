"""Handing an offer to staff: only with the musts, under an address that speaks."""

from django.db import IntegrityError, transaction

from portal.core.slugs import free_slug

from .. import moderation
from ..models import Offer
from . import musts
from .beginning import DRAFT_SLUG

# From these a provider may hand in; what staff look at already need not come again.
OPEN = {
    Offer.Status.DRAFT,
    Offer.Status.QUESTION,
    Offer.Status.REFUSED,
    Offer.Status.WITHDRAWN,
    Offer.Status.EXPIRED,
}

MOST_ATTEMPTS = 12


class Incomplete(Exception):
    """Something an offer must say is missing."""


def checked(pk):
    """The offer, locked until the end of the transaction; raises Incomplete."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("provider").get(pk=pk)
    if musts.missing(offer):
        raise Incomplete
    return offer


@transaction.atomic
def submit(offer, *, by):
    """Put a complete offer before staff; one that is there already stays as it is. Raises Incomplete."""
    offer = checked(offer.pk)
    if offer.slug.startswith(DRAFT_SLUG):
        _give_slug(offer, by)
    if offer.status in OPEN:
        moderation.submit(offer, by=by)
    return offer


def _give_slug(offer, by):
    """Two offers with one title may be handed in at once: whoever is second takes the next number."""
    offer._history_user = by
    for _attempt in range(MOST_ATTEMPTS):
        offer.slug = _speaking_slug(offer.title)
        try:
            with transaction.atomic():
                return offer.save(update_fields=["slug", "changed_at"])
        except IntegrityError:
            continue
    raise IntegrityError("No free address was found for an offer.")


def _speaking_slug(title):
    return free_slug(title, lambda slug: Offer.objects.filter(slug=slug).exists(), max_length=120)
