"""From what a person says about dates to rows: a sentence, or the fields beside it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .. import holidays, plain_dates, schedule, wording
from ..models import Offer, OfferDate, OfferSeries


@dataclass(slots=True)
class Understood:
    """Unsaved rows, what was read into the words, and what could not be read."""

    series: list[OfferSeries] = field(default_factory=list)
    dates: list[OfferDate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    said: str = ""

    @property
    def kind(self):
        """The `Offer.Schedule` these rows make, or what was said without any, or nothing."""
        if self.series:
            return Offer.Schedule.SERIES
        return Offer.Schedule.DATES if self.dates else self.said

    def rows(self):
        """Every single date in order, those of the series too, unsaved."""
        made = [
            OfferDate(first_day=day, last_day=day, start_time=rule.start_time, end_time=rule.end_time)
            for rule in self.series
            for day in schedule.series_days(rule)
        ]
        return sorted([*self.dates, *made], key=lambda row: (row.first_day, row.start_time is not None))

    def without(self, days):
        """Leave out single days: exceptions of the series, no rows of their own."""
        self.dates = [row for row in self.dates if row.first_day not in days]
        for rule in self.series:
            own = set(schedule.series_days(rule))
            rule.except_days = sorted({*rule.except_days, *(day for day in days if day in own)})
        return self


def of_fields(day, until, begin, end):
    """One date, or a weekly series on the weekday of ``day`` where ``until`` names a last day."""
    times = {"start_time": begin, "end_time": end}
    if until is None or until == day:
        return Understood(dates=[OfferDate(first_day=day, last_day=day, **times)])
    weekly = OfferSeries(weekdays=[day.weekday()], first_day=day, last_day=until, **times)
    return Understood(series=[weekly])


def of_sentence(text, today, begin, end):
    """What a sentence means; where it names no time of day, that of the fields beside it holds."""
    found = plain_dates.parse(text, today=today, holidays=holidays.known())
    rows = [*found.series, *found.dates]
    for row in rows:
        if row.start_time is None and row.end_time is None:
            row.start_time, row.end_time = begin, end
    problems = [str(problem) for problem in found.problems]
    return Understood(list(found.series), list(found.dates), list(found.notes), problems, found.schedule)


def of_offer(offer):
    """What is stored, as far as a person can take single days out of it."""
    single = offer.dates.filter(series=None)
    return Understood(series=list(offer.series.all()), dates=list(single))


def words(understood, today):
    """„10 Termine vom 12. Januar bis 23. März 2027“, or nothing."""
    rows = understood.rows()
    if not rows:
        return ""
    if len(rows) == 1:
        return date_words(rows[0], today)
    return _("%(number)s Termine, %(period)s") % {
        "number": wording.number_words(len(rows)),
        "period": wording.period_words(rows[0].first_day, rows[-1].last_day, today),
    }


def date_words(row, today):
    return wording.span_words(row.first_day, row.start_time, row.last_day, row.end_time, today)


def write(offer, understood):
    """Replace the dates of the offer and set its first and last day."""
    offer.series.all().delete()
    offer.dates.all().delete()
    for row in [*understood.series, *understood.dates]:
        row.pk, row._state.adding, row.offer = None, True, offer
        row.save()
    schedule.refresh(offer)
