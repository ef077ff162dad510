"""What trusted providers publish themselves: every so many-th time the team looks it over afterwards."""

from .models import ModerationSettings, OfferChange


def draw(offer, *, by, before=None, after=None):
    """Count one direct publication; the change to look over where its turn has come, else None.

    ``before`` and ``after`` are fields of an edit; without them the whole offer is meant. Call in a transaction.
    """
    settings = locked_settings()
    settings.direct_count += 1
    settings.save(update_fields=["direct_count"])
    if not settings.sample_every or settings.direct_count % settings.sample_every:
        return None
    return OfferChange.objects.create(
        offer=offer, status=OfferChange.Status.SAMPLE, before=before or {}, after=after or {}, by=by
    )


def locked_settings():
    """The one row, made where it is missing."""
    ModerationSettings.objects.get_or_create(pk=1)
    return ModerationSettings.objects.select_for_update().get(pk=1)
