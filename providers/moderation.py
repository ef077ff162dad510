"""The only writer of `Offer.status` and `Provider.status`.

Every change is checked against `TRANSITIONS`, locked, and recorded as a `StatusChange`.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from .models import Offer, Provider, StatusChange

Status = Offer.Status

TRANSITIONS = {
    Status.PUBLISHED: {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.QUESTION,
        Status.WITHDRAWN,
        Status.EXPIRED,
        Status.ARCHIVED,
        Status.REFUSED,
    },
    Status.WITHDRAWN: {Status.PUBLISHED, Status.SUBMITTED, Status.QUESTION, Status.EXPIRED},
    Status.ARCHIVED: {Status.DRAFT, Status.PUBLISHED, Status.WITHDRAWN, Status.EXPIRED, Status.REFUSED},
}


class TransitionRefused(Exception):
    """A status may not follow the present one; the message is for the person."""


def publish(offer, *, by, reason=""):
    """Show the offer to the public and count it as confirmed now. Raises TransitionRefused."""
    return _change(offer, Status.PUBLISHED, by=by, reason=reason)


def withdraw(offer, *, by, reason=""):
    """Take a published offer off the public pages; its provider can bring it back."""
    return _change(offer, Status.WITHDRAWN, by=by, reason=reason)


def archive(offer, *, by, reason=""):
    """Put an offer away for good; it stays readable in the admin."""
    return _change(offer, Status.ARCHIVED, by=by, reason=reason)


def _change(offer, after, *, by, reason):
    with transaction.atomic():
        locked = Offer.objects.select_for_update().get(pk=offer.pk)
        _check(locked.status, after)
        before, locked.status = locked.status, after
        if after == Status.PUBLISHED:
            locked.published_at = locked.published_at or timezone.now()
            locked.confirmed_at = timezone.now()
        locked._change_reason = reason
        locked._history_user = by
        locked.save(update_fields=["status", "published_at", "confirmed_at", "changed_at"])
        StatusChange.objects.create(offer=locked, before=before, after=after, by=by, reason=reason)
    offer.status, offer.published_at, offer.confirmed_at = (
        locked.status,
        locked.published_at,
        locked.confirmed_at,
    )
    return offer


def _check(before, after):
    if before not in TRANSITIONS[after]:
        raise TransitionRefused(
            _("Ein Angebot im Status „%(before)s“ kann nicht „%(after)s“ werden.")
            % {"before": Status(before).label, "after": Status(after).label}
        )


def publish_imported(offers, *, by, reason):
    """Publish many drafts of an import in three statements; `offers` is a queryset or list of ids.

    Confirmed is what the source said just now, so `confirmed_at` is the time of the import. Returns the count.
    """
    now = timezone.now()
    with transaction.atomic():
        drafts = Offer.objects.select_for_update().filter(pk__in=offers, status=Status.DRAFT)
        ids = list(drafts.values_list("pk", flat=True))
        Offer.objects.filter(pk__in=ids).update(
            status=Status.PUBLISHED, published_at=now, confirmed_at=now, changed_at=now
        )
        StatusChange.objects.bulk_create(
            [
                StatusChange(offer_id=pk, before=Status.DRAFT, after=Status.PUBLISHED, by=by, reason=reason)
                for pk in ids
            ],
            batch_size=2000,
        )
    return len(ids)


def publish_imported_providers(providers, *, by):
    """Publish many draft providers that an import created; `providers` is a queryset or ids. Returns the count."""
    with transaction.atomic():
        drafts = list(
            Provider.objects.select_for_update().filter(pk__in=providers, status=Provider.Status.DRAFT)
        )
        for provider in drafts:
            provider.status = Provider.Status.PUBLISHED
            provider.changed_at = timezone.now()
        bulk_update_with_history(drafts, Provider, ["status", "changed_at"], batch_size=1000, default_user=by)
    return len(drafts)


def publish_provider(provider, *, by):
    """Show a provider and, with it, its published offers."""
    return _change_provider(provider, Provider.Status.PUBLISHED, by=by)


def withdraw_provider(provider, *, by):
    """Hide a provider and all its offers from the public."""
    return _change_provider(provider, Provider.Status.WITHDRAWN, by=by)


def archive_provider(provider, *, by):
    """Put a provider away; its offers are no longer public."""
    return _change_provider(provider, Provider.Status.ARCHIVED, by=by)


def _change_provider(provider, after, *, by):
    with transaction.atomic():
        locked = Provider.objects.select_for_update().get(pk=provider.pk)
        if locked.status == after:
            raise TransitionRefused(
                _("Der Anbieter hat schon den Status „%(status)s“.")
                % {"status": Provider.Status(after).label}
            )
        locked.status = after
        locked._history_user = by
        locked.save(update_fields=["status", "changed_at"])
    provider.status = after
    return provider
