"""Series and dates in plain German; what is said here reads back as the same."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import wording
from ..models import Offer, OfferSeries
from ..schedule import series_days

_HINTS = {
    Offer.Schedule.ON_REQUEST: gettext_lazy("Nach Absprache"),
    Offer.Schedule.CONTINUOUS: gettext_lazy("Jederzeit"),
}


def say(understood, *, today=None) -> list[str]:
    """One line for each series and date; ``today`` leaves out the current year."""
    lines = [_series_line(series, today) for series in understood.series]
    lines += [_date_line(date, today) for date in understood.dates]
    hint = _HINTS.get(understood.schedule)
    return lines or ([str(hint)] if hint else [])


def _date_line(date, today):
    return wording.span_words(date.first_day, date.start_time, date.last_day, date.end_time, today)


def _series_line(series, today):
    words = [_rule(series), _period(series.first_day, series.last_day, today)]
    if series.except_days:
        words.append(_("nicht am %s") % wording.days_words(series.except_days, today))
    number = len(series_days(series))
    line = ngettext("%(words)s: %(number)d Termin", "%(words)s: %(number)d Termine", number)
    line %= {"words": ", ".join(words), "number": number}
    return line[0].upper() + line[1:]


def _rule(series):
    if series.frequency == OfferSeries.Frequency.WEEKLY and len(set(series.weekdays)) == 7:
        times = wording.time_span_words(series.start_time, series.end_time)
        return ", ".join(filter(None, [_("täglich"), times]))
    return wording.series_words(
        series.frequency, series.weekdays, series.start_time, series.end_time, series.first_day
    )


def _period(first, last, today):
    begin = wording.day_words(first, last if first.year == last.year else today, weekday=False)
    end = wording.day_words(last, today, weekday=False)
    return _("ab %(first)s bis %(last)s") % {"first": begin, "last": end}
