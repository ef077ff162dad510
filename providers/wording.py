"""German words for dates, times, prices and ages, from plain values: pages, cards, mails and feeds share them.

``today`` is the reader's day: the current year is left out. Numbers hold on to their unit with a no-break space.
What is not known gives an empty text, unless the unknown itself is the answer (price).
"""

from datetime import date, time
from decimal import Decimal
from itertools import groupby

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Offer, OfferSeries

NBSP = "\N{NO-BREAK SPACE}"

_HABITUAL = (
    gettext_lazy("montags"),
    gettext_lazy("dienstags"),
    gettext_lazy("mittwochs"),
    gettext_lazy("donnerstags"),
    gettext_lazy("freitags"),
    gettext_lazy("samstags"),
    gettext_lazy("sonntags"),
)
_NTH = (
    gettext_lazy("ersten"),
    gettext_lazy("zweiten"),
    gettext_lazy("dritten"),
    gettext_lazy("vierten"),
    gettext_lazy("fünften"),
)


def number_words(number: int) -> str:
    """„1.284“."""
    return f"{number:,}".replace(",", ".")


def list_words(parts) -> str:
    """„Montag, Dienstag und Freitag“."""
    *head, last = [str(part) for part in parts] or [""]
    return _("%(list)s und %(last)s") % {"list": ", ".join(head), "last": last} if head else last


def _glue(words):
    return words.replace(" ", NBSP)


# Days and times


def day_words(day: date, today: date | None = None, *, weekday: bool = True) -> str:
    """„Di, 24. November 2026“; without the year where it is that of ``today``."""
    words = _month_day(day)
    if today is None or day.year != today.year:
        words = f"{words} {day.year}"
    return f"{WEEKDAYS_ABBR[day.weekday()]}, {words}" if weekday else words


def period_words(first: date, last: date, today: date | None = None) -> str:
    """„12. bis 14. Januar 2027“, „28. Dezember bis 3. Januar 2027“; one day alone is that day."""
    if first == last:
        return day_words(first, today, weekday=False)
    if (first.year, first.month) == (last.year, last.month):
        begin = f"{first.day}."
    else:
        begin = day_words(first, last if first.year == last.year else today, weekday=False)
    return _("%(first)s bis %(last)s") % {"first": begin, "last": day_words(last, today, weekday=False)}


def days_words(days, today: date | None = None) -> str:
    """Several days in order: „19. und 21. Januar 2027“, „28. Dezember und 4. Januar 2027“; each month said once."""
    months = [list(group) for _month, group in groupby(sorted(days), key=lambda day: (day.year, day.month))]
    years = [group[0].year for group in months]
    parts = []
    for number, group in enumerate(months):
        is_last_of_year = number + 1 == len(months) or years[number + 1] != years[number]
        known = today if is_last_of_year else group[-1]
        numbers = [f"{day.day}." for day in group[:-1]]
        parts += [*numbers, day_words(group[-1], known, weekday=False)]
    return list_words(parts)


def span_parts(
    first_day: date, start: time | None, last_day: date, end: time | None, today: date | None = None
):
    """(day or days, times) of one date; times of several days are a beginning and an end, never daily hours."""
    if first_day == last_day:
        return day_words(first_day, today), time_span_words(start, end)
    begin = _("Beginn %(time)s") % {"time": _o_clock(start)} if start else ""
    finish = _("Ende %(time)s") % {"time": _o_clock(end)} if end else ""
    return period_words(first_day, last_day, today), _join(begin, finish)


def span_words(first_day, start_time, last_day, end_time, today=None) -> str:
    """One date in a line: „Di, 24. November, 16 bis 18 Uhr“, „12. bis 14. Januar 2027, Beginn 9 Uhr“."""
    return _join(*span_parts(first_day, start_time, last_day, end_time, today))


def time_span_words(start: time | None, end: time | None) -> str:
    """„9:30 Uhr“, „16 bis 18 Uhr“, „bis 18 Uhr“ or nothing."""
    if start and end and start != end:
        return _("%(start)s bis %(end)s") % {"start": _clock(start), "end": _o_clock(end)}
    if start:
        return _o_clock(start)
    return _("bis %(end)s") % {"end": _o_clock(end)} if end else ""


