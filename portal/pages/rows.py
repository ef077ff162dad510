"""Related rows inside the statement of their owner: a detail page has many small lists and few statements."""

from datetime import date, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from providers.models import AccessFeature, Closure, LocationAccess, LocationHours, OfferAccess


def rows(queryset, *fields, **renamed):
    """A list of dictionaries with the given fields of each row; days and times come as ISO texts."""
    return ArraySubquery(as_dictionaries(queryset, *fields, **renamed))


def as_dictionaries(queryset, *fields, **renamed):
    names = {name: name for name in fields} | renamed
    return queryset.values(row=JSONObject(**names))


def terms(model, *fields):
    """The terms of an offer, in their order."""
    return rows(
        model.objects.filter(offers=OuterRef("pk")).order_by("position", "name"), "name", "slug", *fields
    )


def hours(location):
    """Opening times of the place that the outer field `location` points to."""
    mine = LocationHours.objects.filter(location=OuterRef(location)).order_by("weekday", "opens")
    return rows(mine, "weekday", "opens", "closes")


def closures(location):
    """Closures of a place, first ones first."""
    mine = Closure.objects.filter(location=OuterRef(location)).order_by("first_day")
    return rows(mine, "first_day", "last_day", "reason")


def place_features(location):
    """Every feature a place can have, with what is known of the place the outer field points to."""
    answers = LocationAccess.objects.filter(feature=OuterRef("pk"), location=OuterRef(OuterRef(location)))
    return _features(AccessFeature.Scope.PLACE, answers)


def offer_features():
    """Every feature an offer itself can have, with what is known of the outer one."""
    answers = OfferAccess.objects.filter(feature=OuterRef("pk"), offer=OuterRef(OuterRef("pk")))
    return _features(AccessFeature.Scope.OFFER, answers)


def _features(scope, answers):
    """`known` is a dictionary of answer and note, or None: a feature without a row counts as unknown."""
    choice = AccessFeature.objects.active().filter(scope=scope).order_by("position", "name")
    known = Subquery(as_dictionaries(answers, "answer", "note")[:1])
    return rows(choice.annotate(known=known), "name", "slug", "known")


def day(text):
    return date.fromisoformat(text)


def clock(text):
    """A time of day from its ISO text, or None."""
    return time.fromisoformat(text) if text else None
