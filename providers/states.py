"""States of an offer as badges: (tone, symbol, words) for components/tag.html; cards, pages and desk share them."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Offer

# How long a provider's word holds that an offer is as the portal says.
CONFIRMED_FOR = timedelta(days=180)

_AVAILABILITY = {
    Offer.Availability.FREE: ("good", "check", gettext_lazy("Plätze frei")),
    Offer.Availability.FEW: ("warn", "seat", gettext_lazy("Wenige Plätze")),
    Offer.Availability.FULL: ("bad", "minus", gettext_lazy("Ausgebucht")),
    Offer.Availability.WAITLIST: ("warn", "clock", gettext_lazy("Warteliste")),
    Offer.Availability.CANCELLED: ("bad", "close", gettext_lazy("Fällt aus")),
    Offer.Availability.DELAYED: ("note", "clock", gettext_lazy("Beginnt später")),
}


def availability_badge(availability: str, places_left: int | None = None):
    """The badge of a code of `Offer.Availability`, or None where nothing is known."""
    if availability == Offer.Availability.FEW and places_left:
        words = ngettext("Noch %(left)s Platz", "Noch %(left)s Plätze", places_left) % {"left": places_left}
        return ("warn", "seat", words)
    return _AVAILABILITY.get(availability)


def is_confirmed(confirmed: date | None, today: date) -> bool:
    """Whether the provider's last confirmation still counts."""
    return confirmed is not None and confirmed >= today - CONFIRMED_FOR


def confirmation_badge(confirmed: date | None, today: date):
    """„Aktuell bestätigt“ or „Nicht bestätigt“."""
    if is_confirmed(confirmed, today):
        return ("good", "check", _("Aktuell bestätigt"))
    return ("warn", "question", _("Nicht bestätigt"))


def ended_badge():
    return ("", "history", _("Beendet"))
