"""What an offer must say before it is put to the team: the tuple reads as the specification."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import completeness
from ..models import Offer


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, in which step, and the field to jump to."""

    step: int
    anchor: str
    message: str


def has_title(offer):
    if not offer.title.strip():
        return Gap(1, "id_title", _("Der Titel fehlt."))
    return None


def says_what(offer):
    if not completeness.has_words(offer):
        return Gap(1, "id_summary", _("Es fehlt ein Satz dazu, worum es geht."))
    return None


def says_when(offer):
    kinds = Offer.Schedule
    if offer.schedule in (kinds.UNKNOWN, ""):
        return Gap(3, "id_when", _("Es fehlt, wann es stattfindet."))
    if offer.schedule in (kinds.DATES, kinds.SERIES) and not (offer.first_day or offer.schedule_note):
        return Gap(3, "id_when", _("Es fehlen die Termine."))
    return None


def says_where(offer):
    if not completeness.has_place(offer):
        return Gap(3, "id_format_0", _("Es fehlt, wo es stattfindet."))
    return None


def says_cost(offer):
    if not completeness.has_cost(offer):
        return Gap(4, "id_price_0", _("Es fehlt, was es kostet. „Kostenlos“ ist auch eine Antwort."))
    return None


def names_contact(offer):
    if not completeness.has_contact(offer):
        return Gap(
            4, "id_contact_email", _("Es fehlt, wen man fragen kann: eine E-Mail-Adresse oder ein Telefon.")
        )
    return None


# Who offers it is known from the beginning: an offer has a provider.
MUSTS = (has_title, says_what, says_when, says_where, says_cost, names_contact)


def missing(offer):
    """Gaps in the order of the steps."""
    return [gap for must in MUSTS if (gap := must(offer))]
