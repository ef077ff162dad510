"""Cards of a list: what `Hit.card` holds (layout: `documents`), said in the reader's language and by today's clock.

Plain strings for components/offer_list.html; nothing here asks the database.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from providers import wording

from . import card_facts, event_facts, network_facts
from .highlight import Marker
from .titles import count_words


@dataclass(slots=True)
class Card:
    """One card. ``shape`` is a symbol for `icons.shape`; ``tags`` are (tone, icon, text); empty texts are not shown."""

    url: str
    title_html: SafeString
    summary_html: SafeString
    shape: str
    provider: str = ""
    provider_url: str = ""
    stage: str = ""
    stage_tone: str = ""
    when: str = ""
    when_more: str = ""
    where: str = ""
    where_more: str = ""
    cost: str = ""
    cost_more: str = ""
    audience: str = ""
    audience_more: str = ""
    tags: tuple = ()
    keep_id: str = ""
    drop_url: str = ""


def compose(hits, today, *, place="") -> list[Card]:
    """The hits as cards on the day ``today``; ``place`` names the place that distances start from."""
    reader, marker = card_facts.Reader.on(today), Marker(hits[0].words if hits else ())
    return [_COMPOSERS[hit.kind](hit, reader, place, marker) for hit in hits]


def _offer_card(hit, reader, place, marker):
    card = hit.card
    stage = card["life_stages"][0] if card["life_stages"] else {"name": "", "tone": ""}
    when, when_more = card_facts.when(card, reader)
    where, where_more = card_facts.where(card, _distance(hit, place))
    cost, cost_more = card_facts.cost(card, reader)
    audience, audience_more = card_facts.audience(card, reader)
    return Card(
        url=card["url"],
        title_html=marker(card["title"]),
        summary_html=marker(card["summary"] or card["subtitle"]),
        shape=_offer_shape(card),
        provider=card["provider"]["name"],
        provider_url=card["provider"]["url"],
        stage=stage["name"],
        stage_tone=stage["tone"],
        when=when,
        when_more=when_more,
        where=where,
        where_more=where_more,
        cost=cost,
        cost_more=cost_more,
        audience=audience,
        audience_more=audience_more,
        tags=card_facts.badges(card, reader),
        keep_id=str(hit.object_id),
    )


def _provider_card(hit, _reader, place, marker):
    card = hit.card
    where, where_more = card_facts.provider_place(card, _distance(hit, place))
    return Card(
        url=card["url"],
        title_html=marker(card["title"]),
        summary_html=marker(card["summary"]),
        shape=_shape(card["place"], card["places"]),
        provider=", ".join(term["name"] for term in (card["kind"], card["operator"]) if term),
        where=where,
        where_more=where_more,
        tags=(("", "list", count_words(card["offers"], "offer")),) if card["offers"] else (),
    )


def _network_card(hit, reader, _place, marker):
    card = hit.card
    when, when_more = network_facts.next_meeting(card, reader)
    return Card(
        url=card["url"],
        title_html=marker(card["title"]),
        summary_html=marker(card["summary"]),
        shape="i-network",
        provider=network_facts.kind(card),
        when=when,
        when_more=when_more,
        where=network_facts.where(card),
        tags=network_facts.badges(card),
    )


def _event_card(hit, reader, place, marker):
    card = hit.card
    when, when_more = event_facts.when(card, reader)
    return Card(
        url=event_facts.shown_date(card, reader)[0][-1],
        title_html=marker(card["title"]),
        summary_html=marker(card["summary"] or card["subtitle"]),
        shape="i-screen" if card["format"] == "online" else "i-calendar",
        provider=event_facts.by(card),
        when=when,
        when_more=when_more,
        where=card["place"] or _("Ort nicht bekannt"),
        where_more=_distance(hit, place),
        tags=event_facts.badges(card, reader),
    )


_COMPOSERS = {
    "offer": _offer_card,
    "provider": _provider_card,
    "network": _network_card,
    "event": _event_card,
}


def _distance(hit, place):
    """„1,2 km von Buckau“ or nothing."""
    if hit.distance_km is None or not place:
        return ""
    return _("%(distance)s von %(place)s") % {
        "distance": wording.distance_words(hit.distance_km),
        "place": place,
    }


def _offer_shape(card):
    return "i-screen" if card["format"] == "online" else _shape(card["place"], card["places"])


def _shape(place, places):
    """The outline of the Stadtteil; that of the city for several places or none."""
    return f"d-{place['district']['slug']}" if places == 1 and place and place["district"] else "city"
