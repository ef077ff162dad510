"""When, where, what it costs, for whom, and the state: each as (text, smaller text) from the dictionary of a card.

Cards share most of what they say (prices, ages, times of the day), so it is remembered; the `Reader` is part of each
key. ISO texts are compared as texts: only what is shown becomes a date. What is not known is said calmly.
"""

from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from providers import states, wording
from providers.models import Offer, OfferDate

Schedule, Availability, Format = Offer.Schedule, Offer.Availability, Offer.Format
FEW_PLACES = 5
SHOWN_FEATURES = 2

_remembered = lru_cache(5000)


class Reader(NamedTuple):
    """Who a card speaks to: in which language, on which day (as a date and as ISO text)."""

    language: str
    today: date
    iso_today: str

    @classmethod
    def on(cls, today):
        return cls(get_language(), today, today.isoformat())


def has_ended(card, reader):
    return bool(card["last_day"]) and card["last_day"] < reader.iso_today


def when(card, reader):
    """The next time, or why there is none."""
    if has_ended(card, reader):
        return _("zuletzt am %(day)s") % {"day": _day(card["last_day"], reader)}, ""
    ahead = [row for row in card["dates"] if row[2] >= reader.iso_today]
    planned = [row for row in ahead if row[4] == OfferDate.Status.PLANNED]
    series = [row for row in card["series"] if row["last_day"] >= reader.iso_today]
    if series:
        return _rhythm_of(series[0], reader), _progress(series[0], planned, reader)
    if planned:
        return _span(*planned[0][:4], reader), _further(len(planned) - 1, reader) or card["schedule_note"]
    if ahead:
        return _("fällt aus: %(day)s") % {"day": _span(*ahead[0][:4], reader)}, ""
    return _undated(card)


def _rhythm_of(row, reader):
    """„jeden Dienstag, 17 bis 18:30 Uhr“."""
    return _rhythm(
        row["frequency"], tuple(row["weekdays"]), row["start"], row["end"], row["first_day"], reader
    )


@_remembered
def _rhythm(frequency, weekdays, start, end, first_day, _reader):
    return wording.series_words(
        frequency, weekdays, _clock(start), _clock(end), date.fromisoformat(first_day)
    )


def _progress(row, planned, reader):
    """Of a series: when it begins and how long it is, or when it goes on."""
    if not planned:
        return ""
    if row["first_day"] < reader.iso_today:
        return _next(planned[0][0], reader)
    return _beginning(planned[0][0], len(planned), reader)


@_remembered
def _next(day, reader):
    return _("nächster Termin: %(day)s") % {"day": wording.day_words(date.fromisoformat(day), reader.today)}


@_remembered
def _beginning(day, count, reader):
    dates = ngettext("%(count)s Termin", "%(count)s Termine", count) % {"count": count}
    return _("ab %(day)s, %(dates)s") % {"day": _day(day, reader), "dates": dates}


@_remembered
def _span(first, start, last, end, reader):
    days = date.fromisoformat(first), date.fromisoformat(last)
    return wording.span_words(days[0], _clock(start), days[1], _clock(end), reader.today)


@_remembered
def _day(day, reader):
    return wording.day_words(date.fromisoformat(day), reader.today, weekday=False)


def _clock(text):
    return time.fromisoformat(text) if text else None


@_remembered
def _further(count, _reader):
    if not count:
        return ""
    words = ngettext("und %(count)s weiterer Termin", "und %(count)s weitere Termine", count)
    return words % {"count": count}


def _undated(card):
    if card["schedule"] == Schedule.CONTINUOUS:
        return _("durchgehend"), card["schedule_note"] or _hours(card["hours"])
    if card["schedule"] == Schedule.ON_REQUEST:
        return _("nach Absprache"), card["schedule_note"]
    return _("Termin beim Anbieter erfragen"), card["schedule_note"]


def _hours(rows):
    """The first lines of the weekly hours."""
    lines = wording.hours_words([(day, _clock(opens), _clock(closes)) for day, opens, closes in rows])
    return "; ".join(f"{days} {times}" for days, times in lines[:2])


def where(card, distance):
    """The place with its Stadtteil, or online."""
    place = card["place"]
    if card["format"] == Format.ONLINE:
        return _("online"), ""
    if not place:
        named = card["place_note"].splitlines()[0][:80] if card["place_note"] else ""
        return named or _("Ort beim Anbieter erfragen"), _online_too(card)
    features = ", ".join(feature["name"] for feature in card["access"][:SHOWN_FEATURES])
    return _place(place), _joined(distance, _other_places(card["places"]), _online_too(card)) or features


def provider_place(card, distance):
    if not card["place"]:
        return "", ""
    return _place(card["place"]), _joined(distance, _other_places(card["places"]))


def _place(place):
    area = place["district"]["name"] if place["district"] else place["city"]
    return _joined(place["name"] or place["street"], area)


def _other_places(count):
    return _("insgesamt %(count)s Orte") % {"count": count} if count > 1 else ""


def _online_too(card):
    return _("oder online") if card["format"] == Format.HYBRID else ""


def cost(card, reader):
    """The price, and what may make it lower."""
    words = _price(card["price"], card["price_from"], card["price_to"], reader)
    funding = card["fundings"][0]["name"] if card["fundings"] else ""
    return words, _lower(card["price_reduced"], funding, reader)


@_remembered
def _price(price, price_from, price_to, _reader):
    return wording.price_words(price, _amount(price_from), _amount(price_to))


@_remembered
def _lower(reduced, funding, _reader):
    words = []
    if reduced is not None:
        words.append(_("ermäßigt %(amount)s") % {"amount": wording.euro(_amount(reduced))})
    if funding:
        words.append(_("%(funding)s möglich") % {"funding": funding})
    return ", ".join(words)


def _amount(text):
    return None if text is None else Decimal(text)


def audience(card, reader):
    """Ages and groups; the life stages where neither is known."""
    groups = ", ".join(row["name"] for row in card["audiences"] or card["life_stages"])
    ages, level = _ages(card["age_from"], card["age_to"], reader), _level(card["level"], reader)
    return (ages, _joined(groups, level)) if ages else (groups or _("keine Angabe"), level)


@_remembered
def _ages(age_from, age_to, _reader):
    return wording.age_words(age_from, age_to)


@_remembered
def _level(level, _reader):
    return _("Niveau %(level)s") % {"level": level} if level else ""


def badges(card, reader):
    """(tone, icon, text) of the state and of the confirmation; an ended offer has no other state."""
    if has_ended(card, reader):
        return (states.ended_badge(),)
    return _badges(card["availability"], card["places_left"], card["confirmed_until"], reader)


@_remembered
def _badges(code, left, confirmed, reader):
    day = date.fromisoformat(confirmed) if confirmed else None
    return (*_availability(code, left), states.confirmation_badge(day, reader.today))


def _availability(code, left):
    if code == Availability.UNKNOWN and left is not None:
        code = Availability.FREE if left > FEW_PLACES else Availability.FEW if left else Availability.FULL
    codes = (Availability.FULL, code) if code == Availability.WAITLIST else (code,)
    found = (states.availability_badge(each, left) for each in codes)
    return [badge for badge in found if badge]


def _joined(*parts):
    return ", ".join(part for part in parts if part)
