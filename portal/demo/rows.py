"""Entries of the demo become unsaved rows."""

from datetime import timedelta
from decimal import Decimal

from providers.models import Offer, OfferDate, OfferKind, OfferSeries, Provider

from . import pictures
from .calendar import WEEKDAYS, clock
from .institutions import EXAMPLE

PICTURE_AUTHOR, PICTURE_LICENCE = "Bildungsportal-Team", "CC0"
TEXTS = (
    "title",
    "subtitle",
    "summary",
    "description",
    "plain_language",
    "level",
    "format",
    "place_note",
    "online_url",
    "schedule_note",
    "registration_note",
    "registration_url",
    "url",
)


def offer(entry, words, calendar):
    """The unsaved offer of an entry, as a draft."""
    contact, (age_from, age_to) = entry.get("contact", {}), entry.get("age", (None, None))
    left, total = entry.get("places", (None, None))
    valid_from, valid_until = map(calendar.week, entry.get("valid", (None, None)))
    return Offer(
        slug=words.free_slug(entry["id"]),
        source=EXAMPLE,
        source_id=entry["id"],
        provider_id=words.key(Provider, entry["provider"]),
        kind_id=words.key(OfferKind, entry.get("kind")),
        location_id=words.place(entry),
        age_from=age_from,
        age_to=age_to,
        schedule=kind_of_schedule(entry.get("when", {})),
        valid_from=valid_from,
        valid_until=valid_until,
        registration=entry.get("registration", Offer.Registration.UNKNOWN),
        registration_deadline=calendar.day(entry["deadline"]) if entry.get("deadline") else None,
        places_left=left,
        places_total=total,
        availability=entry.get("availability", Offer.Availability.UNKNOWN),
        contact_name=contact.get("name", ""),
        contact_email=contact.get("email", ""),
        contact_phone=contact.get("phone", ""),
        **{name: entry.get(name, "") for name in TEXTS},
        **price(entry.get("price", "unknown")),
        **picture(entry.get("picture"), words),
    )


def price(value):
    """Fields of the cost from "free", "unknown", {"free": true}, {"amount": 5} or {"from": 5, "to": 20}."""
    if isinstance(value, str):
        return {"price": Offer.Price(value)}
    kind = next(name for name in ("free", "amount", "from") if name in value)
    fields = {
        "price": {"free": Offer.Price.FREE, "amount": Offer.Price.AMOUNT, "from": Offer.Price.RANGE}[kind]
    }
    names = {"amount": "price_from", "from": "price_from", "to": "price_to", "reduced": "price_reduced"}
    fields |= {field: Decimal(str(value[name])) for name, field in names.items() if name in value}
    return fields | {"price_note": value.get("note", "")}


def picture(name, words):
    if not name:
        return {}
    return {
        "picture": pictures.stored(name),
        "picture_alt": words.pictures[name],
        "picture_author": PICTURE_AUTHOR,
        "picture_licence": PICTURE_LICENCE,
    }


def kind_of_schedule(when):
    kinds = {
        "series": Offer.Schedule.SERIES,
        "dates": Offer.Schedule.DATES,
        "hours": Offer.Schedule.CONTINUOUS,
        "on_request": Offer.Schedule.ON_REQUEST,
    }
    return next((kind for name, kind in kinds.items() if name in when), Offer.Schedule.UNKNOWN)


def series(row, rule, calendar):
    """An unsaved series from its first to its last day that takes place."""
    days = sorted(WEEKDAYS.index(day) for day in rule["days"])
    first, last = calendar.week(rule["from_week"]), calendar.week(rule["to_week"])
    return OfferSeries(
        offer=row,
        frequency=rule.get("every", OfferSeries.Frequency.WEEKLY),
        weekdays=days,
        first_day=first + timedelta(days=days[0]),
        last_day=last + timedelta(days=days[-1]),
        start_time=clock(rule.get("start")),
        end_time=clock(rule.get("end")),
        except_days=[
            calendar.week(week) + timedelta(days=day) for week in rule.get("skip_weeks", ()) for day in days
        ],
    )


def single(row, moment, calendar):
    """An unsaved date of `length` days."""
    first = calendar.day(moment)
    return OfferDate(
        offer=row,
        first_day=first,
        last_day=first + timedelta(days=moment.get("length", 1) - 1),
        start_time=clock(moment.get("start")),
        end_time=clock(moment.get("end")),
        note=moment.get("note", ""),
        status=moment.get("status", OfferDate.Status.PLANNED),
    )
