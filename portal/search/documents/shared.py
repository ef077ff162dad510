"""What documents of several kinds have in common: facet values, places, cleaned texts."""

import re

from portal.search.entries import Value

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_MARKDOWN_LINK = re.compile(r"\]\([^)]*\)")


def plain(text):
    """A text without addresses of the net, which nobody searches for but which look like words."""
    return _ADDRESS.sub(" ", _MARKDOWN_LINK.sub("] ", text))


def joined(*texts):
    """Texts one after the other, empty ones left out."""
    return ". ".join(text for text in texts if text)


def term(row):
    """A row of the vocabulary as it stands on a card."""
    return {"slug": row.slug, "name": row.name}


def term_values(facet, rows):
    """Facet values of vocabulary rows; staff give their order."""
    return [Value(facet, row.slug, row.name, row.position + 1) for row in rows]


def with_parents(topics):
    """Topics and the fields above them, each once."""
    found = {}
    for topic in topics:
        for row in (topic.parent, topic):
            if row is not None:
                found[row.pk] = row
    return list(found.values())


def district_values(locations):
    """Stadtteile of places; found by name rather than by an order of staff."""
    districts = {location.district_id: location.district for location in locations if location.district_id}
    return [district_value(district) for district in districts.values()]


def district_value(district):
    return Value("district", district.slug, district.name)


def slot_of(minutes):
    """The part of the day a minute of the day falls in, as a bit of `columns.SLOTS`."""
    return next(bit for end, bit in ((12 * 60, 1), (17 * 60, 2), (24 * 60, 4)) if minutes < end)


def coordinates(locations):
    """Different points of the places that have any."""
    return list(dict.fromkeys((place.lat, place.lon) for place in locations if place.has_coordinates))


def place_words(locations):
    """Everything in the names and addresses of places."""
    return joined(
        *(
            f"{place.name} {place.street} {place.postcode} {place.city}"
            + (f" {place.district.name}" if place.district_id else "")
            for place in locations
        )
    )


def place_card(location):
    """A place as it stands on a card."""
    return {
        "name": location.name,
        "street": location.street,
        "postcode": location.postcode,
        "city": location.city,
        "district": term(location.district) if location.district_id else None,
        "lat": location.lat,
        "lon": location.lon,
    }
