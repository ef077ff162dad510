"""States of an offer as badges: (tone, symbol, words) for components/tag.html; cards, pages and desk share them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Offer

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


def is_confirmed(until: date | None, today: date) -> bool:
    """Whether the provider's last confirmation still counts; ``until`` as `OfferQuerySet.with_confirmed_until`."""
    return until is not None and until >= today


def confirmation_badge(until: date | None, today: date):
    """„Aktuell bestätigt“ or „Nicht bestätigt“."""
    if is_confirmed(until, today):
        return ("good", "check", _("Aktuell bestätigt"))
    return ("warn", "question", _("Nicht bestätigt"))


def ended_badge():
    return ("", "history", _("Beendet"))


_STATUS = {
    Offer.Status.DRAFT: ("", "edit", gettext_lazy("Entwurf")),
    Offer.Status.SUBMITTED: ("note", "clock", gettext_lazy("In Prüfung")),
    Offer.Status.QUESTION: ("warn", "question", gettext_lazy("Rückfrage")),
    Offer.Status.PUBLISHED: ("good", "eye", gettext_lazy("Veröffentlicht")),
    Offer.Status.REFUSED: ("bad", "close", gettext_lazy("Abgelehnt")),
    Offer.Status.WITHDRAWN: ("", "undo", gettext_lazy("Zurückgezogen")),
    Offer.Status.EXPIRED: ("warn", "history", gettext_lazy("Abgelaufen")),
    Offer.Status.ARCHIVED: ("", "history", gettext_lazy("Archiviert")),
}


def status_badge(status: str):
    """The badge of a code of `Offer.Status`, for whoever keeps or checks the offer."""
    return _STATUS[Offer.Status(status)]
