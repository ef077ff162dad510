"""Dates of offers: series become dates, and the offer learns its first and last day."""

from itertools import islice

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import transaction
from django.db.models import F, Max, Min, OuterRef, Subquery
from django.db.models.functions import Least

from .models import Offer, OfferDate, OfferSeries

MAX_DATES_PER_SERIES = 400
_DAYS = (MO, TU, WE, TH, FR, SA, SU)


def series_days(series):
    """Days on which the series takes place, exceptions left out, at most 400.

    "Monthly" keeps the place of the first day's weekday in its month: the third Tuesday stays the third Tuesday.
    """
    excepted = set(series.except_days)
    days = (moment.date() for moment in _rule(series))
    return list(islice((day for day in days if day not in excepted), MAX_DATES_PER_SERIES))


def _rule(series):
    weekdays = [_DAYS[number] for number in series.weekdays]
    span = {"dtstart": series.first_day, "until": series.last_day}
    if series.frequency == OfferSeries.Frequency.LAST:
        return rrule(MONTHLY, byweekday=[day(-1) for day in weekdays], **span)
    if series.frequency == OfferSeries.Frequency.MONTHLY:
        nth = (series.first_day.day - 1) // 7 + 1
        return rrule(MONTHLY, byweekday=[day(nth) for day in weekdays], **span)
    interval = 2 if series.frequency == OfferSeries.Frequency.FORTNIGHTLY else 1
    return rrule(WEEKLY, byweekday=weekdays, interval=interval, **span)


@transaction.atomic
def refresh(offer):
    """Write the dates of the offer's series anew and set its first and last day. Call after editing dates.

    A day that was called off or moved stays so.
    """
    told = _told(offer)
    offer.dates.filter(series__isnull=False).delete()
    OfferDate.objects.bulk_create(
        OfferDate(
            offer=offer,
            series=series,
            first_day=day,
            last_day=day,
            start_time=series.start_time,
            end_time=series.end_time,
            location_id=series.location_id,
        )
        for series in offer.series.all()
        for day in series_days(series)
    )
    _tell_again(offer, told)
    refresh_span(Offer.objects.filter(pk=offer.pk))
    offer.refresh_from_db(fields=["first_day", "last_day"])


def _told(offer):
    """By day: what was told of single days of the series."""
    rows = offer.dates.filter(series__isnull=False).exclude(status=OfferDate.Status.PLANNED, note="")
    return {row.first_day: row for row in rows}


def _tell_again(offer, told):
    rows = list(offer.dates.filter(series__isnull=False, first_day__in=told))
    for row in rows:
        before = told[row.first_day]
        row.status, row.note = before.status, before.note
        if before.note:
            row.start_time, row.end_time = before.start_time, before.end_time
    OfferDate.objects.bulk_update(rows, ["status", "note", "start_time", "end_time"])


def refresh_span(offers):
    """Set first and last day of the given offers from their dates and validity, in bulk.

    Where only a validity is known, it is the end; where nothing is known, both stay empty and the offer counts
    as current: an end is never guessed.
    """
    # LEAST leaves out what is NULL, so the known one of the two ends counts.
    offers.update(
        first_day=_of_dates(Min("first_day")),
        last_day=Least(_of_dates(Max("last_day")), F("valid_until")),
    )


def _of_dates(value):
    """An aggregate over the dates of the offer at hand."""
    dates = OfferDate.objects.filter(offer=OuterRef("pk")).order_by().values("offer")
    return Subquery(dates.annotate(value=value).values("value"))
