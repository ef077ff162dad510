"""What the start page of `/konto/` shows to people who keep a provider's entries."""

from django.urls import reverse

from .. import access
from .listing import offer_list
from .needs import needs_of


def keeps_entries(user):
    """Asked for several tabs of every page: remembered with the user of this request."""
    if not hasattr(user, "keeps_entries"):
        user.keeps_entries = access.providers_of(user).exists()
    return user.keeps_entries


def panel(user):
    """The desk without any filter, or None for who belongs to no provider."""
    found = offer_list(user, {})
    return desk(user, found) if found.has_team else None


def desk(user, found):
    """Context of `providers/desk/_desk.html`."""
    return {"needs": needs_of(user), "list": found, "new_url": reverse("providers:offer-new")}
