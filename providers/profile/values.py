"""A profile and a place as plain values: what forms show, tokens mark and activities compare."""

from ..models import AccessFeature, Answer, Weekday
from . import hours

PROFILE = (
    "name", "kind_id", "summary", "description", "email", "phone", "contact_person", "website", "logo_alt",
)  # fmt: skip
PLACE = ("name", "street", "postcode", "city", "directions", "district_id", "is_main")


def of_provider(provider):
    return {name: getattr(provider, name) for name in PROFILE}


def of_place(location):
    """Columns, hours as `day_0` to `day_6`, answers as `access_<pk>` and `note_<pk>`; a new place has none."""
    values = {name: getattr(location, name) for name in PLACE}
    values |= {f"day_{day.value}": "" for day in Weekday}
    for feature in features():
        values |= {f"access_{feature.pk}": Answer.UNKNOWN.value, f"note_{feature.pk}": ""}
    if location.pk:
        values |= _hours(location)
        for fact in location.access_facts.all():
            values |= {f"access_{fact.feature_id}": fact.answer, f"note_{fact.feature_id}": fact.note}
    return values


def features():
    """What can be said of a place, in the order of the vocabulary."""
    return AccessFeature.objects.filter(scope=AccessFeature.Scope.PLACE)


def _hours(location):
    days = {}
    for each in location.hours.all():
        days.setdefault(f"day_{each.weekday}", []).append((each.opens, each.closes))
    return {name: hours.write(spans) for name, spans in days.items()}
