"""Series and dates of one line, with notes on what was assumed and problems where that would be a guess."""

from datetime import datetime, timedelta
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import wording
from ..models import OfferDate, OfferSeries
from ..schedule import series_days

WITHOUT_END = timedelta(days=364)
_LONGEST = timedelta(days=3 * 366)
_Frequency = OfferSeries.Frequency


def build(line):
    """(series, dates) of a line that names days."""
    series, dates = [], []
    for group in line.groups:
        times = [_with_duration(line, each) for each in group.times] or [(None, None)]
        if group.weekdays or group.is_daily:
            if not _fits_dates(line, group):
                continue
            if not group.spans or _is_one_span(group):
                series += _series(line, group, times)
                continue
        dates += _dates(line, group, times)
    _check_left(line, series, dates)
    return series, dates


def _with_duration(line, times):
    start, end = times
    if start and not end and line.duration:
        finish = datetime(2000, 1, 1, start.hour, start.minute) + line.duration
        if finish.day == 1:
            return start, finish.time()
    return start, end


def _is_one_span(group):
    return len(group.spans) == 1 and group.spans[0][0] < group.spans[0][1]


def _fits_dates(line, group):
    """Weekdays beside single dates must be theirs: „dienstags 5.1. und 12.1.“."""
    single = [first for first, last in group.spans if first == last]
    wrong = [day for day in single if group.weekdays and day.weekday() not in group.weekdays]
    if group.weekdays and len(single) < len(group.spans) != 1:
        line.complain(group.text, _("Schreiben Sie mehrere Zeiträume in je eine Zeile."))
        return False
    for day in wrong:
        line.complain(
            group.text,
            _("Wochentag und Datum passen nicht zusammen: richtig wäre „%s“.") % _words(day),
            _words(day),
        )
    return not wrong


def _words(day):
    return wording.day_words(day).replace(wording.NBSP, " ")


# Dates


def _dates(line, group, times):
    spans = [span for span in group.spans if not _is_excepted(line, span[0])]
    made = []
    for (first, last), (start, end) in product(spans, times):
        if first < last and start and end and not line.is_whole:
            proposal = _("%(days)s täglich %(times)s") % {
                "days": wording.period_words(first, last).replace(wording.NBSP, " "),
                "times": wording.time_span_words(start, end).replace(wording.NBSP, " "),
            }
            line.complain(group.text, _("Gelten die Uhrzeiten an jedem Tag?"), proposal)
        if last < line.today:
            line.note(_("%s ist schon vorbei.") % wording.period_words(first, last))
        made.append(OfferDate(first_day=first, last_day=last, start_time=start, end_time=end))
    return made


def _is_excepted(line, day):
    return any(first <= day <= last for (first, last), _text in line.excepted)


# Series


def _series(line, group, times):
    bounds = _bounds(line, group)
    if bounds is None:
        return []
    first, last = bounds
    weekdays = sorted(group.weekdays) or list(range(7))
    made = []
    for nth, (start, end) in product(group.nths or [None], times):
        begin = _begin(nth, weekdays, first, last)
        if begin is None:
            line.complain(group.text, _("In dieser Zeit liegt kein solcher Tag. Prüfen Sie Beginn und Ende."))
            return []
        series = OfferSeries(
            frequency=_frequency(line, nth),
            weekdays=weekdays,
            first_day=begin,
            last_day=max(last, begin),
            start_time=start,
            end_time=end,
            except_days=[],
        )
        made.append(_finished(line, group, series))
    _ask_rhythm(line, group, made)
    return made


def _bounds(line, group):
    """First and last day, or None after a complaint."""
    first, last = line.first, line.last
    if group.spans:
        first, last = group.spans[0]
    if line.inside:
        span = line.holidays.next_named(line.inside, first or line.today)
        if span is None:
            name = line.inside.title()
            line.complain(
                name,
                _("Wann die %s sind, ist noch nicht bekannt. Schreiben Sie den ersten und den letzten Tag.")
                % name,
            )
            return None
        first, last = span
    first = first or line.today
    if last and last < first:
        line.complain(line.text.strip(), _("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Tage."))
        return None
    if line.count and not last:
        return first, first + _LONGEST
    if not last:
        last = first + WITHOUT_END
        line.note(_("Ein Ende ist nicht genannt: Die Reihe geht bis %s.") % wording.day_words(last))
    return first, last


def _frequency(line, nth):
    if nth is not None:
        return _Frequency.LAST if nth == -1 else _Frequency.MONTHLY
    return _Frequency.FORTNIGHTLY if line.rhythm == "fortnightly" else _Frequency.WEEKLY


