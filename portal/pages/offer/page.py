"""Puts the page of one offer together; the template shows it as it comes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.markdown import render
from portal.core.web import web_address
from portal.search import card_facts
from providers import paths, states, wording
from providers.models import Offer

from ..contact import Contact, contact_of_offer
from ..district_map import district_map
from ..links import search_url
from ..place import access_of
from . import facts
from .booking import Booking, booking_of
from .dates import Dates, dates_of


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Prepared words, addresses and drawings of one offer."""

    offer: Offer
    provider_url: str
    shape: str
    tone: str
    badges: list
    facts: list
    booking: Booking
    contact: Contact
    dates: Dates
    ended: str
    description_html: str
    plain_html: str
    place: object
    map: object
    access: dict
    price: tuple
    fundings: list
    sorting: list
    origin: list
    crumbs: list
    way: paths.Neighbours


def offer_page(offer):
    """The page as of today, in the reader's language."""
    today = timezone.localdate()
    reader = card_facts.Reader.on(today)
    place = offer.location if offer.format != Offer.Format.ONLINE else None
    access = access_of([*(offer.place_features if place else []), *offer.offer_features])
    card = facts.card_of(offer, access)
    return OfferPage(
        offer=offer,
        provider_url=offer.provider.get_absolute_url() if offer.provider.is_public else "",
        shape=_shape(offer, place),
        tone=offer.stage_rows[0]["tone"] if offer.stage_rows else "",
        badges=facts.badges(card, offer, reader),
        facts=facts.facts(card, offer, reader),
        booking=booking_of(offer, today),
        contact=contact_of_offer(offer),
        dates=dates_of(offer, today),
        ended=_ended(offer, today),
        description_html=render(offer.description),
        plain_html=render(offer.plain_language),
        place=place,
        map=district_map(place),
        access=access,
        price=card_facts.cost(card, reader),
        fundings=[row | {"info_url": web_address(row["info_url"])} for row in offer.funding_rows],
        sorting=_sorting(offer),
        origin=list(_origin(offer, today)),
        crumbs=_crumbs(offer),
        way=paths.neighbours(offer),
    )


def _shape(offer, place):
    """The symbol on the tile: online, the outline of the Stadtteil, or of the city."""
    if offer.format == Offer.Format.ONLINE:
        return "i-screen"
    return f"d-{place.district.slug}" if place and place.district else "city"


def _ended(offer, today):
    if not offer.has_ended:
        return ""
    return _("Dieses Angebot ist beendet, der letzte Tag war der %(day)s.") % {
        "day": wording.day_words(offer.last_day, today, weekday=False)
    }


def _sorting(offer):
    """Where the offer is filed: (heading, [(name, address of the search)])."""
    district = offer.location.district if offer.location else None
    groups = (
        (_("Art"), "art", _row(offer.kind)),
        (_("Themen"), "thema", offer.topic_rows),
        (_("Lebensphasen"), "lebensphase", offer.stage_rows),
        (_("Zielgruppen"), "zielgruppe", offer.audience_rows),
        (_("Sprachen"), "sprache", offer.language_rows),
        (_("Stadtteil"), "stadtteil", _row(district)),
        (_("Schlagworte"), "q", [row | {"slug": row["name"]} for row in offer.keyword_rows]),
    )
    return [
        (title, [(row["name"], search_url(**{key: row["slug"]})) for row in found])
        for title, key, found in groups
        if found
    ]


def _row(term):
    return [{"name": term.name, "slug": term.slug}] if term else []


def _origin(offer, today):
    """Validity, source and confirmation as sentences."""
    if offer.valid_until and not offer.has_ended:
        yield _("Gültig bis %(day)s.") % {"day": wording.day_words(offer.valid_until, today, weekday=False)}
    if offer.source and not offer.provider.is_example:
        own = offer.provider.source == offer.source and offer.provider.source_note
        yield _("Quelle: %(source)s.") % {"source": own or offer.source}
    if not offer.confirmed_at:
        yield _("Der Anbieter hat diese Angaben noch nicht bestätigt.")
    else:
        confirmed = timezone.localdate(offer.confirmed_at)
        words = {"day": wording.day_words(confirmed, today, weekday=False)}
        if states.is_confirmed(offer.confirmed_until, today):
            yield _("Zuletzt bestätigt am %(day)s.") % words
        else:
            yield _("Nicht bestätigt seit dem %(day)s. Fragen Sie beim Anbieter nach.") % words


def _crumbs(offer):
    crumbs = [(_("Angebote"), search_url())]
    if offer.topic_rows:
        topic = offer.topic_rows[0]
        crumbs.append((topic["name"], reverse("pages:topic", args=[topic["slug"]])))
    return [*crumbs, (offer.title, "")]
