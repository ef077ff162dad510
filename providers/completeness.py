"""How complete an entry is and what to add next: one list of rules, the most needed first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Offer, OfferAccess, OfferDate, OfferHours

_MUST_SHARE = 60  # percent of what people decide by; the rest is for everything else


@dataclass(frozen=True, slots=True)
class Rule:
    """``is_met`` takes an offer of `with_facts`. ``what`` names it in a list, ``tip`` is said when no must is left."""

    what: str
    tip: str
    is_met: Callable[[Offer], bool]
    is_must: bool = False


def has_words(offer):
    return bool(offer.summary or offer.description)


def has_time(offer):
    """Dates, or words that say why there are none."""
    alone = (Offer.Schedule.ON_REQUEST, Offer.Schedule.CONTINUOUS)
    return offer.has_dates or offer.schedule in alone or bool(offer.schedule_note)


def has_place(offer):
    is_online = offer.format == Offer.Format.ONLINE
    return is_online or offer.location_id is not None or bool(offer.place_note)


def has_cost(offer):
    return offer.price != Offer.Price.UNKNOWN


def has_registration(offer):
    return offer.registration != Offer.Registration.UNKNOWN


def has_contact(offer):
    own = offer.contact_email or offer.contact_phone
    return bool(own or offer.provider.email or offer.provider.phone)


def has_kind(offer):
    return offer.kind_id is not None


def has_topic(offer):
    return offer.has_topics


def has_readers(offer):
    return offer.has_stages or offer.has_audiences or offer.age_from is not None


def has_access(offer):
    return offer.has_access


def has_plain_language(offer):
    return bool(offer.plain_language)


def has_picture(offer):
    return bool(offer.picture)


RULES = (
    Rule(gettext_lazy("Worum es geht"), "", has_words, is_must=True),
    Rule(gettext_lazy("Termin"), "", has_time, is_must=True),
    Rule(gettext_lazy("Ort"), "", has_place, is_must=True),
    Rule(gettext_lazy("Kosten"), "", has_cost, is_must=True),
    Rule(gettext_lazy("Anmeldung"), gettext_lazy("sagen, ob man sich anmelden muss"), has_registration),
    Rule(gettext_lazy("Kontakt"), gettext_lazy("eine Telefonnummer oder E-Mail-Adresse nennen"), has_contact),
    Rule(gettext_lazy("Zielgruppe"), gettext_lazy("sagen, für wen es ist"), has_readers),
    Rule(gettext_lazy("Thema"), gettext_lazy("ein Thema wählen"), has_topic),
    Rule(gettext_lazy("Art"), gettext_lazy("die Art wählen, zum Beispiel Kurs"), has_kind),
    Rule(gettext_lazy("Barrierefreiheit"), gettext_lazy("Angaben zur Barrierefreiheit machen"), has_access),
    Rule(
        gettext_lazy("einfache Sprache"),
        gettext_lazy("zwei Sätze in einfacher Sprache schreiben"),
        has_plain_language,
    ),
    Rule(gettext_lazy("Bild"), gettext_lazy("ein Bild ergänzen"), has_picture),
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """``percent`` from 0 to 100; ``words`` name what is missing or the next best thing, empty where all is there."""

    percent: int
    words: str


def with_facts(offers):
    """Offers with what the rules ask of other tables, in the same statement."""
    own = {"offer": OuterRef("pk")}

    def linked(field):
        return Exists(getattr(Offer, field).through.objects.filter(offer_id=OuterRef("pk")))

    return offers.annotate(
        has_dates=Exists(OfferDate.objects.filter(**own)) | Exists(OfferHours.objects.filter(**own)),
        has_topics=linked("topics"),
        has_stages=linked("life_stages"),
        has_audiences=linked("audiences"),
        has_access=Exists(OfferAccess.objects.filter(**own)),
    )


def completeness_of(offer):
    """Of an offer of `with_facts` that came with its provider."""
    missing = [rule for rule in RULES if not rule.is_met(offer)]
    return Completeness(_percent(missing), _words(missing))


def _percent(missing):
    musts = [rule for rule in RULES if rule.is_must]
    lost_musts = sum(rule.is_must for rule in missing)
    lost_others = len(missing) - lost_musts
    others = len(RULES) - len(musts)
    lost = _MUST_SHARE * lost_musts / len(musts) + (100 - _MUST_SHARE) * lost_others / others
    return round(100 - lost)


def _words(missing):
    names = [str(rule.what) for rule in missing if rule.is_must]
    if len(names) == 1:
        return _("Es fehlt: %(names)s") % {"names": names[0]}
    if names:
        return _("Es fehlen: %(names)s") % {"names": ", ".join(names)}
    return _("Tipp: %(tip)s") % {"tip": missing[0].tip} if missing else ""
