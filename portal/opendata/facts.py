"""From the card of an index entry (layout: `portal.search.documents`) to the shapes of the API."""

from django.conf import settings

from portal.search.query import WEEKDAYS

from .parameters import FACETS

_DATE = ("first_day", "start", "last_day", "end", "status")


def of_hit(hit):
    """A hit of a list as a dictionary; addresses are complete."""
    found = BY_KIND[hit.kind](hit.card, hit.ended)
    return found | {"id": hit.object_id, "distance_km": hit.distance_km}


def of_offer(card, ended):
    return {name: card[name] for name in _OFFER} | {
        "url": absolute(card["url"]),
        "provider": card["provider"] | {"url": absolute(card["provider"]["url"])},
        "is_example": card["provider"]["is_example"],
        "ended": ended,
        "level": card["level"] or None,
        "format": card["format"] or None,
        "price": {
            "kind": card["price"],
            "from": card["price_from"],
            "to": card["price_to"],
            "reduced": card["price_reduced"],
            "note": card["price_note"],
        },
        "accessible": card["access"],
        "dates": [dict(zip(_DATE, row, strict=True)) for row in card["dates"]],
        "series": [row | {"weekdays": [WEEKDAYS[day] for day in row["weekdays"]]} for row in card["series"]],
        "hours": [hours(*row) for row in card["hours"]],
        "registration": {
            "kind": card["registration"],
            "deadline": card["registration_deadline"],
            "places_total": card["places_total"],
            "places_left": card["places_left"],
        },
    }


_OFFER = (
    *("slug", "title", "subtitle", "summary", "source", "source_id", "kind", "life_stages", "topics"),
    *("audiences", "languages", "age_from", "age_to", "fundings", "place", "place_note", "schedule"),
    *("schedule_note", "first_day", "last_day", "availability", "valid_from", "valid_until"),
    *("published_at", "confirmed_at"),
)


def of_provider(card, _ended=False):
    return {name: card[name] for name in _PROVIDER} | {"url": absolute(card["url"])}


_PROVIDER = (
    *("slug", "title", "summary", "kind", "operator", "is_example", "place", "places", "offers", "website"),
)


def of_network(card, _ended=False):
    return {name: card[name] for name in _NETWORK} | {
        "url": absolute(card["url"]),
        "meetings": [{"begins_at": begin, "title": title} for begin, title in card["meetings"]],
    }


_NETWORK = (
    *("slug", "title", "summary", "kind", "state", "entry", "rhythm", "is_example"),
    *("topics", "life_stages", "districts"),
)


def of_event(card, ended):
    return {name: card[name] for name in _EVENT} | {
        "url": absolute(card["url"]),
        "ended": ended,
        "format": card["format"] or None,
        "price": {"kind": card["price"], "note": card["price_note"]},
        "accessible": card["access"],
        "dates": [_event_date(*row) for row in card["dates"]],
    }


def _event_date(begin, end, is_all_day, status, url):
    return {"begins_at": begin, "ends_at": end, "all_day": is_all_day, "status": status, "url": absolute(url)}


_EVENT = (
    *("slug", "title", "subtitle", "summary", "kind", "organiser", "is_example", "topics", "life_stages"),
    *("audiences", "district", "place", "registration", "is_date_confirmed", "has_record"),
)

BY_KIND = {"offer": of_offer, "provider": of_provider, "network": of_network, "event": of_event}


def facets(found, asked):
    """Counted groups by the names of the API; only those that can be asked for."""
    names = type(asked).model_fields
    return {FACETS[group]: values for group, values in found.items() if FACETS[group] in names}


def hours(weekday, opens, closes):
    return {"weekday": WEEKDAYS[weekday], "opens": opens, "closes": closes}


def absolute(path):
    return settings.SITE_URL + path
