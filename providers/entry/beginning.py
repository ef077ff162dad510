"""A new offer of a person with an account: empty but for the provider's habits, or a copy for the next term."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ..models import Offer, OfferAccess, OfferEntry
from . import reuse

# Until an offer is handed in its address is nobody's; then it gets one that speaks.
DRAFT_SLUG = "entwurf-"
ENTRY_REASON = _("Eingetragen")
_EMPTY_IN_A_COPY = {
    "schedule_note": "",
    "first_day": None,
    "last_day": None,
    "valid_from": None,
    "valid_until": None,
    "registration_deadline": None,
    "places_left": None,
    "availability": Offer.Availability.UNKNOWN,
    "source": "",
    "source_id": "",
    "source_category": "",
    "edited_fields": [],
    "needs_review": False,
    "review_note": "",
    "status": Offer.Status.DRAFT,
    "published_at": None,
    "confirmed_at": None,
}
_LISTS = ("life_stages", "topics", "audiences", "languages", "fundings")


def once(key, make):
    """What ``make`` returns; sent twice with the same key, the offer of the first time."""
    try:
        with transaction.atomic():
            found = Offer.objects.filter(entry__key=key).first()
            return found or make()
    except IntegrityError:
        return Offer.objects.get(entry__key=key)


def begin(provider, form, *, by, key):
    """Make a draft of a provider from the first step; `form` is a valid WhatForm. The same key makes one draft."""

    def make():
        offer = form.instance
        for name, value in {**reuse.habits(provider), "provider": provider}.items():
            setattr(offer, name, value)
        return _save(offer, key, by, form.save_related)

    return once(key, make)


def copy(original, *, by, key):
    """A draft like an offer, without its dates: for the next term. The same key makes one copy."""

    def make():
        offer = Offer.objects.get(pk=original.pk)
        offer.pk, offer._state.adding = None, True
        for name, value in _EMPTY_IN_A_COPY.items():
            setattr(offer, name, value)
        return _save(offer, key, by, lambda made: _copy_lists(original, made))

    return once(key, make)


def _save(offer, key, by, save_related):
    offer.slug = f"{DRAFT_SLUG}{key}"
    offer._history_user, offer._change_reason = by, ENTRY_REASON
    offer.save()
    OfferEntry.objects.create(offer=offer, key=key)
    save_related(offer)
    return offer


def _copy_lists(original, offer):
    for name in _LISTS:
        getattr(offer, name).set(getattr(original, name).all())
    offer.keywords.set(original.keywords.names())
    OfferAccess.objects.bulk_create(
        OfferAccess(offer=offer, feature_id=row.feature_id, answer=row.answer, note=row.note)
        for row in original.access_facts.all()
    )
