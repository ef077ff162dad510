"""An offer as plain values that JSON can hold: field -> value, relations as numbers, dates and hours as rows.

What a form cleaned, what is stored and what waits are compared and kept in this one form.
"""

from datetime import date, time
from decimal import Decimal

from django.core.files.base import File
from django.db import models

from .. import schedule
from ..models import (
    AccessFeature,
    Answer,
    Location,
    Offer,
    OfferAccess,
    OfferDate,
    OfferHours,
    OfferSeries,
)

PLAIN = (
    *("title", "subtitle", "summary", "description", "plain_language", "age_from", "age_to", "level"),
    *("price", "price_from", "price_to", "price_reduced", "price_note"),
    *("format", "place_note", "online_url", "schedule", "schedule_note", "valid_from", "valid_until"),
    *("registration", "registration_url", "registration_note", "registration_deadline"),
    *("places_total", "places_left", "availability"),
    *("picture", "picture_alt", "picture_author", "picture_licence"),
    *("contact_name", "contact_email", "contact_phone", "url"),
)
KEYS = ("kind", "location")
TERMS = ("life_stages", "topics", "audiences", "languages", "fundings")
# Relations whose rows belong to the offer: name -> (model, related name, fields with what stands where none is given).
ROWS = {
    "dates": (
        OfferDate,
        "dates",
        {"first_day": None, "start_time": None, "last_day": None, "end_time": None, "note": ""}
        | {"status": OfferDate.Status.PLANNED.value, "location": None},
    ),
    "series": (
        OfferSeries,
        "series",
        {"frequency": OfferSeries.Frequency.WEEKLY.value, "weekdays": [], "first_day": None, "last_day": None}
        | {"start_time": None, "end_time": None, "except_days": [], "location": None},
    ),
    "hours": (OfferHours, "hours", {"weekday": None, "opens": None, "closes": None}),
    "access": (OfferAccess, "access_facts", {"feature": None, "answer": Answer.UNKNOWN.value, "note": ""}),
}
FIELDS = (*PLAIN, *KEYS, *TERMS, "keywords", *ROWS)


def of_offer(offer):
    """Every field as it is stored; eleven statements."""
    values = {name: _plain(getattr(offer, name)) for name in PLAIN}
    values |= {name: getattr(offer, f"{name}_id") for name in KEYS}
    values |= {name: _terms(getattr(offer, name).all()) for name in TERMS}
    values["keywords"] = sorted(offer.keywords.names())
    return values | {name: _rows(name, _own_rows(offer, name)) for name in ROWS}


def of_data(data):
    """Cleaned data of a form in the same form. Raises KeyError for a name that is no field of an offer."""
    return {name: _value(name, value) for name, value in data.items()}


def _value(name, value):
    if name in KEYS:
        return _key(value)
    if name in TERMS:
        return _terms(value or ())
    if name == "keywords":
        return sorted(value or ())
    if name in ROWS:
        return _rows(name, value or ())
    if name not in PLAIN:
        raise KeyError(name)
    return _plain(Offer._meta.get_field(name).to_python(value) if not isinstance(value, File) else value)


def _plain(value):
    """Names of pictures, days, times and amounts as text; an amount always with two digits."""
    if isinstance(value, File):
        return value.name or ""
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return getattr(value, "value", value)


def _key(value):
    return value.pk if isinstance(value, models.Model) else value or None


def _terms(rows):
    return sorted(_key(row) for row in rows)


def _own_rows(offer, name):
    rows = getattr(offer, ROWS[name][1]).all()
    return rows.filter(series__isnull=True) if name == "dates" else rows


def _rows(name, rows):
    """Rows as dictionaries in a fixed order; ``rows`` holds dictionaries or unsaved or saved rows."""
    plain = [_row(row, ROWS[name][2]) for row in rows]
    return sorted(plain, key=lambda row: [str(value) for value in row.values()])


def _row(row, defaults):
    pick = row.get if isinstance(row, dict) else lambda name, default: getattr(row, name, default)
    return {name: _cell(pick(name, default)) for name, default in defaults.items()}


def _cell(value):
    if isinstance(value, (list, tuple)):
        return sorted(_cell(part) for part in value)
    return value.pk if isinstance(value, models.Model) else _plain(value)


def write(offer, values, *, by, reason=""):
    """Store the given fields of a locked offer, with its history; what was deleted since is left out.

    Raises ValidationError where the offer would not fit the rules of the table.
    """
    for name in set(values) & {*PLAIN, *KEYS}:
        _set(offer, name, values[name])
    if offer.source:
        offer.edited_fields = sorted({*offer.edited_fields, *values})
    offer.validate_constraints()
    offer._change_reason, offer._history_user = reason, by
    offer.save()
    for name in TERMS:
        if name in values:
            getattr(offer, name).set(_existing(getattr(Offer, name).rel.model, values[name]))
    if "keywords" in values:
        offer.keywords.set(values["keywords"])
    for name in ROWS:
        if name in values:
            _write_rows(offer, name, values[name])
    if {"dates", "series", "valid_until"} & set(values):
        schedule.refresh(offer)


def _set(offer, name, value):
    if name in KEYS:
        model = Offer._meta.get_field(name).related_model
        setattr(offer, f"{name}_id", value if _existing(model, [value]) else None)
    else:
        setattr(offer, name, Offer._meta.get_field(name).to_python(value))


def _existing(model, keys):
    return list(model.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True))


def _write_rows(offer, name, rows):
    model = ROWS[name][0]
    _own_rows(offer, name).delete()
    places = set(_existing(Location, [row.get("location") for row in rows]))
    features = set(_existing(AccessFeature, [row.get("feature") for row in rows]))
    made = [_made(model, row, places) for row in rows if name != "access" or row["feature"] in features]
    for row in made:
        row.offer = offer
    model.objects.bulk_create(made)


def _made(model, row, places):
    known = {key: value for key, value in row.items() if key not in {"location", "feature"}}
    made = model(**{key: model._meta.get_field(key).to_python(value) for key, value in known.items()})
    if "feature" in row:
        made.feature_id = row["feature"]
    if row.get("location") in places:
        made.location_id = row["location"]
    return made