def series_words(
    frequency: str, weekdays, start_time=None, end_time=None, first_day: date | None = None
) -> str:
    """A series as people say it: „jeden Dienstag, 17 bis 18:30 Uhr“. Weekdays: 0 is Monday."""
    days = sorted(set(weekdays))
    if frequency == OfferSeries.Frequency.MONTHLY and first_day:
        nth = _NTH[(first_day.day - 1) // 7]
        words = _("jeden %(nth)s %(days)s im Monat") % {"nth": nth, "days": _weekday_names(days)}
    elif frequency == OfferSeries.Frequency.LAST:
        words = _("jeden letzten %(days)s im Monat") % {"days": _weekday_names(days)}
    elif frequency == OfferSeries.Frequency.FORTNIGHTLY:
        words = _("alle zwei Wochen %(days)s") % {"days": list_words(_HABITUAL[day] for day in days)}
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        words = _("%(first)s bis %(last)s") % {"first": _HABITUAL[days[0]], "last": _HABITUAL[days[-1]]}
    else:
        words = _("jeden %(days)s") % {"days": _weekday_names(days)}
    return _join(words, time_span_words(start_time, end_time))


def hours_words(hours) -> list[tuple[str, str]]:
    """Weekly hours as lines: („Montag bis Freitag“, „9 bis 12 Uhr und 13 bis 18 Uhr“).

    ``hours`` holds (weekday, opens, closes), sorted; neighbouring days with the same times share a line.
    """
    by_day = [
        (weekday, list_words(time_span_words(opens, closes) for _day, opens, closes in spans))
        for weekday, spans in groupby(hours, key=lambda span: span[0])
    ]
    lines = []
    for weekday, times in by_day:
        if lines and lines[-1][1] == weekday - 1 and lines[-1][2] == times:
            lines[-1][1] = weekday
        else:
            lines.append([weekday, weekday, times])
    return [(_weekday_range(first, last), times) for first, last, times in lines]


def _month_day(day):
    return f"{day.day}.{NBSP}{MONTHS[day.month]}"


def _clock(moment):
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def _o_clock(moment):
    return _glue(_("%(time)s Uhr") % {"time": _clock(moment)})


def _weekday_names(days):
    return list_words(WEEKDAYS[day] for day in days)


def _weekday_range(first, last):
    if first == last:
        return str(WEEKDAYS[first])
    joiner = _("%(first)s und %(last)s") if last == first + 1 else _("%(first)s bis %(last)s")
    return joiner % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def _join(*parts):
    return ", ".join(part for part in parts if part)


# Money


def euro(amount: Decimal) -> str:
    """„96 €“, „4,50 €“, „1.284 €“."""
    return f"{_amount(amount)}{NBSP}€"


def price_words(price: str, price_from: Decimal | None = None, price_to: Decimal | None = None) -> str:
    """„kostenlos“, „96 €“, „10 bis 20 €“ or „Kosten nicht bekannt“; ``price`` is a code of `Offer.Price`."""
    if price == Offer.Price.FREE:
        return _("kostenlos")
    if price == Offer.Price.AMOUNT and price_from is not None:
        return euro(price_from)
    if price == Offer.Price.RANGE and price_from is not None and price_to is not None:
        return _("%(first)s bis %(last)s") % {"first": _amount(price_from), "last": euro(price_to)}
    return _("Kosten nicht bekannt")


def _amount(amount):
    cents = Decimal(amount).quantize(Decimal("0.01"))
    text = f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


# People and places


def age_words(age_from: int | None, age_to: int | None) -> str:
    """„ab 60 Jahren“, „bis 10 Jahre“, „6 bis 10 Jahre“ or nothing; ages in completed years."""
    if age_from is None and age_to is None:
        return ""
    if age_to is None:
        return _glue(ngettext("ab %(age)s Jahr", "ab %(age)s Jahren", age_from) % {"age": age_from})
    years = _glue(ngettext("%(age)s Jahr", "%(age)s Jahre", age_to) % {"age": age_to})
    if age_from == age_to:
        return years
    if not age_from:
        return _("bis %(years)s") % {"years": years}
    return _("%(first)s bis %(last)s") % {"first": age_from, "last": years}


def places_words(left: int | None, total: int | None) -> str:
    """„9 von 14 Plätzen frei“, „noch 3 Plätze“, „14 Plätze“ or nothing."""
    if left is not None and total is not None:
        return _("%(left)s von %(total)s Plätzen frei") % {"left": left, "total": total}
    if left is not None:
        return _glue(ngettext("noch %(left)s Platz", "noch %(left)s Plätze", left) % {"left": left})
    if total is not None:
        return _glue(ngettext("%(total)s Platz", "%(total)s Plätze", total) % {"total": total})
    return ""


def distance_words(kilometres: float) -> str:
    """„800 m“ below one kilometre (rounded to 50), else „1,2 km“, from 10 km without decimals."""
    if kilometres < 0.975:
        return f"{max(50, round(kilometres * 20) * 50)}{NBSP}m"
    digits = 0 if kilometres >= 10 else 1
    return f"{kilometres:.{digits}f}{NBSP}km".replace(".", ",")
