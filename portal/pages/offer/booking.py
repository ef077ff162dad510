"""How to take part: the one main button of the page and the sentences below it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.web import web_address
from providers import wording
from providers.models import Offer

Availability, Registration = Offer.Availability, Offer.Registration

_SENTENCES = {
    Registration.NONE: gettext_lazy("Sie brauchen keine Anmeldung."),
    Registration.POSSIBLE: gettext_lazy("Sie können sich anmelden, müssen es aber nicht."),
    Registration.REQUIRED: gettext_lazy("Sie brauchen eine Anmeldung."),
    Registration.UNKNOWN: gettext_lazy("Fragen Sie beim Anbieter, ob Sie sich anmelden müssen."),
}


@dataclass(frozen=True, slots=True)
class Booking:
    url: str
    label: str
    sentences: tuple[str, ...]


def booking_of(offer, today):
    """Where to go and what to know first; an ended or cancelled offer has no button."""
    url, label = _target(offer, today)
    sentences = [] if offer.has_ended else [_SENTENCES[offer.registration], *_rules(offer, today)]
    if url:
        sentences.append(_("Der Link führt zur Seite des Anbieters."))
    return Booking(url, label, tuple(sentence for sentence in sentences if sentence))


def _target(offer, today):
    if offer.has_ended or offer.availability == Availability.CANCELLED:
        return "", ""
    over = offer.registration_deadline and offer.registration_deadline < today
    booking = web_address(offer.registration_url)
    if booking and not over and offer.registration != Registration.NONE:
        if offer.availability == Availability.WAITLIST:
            return booking, _("Auf die Warteliste")
        if offer.availability != Availability.FULL:
            return booking, _("Beim Anbieter anmelden")
    page = web_address(offer.url)
    return page, _("Zur Seite des Anbieters") if page else ""


def _rules(offer, today):
    deadline = offer.registration_deadline
    if deadline:
        words = wording.day_words(deadline, today, weekday=False)
        if deadline < today:
            yield _("Die Anmeldung war bis %(day)s möglich.") % {"day": words}
        else:
            yield _("Anmeldung bis %(day)s.") % {"day": words}
    yield offer.registration_note
