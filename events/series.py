"""Series of events: a rule makes one event for each of its days; the first event is their pattern."""

from datetime import datetime
from itertools import islice

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import transaction
from django.utils import timezone

from portal.core.slugs import free_slug

from .models import Event, EventSeries

MOST_EVENTS = 120
_DAYS = (MO, TU, WE, TH, FR, SA, SU)
_COPIED_RELATIONS = ("topics", "life_stages", "audiences")


def days(series):
    """Days of the series, exceptions left out, at most 120; monthly keeps the place of the weekday in its month."""
    span = {"dtstart": series.first_day, "until": series.last_day}
    if series.frequency == EventSeries.Frequency.MONTHLY:
        nth = (series.first_day.day - 1) // 7 + 1
        rule = rrule(MONTHLY, byweekday=[_DAYS[series.first_day.weekday()](nth)], **span)
    else:
        rule = rrule(
            WEEKLY, interval=2 if series.frequency == EventSeries.Frequency.FORTNIGHTLY else 1, **span
        )
    excepted = set(series.except_days)
    return list(islice((moment.date() for moment in rule if moment.date() not in excepted), MOST_EVENTS))


@transaction.atomic
def make_events(pattern, series):
    """Give the pattern its series and make an event of the same shape for each of its other days; returns those."""
    pattern.series = series
    pattern.save(update_fields=["series", "changed_at"])
    start = timezone.localtime(pattern.starts_at)
    taken = set(Event.objects.values_list("slug", flat=True))
    made = []
    for day in days(series):
        if day != start.date():
            made.append(_copy(pattern, day, taken))
            taken.add(made[-1].slug)
    return made


def _copy(pattern, day, taken):
    """The pattern on another day: the clock stays where it is, also over a change of summer time."""
    start, end = (timezone.localtime(moment) for moment in (pattern.starts_at, pattern.ends_at))
    copy = Event.objects.get(pk=pattern.pk)
    copy.pk = None
    copy._state.adding = True
    copy.slug = free_slug(f"{pattern.title} {day:%Y-%m-%d}", taken.__contains__, max_length=120)
    copy.starts_at = timezone.make_aware(datetime.combine(day, start.time()))
    copy.ends_at = timezone.make_aware(datetime.combine(day + (end.date() - start.date()), end.time()))
    copy.registration_opens_at = copy.registration_closes_at = copy.call_closes_at = None
    copy.programme_published_at = copy.record_published_at = copy.attended = None
    copy.record = ""
    copy.save()
    for name in _COPIED_RELATIONS:
        getattr(copy, name).set(getattr(pattern, name).all())
    return copy