def _begin(nth, weekdays, first, last):
    """The first day of the series itself: the rule of a monthly series reads its place in the month from it."""
    day = first
    while day <= last:
        if day.weekday() in weekdays and _is_nth(day, nth):
            return day
        day += timedelta(days=1)
    return None


def _is_nth(day, nth):
    if nth is None:
        return True
    if nth == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def _finished(line, group, series):
    """The series with its exceptions and, where a number of dates is given, with its end."""
    days = series_days(series)
    series.except_days = [day for day in days if _pauses(line, day)]
    kept = [day for day in days if day not in set(series.except_days)]
    if line.count:
        if len(kept) >= line.count and not line.last:
            series.last_day = kept[line.count - 1]
            series.except_days = [day for day in series.except_days if day <= series.last_day]
        elif len(kept) != line.count:
            line.complain(group.text, _count_message(line.count, len(kept)))
    _note_bounds(line, group, series)
    return series


def _count_message(wanted, real):
    words = ngettext("Es wird %d Termin", "Es werden %d Termine", real) % real
    return _("%(words)s, nicht %(wanted)s. Prüfen Sie Beginn, Ende und Anzahl.") % {
        "words": words,
        "wanted": wanted,
    }


def _pauses(line, day):
    named = [name for name in line.without if name not in ("school", "public")]
    return (
        _is_excepted(line, day)
        or "school" in line.without
        and line.holidays.is_school(day)
        or "public" in line.without
        and line.holidays.is_public(day)
        or any(first <= day <= last for name, first, last in line.holidays.school if name.lower() in named)
    )


def _note_bounds(line, group, series):
    if line.first is None and not line.inside and not group.spans and series.first_day >= line.today:
        line.note(_("Ein Beginn ist nicht genannt: Die Reihe beginnt am %s.") % _words(series.first_day))
    elif line.first and line.first != series.first_day and line.first > line.today:
        line.note(
            _("Der %(day)s gehört nicht zur Reihe: Sie beginnt am %(first)s.")
            % {"day": _words(line.first), "first": _words(series.first_day)}
        )
    if series.last_day < line.today:
        line.note(_("Die Reihe ist schon vorbei: Sie endet am %s.") % _words(series.last_day))
    _note_school(line, series.last_day)
    if not series_days(series):
        line.complain(line.text.strip(), _("Mit diesen Ausnahmen bleibt kein Termin übrig."))


def _note_school(line, last):
    until = line.holidays.school_until
    if not line.without - {"public"} or until and last <= until:
        return
    if until is None:
        line.note(_("Die Schulferien sind nicht bekannt. Bitte prüfen Sie die Termine selbst."))
    else:
        line.note(
            _("Die Schulferien sind bis %s bekannt. Bitte prüfen Sie die Termine danach selbst.")
            % wording.day_words(until, weekday=False)
        )


def _ask_rhythm(line, group, made):
    """What a person must say: which week „alle zwei Wochen“ begins with, whether „Dienstag“ means each."""
    if not made or line.is_unclear:
        return
    first = made[0].first_day
    if line.rhythm == "fortnightly" and line.first is None:
        line.complain(
            group.text,
            _("Mit welcher Woche beginnt es? Schreiben Sie den ersten Tag dazu."),
            _("ab %s") % _words(first).partition(", ")[2],
        )
    is_clear = any(other.weekdays and not other.is_bare for other in line.groups)
    is_bounded = is_clear or line.last or line.count or line.rhythm or group.spans or line.inside
    if group.is_bare and not is_bounded:
        proposal = wording.series_words(_Frequency.WEEKLY, sorted(group.weekdays))
        line.complain(
            group.text, _("Ein Mal oder jede Woche? Schreiben Sie „jeden“ dazu oder das Datum."), proposal
        )


def _check_left(line, series, dates):
    """What was said and found no use must not vanish."""
    for (first, last), text in line.excepted:
        touched = any(first <= day <= last for each in series for day in each.except_days)
        if not touched and not any(
            first <= spans[0] <= last for group in line.groups for spans in group.spans
        ):
            words = _words(first) if first == last else wording.period_words(first, last)
            line.complain(text, _("%s: Da findet ohnehin nichts statt. Prüfen Sie das Datum.") % words)
    if line.count and len(series) > 1:
        line.complain(
            line.text.strip(), _("Für welche Reihe gilt die Anzahl? Schreiben Sie jede in eine Zeile.")
        )
    if series or not dates:
        return
    if line.first or line.last or line.rhythm:
        line.complain(
            line.text.strip(),
            _("Beginn, Ende und Rhythmus passen nicht zu einzelnen Tagen. Nennen Sie einen Wochentag."),
        )
    if line.count and line.count != len(dates):
        line.complain(line.text.strip(), _count_message(line.count, len(dates)))
