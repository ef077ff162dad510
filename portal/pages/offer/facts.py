"""The panel „Das Wichtigste“ and the badges: said by the same rules as on the cards of the search."""

from django.utils.translation import gettext as _

from portal.search import card_facts
from providers import wording


def facts(card, offer, reader):
    """(symbol, label, value, more) for components/facts.html; ``card`` is that of `card_of`."""
    languages = wording.list_words(row["name"] for row in offer.language_rows)
    found = [
        ("calendar", _("Wann"), *card_facts.when(card, reader)),
        ("pin", _("Wo"), *card_facts.where(card, "")),
        ("euro", _("Kosten"), *card_facts.cost(card, reader)),
        ("people", _("Für wen"), *card_facts.audience(card, reader)),
        ("language", _("Sprache"), languages, ""),
        ("seat", _("Plätze"), wording.places_words(offer.places_left, offer.places_total), ""),
    ]
    return [fact for fact in found if fact[2]]


def badges(card, offer, reader):
    """State, confirmation, kind and life stages as (tone, symbol, words)."""
    kind = [("", "info", offer.kind.name)] if offer.kind else []
    stages = [(f"tone bp-{stage['tone']}", stage["icon"], stage["name"]) for stage in offer.stage_rows]
    return [*card_facts.badges(card, reader), *kind, *stages]


def card_of(offer, access):
    """What `card_facts` asks of the card of an index entry, from an offer of `finding.complete`."""
    place = offer.location
    return {
        **{name: getattr(offer, name) for name in _AS_THEY_ARE},
        "life_stages": offer.stage_rows,
        "audiences": offer.audience_rows,
        "fundings": offer.funding_rows,
        "series": offer.series_rows,
        "hours": [[row["weekday"], row["opens"], row["closes"]] for row in offer.hours_rows],
        "dates": [[row[name] for name in _DATE] for row in offer.date_rows],
        "last_day": offer.last_day.isoformat() if offer.last_day else None,
        "confirmed_until": offer.confirmed_until.isoformat() if offer.confirmed_until else None,
        "place": _place(place) if place else None,
        "places": len({offer.location_id, *(row["location_id"] for row in offer.date_rows)} - {None}),
        "access": [{"name": name} for name, _note in access["yes"]],
    }


_AS_THEY_ARE = (
    *("price", "price_from", "price_to", "price_reduced", "age_from", "age_to", "level"),
    *("format", "place_note", "schedule", "schedule_note", "availability", "places_left"),
)
_DATE = ("first_day", "start_time", "last_day", "end_time", "status")


def _place(place):
    district = {"name": place.district.name} if place.district else None
    return {"name": place.name, "street": place.street, "city": place.city, "district": district}
