"""A demo of last week becomes one of this week: its dates move by whole weeks, what people did in it stays."""

from datetime import timedelta

from django.db.models import F

from providers import schedule
from providers.models import Closure, Offer, OfferDate, OfferSeries

from .institutions import EXAMPLE

SPAN_DAYS = ("first_day", "last_day")
OFFER_DAYS = (
    *SPAN_DAYS,
    "valid_from",
    "valid_until",
    "registration_deadline",
    "confirmed_at",
    "published_at",
)


def move(weeks):
    """Move every date of the demo's offers and of its providers' closures by so many weeks (may be negative)."""
    offers = Offer.objects.filter(source=EXAMPLE)
    distance = timedelta(weeks=weeks)
    _move(offers, OFFER_DAYS, distance)
    _move(OfferDate.objects.filter(offer__in=offers), SPAN_DAYS, distance)
    _move(OfferSeries.objects.filter(offer__in=offers), SPAN_DAYS, distance)
    _move(Closure.objects.filter(location__provider__source=EXAMPLE), SPAN_DAYS, distance)
    _move_exceptions(OfferSeries.objects.filter(offer__in=offers).exclude(except_days=[]), distance)
    _renew_monthly(offers)


def _move(rows, days, distance):
    rows.update(**{day: F(day) + distance for day in days})


def _move_exceptions(rows, distance):
    rows = list(rows)
    for series in rows:
        series.except_days = [day + distance for day in series.except_days]
    OfferSeries.objects.bulk_update(rows, ["except_days"])


def _renew_monthly(offers):
    """„Third Tuesday of the month“ does not stay true when moved by weeks."""
    for offer in offers.filter(series__frequency=OfferSeries.Frequency.MONTHLY).distinct():
        schedule.refresh(offer)
