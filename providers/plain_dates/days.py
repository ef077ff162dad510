"""Days and times as they are written, and what they mean on a given day."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from dateutil.easter import easter
from django.utils.translation import gettext as _

from .. import wording
from .shapes import Problem

YEARS_AHEAD = 10
# „28. Dezember bis 3. Januar 2027“ begins the year before; „15.12. bis 5.12.2026“ is a mistake.
_TURN_OF_THE_YEAR = timedelta(days=31)
_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
WEEKDAY = r"(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?|(?:mo|di|mi|do|fr|sa|so)\b)"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner", "februar feb", "märz maerz mär mrz", "april apr", "mai", "juni jun", "juli jul",
            "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
_FEASTS = {
    "nikolaus": lambda year: date(year, 12, 6),
    "heiligabend": lambda year: date(year, 12, 24),
    "heiliger abend": lambda year: date(year, 12, 24),
    "silvester": lambda year: date(year, 12, 31),
    "neujahr": lambda year: date(year, 1, 1),
    "tag der arbeit": lambda year: date(year, 5, 1),
    "reformationstag": lambda year: date(year, 10, 31),
    "karfreitag": lambda year: easter(year) - timedelta(days=2),
    "ostermontag": lambda year: easter(year) + timedelta(days=1),
    "christi himmelfahrt": lambda year: easter(year) + timedelta(days=39),
    "pfingstmontag": lambda year: easter(year) + timedelta(days=50),
} | {
    f"{number}. advent": lambda year, number=number: _first_advent(year) + timedelta(weeks=number - 1)
    for number in (1, 2, 3, 4)
}
FEAST = r"(?:" + "|".join(re.escape(name) for name in _FEASTS) + r")\b"
_YEAR = r"(?:\s?\d{4}(?!\d)|\d{2}(?![\d.:]|\s?uhr|\s?h\b))"
DATE = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.{_YEAR}?(?!\d)|\d{{1,2}}\.?\s?{MONTH}\.?(?:\s\d{{4}}(?!\d))?"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}(?!\d)|{FEAST}|\b(?:heute|morgen|übermorgen)\b)"
)
DAY = rf"(?:\b{WEEKDAY}\.?,?\s+(?:den\s+|der\s+|dem\s+)?)?{DATE}"
# „12.“ alone is a day only before another one: „12. bis 16. Juli“, „3. und 10. März“.
ITEM = rf"(?:{DAY}|(?:\b{WEEKDAY}\.?,?\s+)?\d{{1,2}}\.(?!\d))"
TO = r"\s*(?:-|\bbis\b(?:\s+(?:zum|einschließlich))?)\s*"
AND = r"\s*(?:,?\s*\b(?:und|sowie)\b(?:\s+(?:am|den|dem))?|[,/&+])\s*"
DAYS = rf"(?:{ITEM}(?:{TO}|{AND}))*{DAY}"

_PART = re.compile(rf"(?P<to>{TO})?(?P<item>{ITEM})")
_READ = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+(?:den\s+|der\s+|dem\s+)?)?"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<feast>{FEAST})|(?P<near>heute|morgen|übermorgen)"
    rf"|(?P<day>\d{{1,2}})\.?\s?(?:(?P<name>{MONTH})\.?|(?P<month>\d{{1,2}})\.?)?\s?(?P<year>\d{{4}}|\d{{2}})?)$"
)


@dataclass(frozen=True)
class Written:
    """One day as written; what is left out is None. ``closes`` marks the end of „12. bis 16. Juli“."""

    text: str
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    closes: bool = False
    feast: str = ""


class Unclear(Exception):
    """A day that cannot be: carries the `Problem`."""

    def __init__(self, problem):
        super().__init__(problem.message)
        self.problem = problem


def weekday_number(word) -> int:
    """0 for „Montag“, „mo“, „montags“."""
    return 5 if word.startswith("sonnabend") else _WEEKDAYS.index(word[:2])


def read_days(text, today) -> list[tuple[date, date]]:
    """Spans of days in a text that `DAYS` matches. Raises `Unclear`."""
    written = [
        _written(match["item"].strip(), bool(match["to"] and match.start()), today)
        for match in _PART.finditer(text)
    ]
    spans = []
    written = _with_habit(text, written)
    for each, day in zip(written, _resolved(_with_months(written), today), strict=True):
        if each.closes and spans:
            spans[-1] = _span(spans[-1][0], day, each)
        else:
            spans.append((day, day))
    return spans


def read_day(text, today, *, after=None) -> date:
    """The one day in a text that `DAY` matches, the next such after the given one. Raises `Unclear`."""
    return _resolved([_written(text.strip(), False, today)], after or today)[0]


def next_weekday(number, day):
    """That weekday on the day or after it."""
    return day + timedelta(days=(number - day.weekday()) % 7)


def _first_advent(year):
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.weekday() + 1 + 21)


def _written(text, closes, today):
    found = _READ.match(text)
    weekday = weekday_number(found["weekday"]) if found["weekday"] else None
    if found["near"]:
        day = today + timedelta(days=("heute", "morgen", "übermorgen").index(found["near"]))
        return Written(text, day.day, day.month, day.year, weekday, closes)
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return Written(text, day, month, year, weekday, closes)
    if found["feast"]:
        return Written(text, 0, 1, None, weekday, closes, found["feast"])
    month = _MONTHS[found["name"]] if found["name"] else int(found["month"]) if found["month"] else None
    year = int(found["year"]) if found["year"] else None
    return Written(
        text,
        int(found["day"]),
        month,
        year + 2000 if year is not None and year < 100 else year,
        weekday,
        closes,
    )


def _with_habit(text, written):
    """„dienstags 5.1., 12.1.“: the weekday is said of them all."""
    if not re.match(r"\w+(?:tag|abend)s\b", text):
        return written
    return [
        replace(each, weekday=written[0].weekday if each.weekday is None else each.weekday)
        for each in written
    ]


def _with_months(written):
    """„3. und 10. März“: a bare day has the month and year of the next one."""
    filled, after = [], None
    for each in reversed(written):
        if each.month is None:
            each = _advent(each) if after.feast else replace(each, month=after.month, year=after.year)
        after = each
        filled.append(each)
    return filled[::-1]


def _advent(each):
    """„2. und 3. Advent“; before any other feast a bare number says nothing."""
    feast = f"{each.day}. advent"
    if feast not in _FEASTS:
        raise Unclear(Problem(each.text, _("Welcher Tag ist gemeint? Schreiben Sie das Datum.")))
    return replace(each, month=1, feast=feast)


def _resolved(written, today):
    """Days with their years: of those beside them where one is written, else the next such day."""
    days = [_day(each, each.year, today) if each.year else None for each in written]
    for place in reversed(range(len(days) - 1)):
        if days[place] is None and days[place + 1] is not None:
            year = days[place + 1].year
            before = _day(written[place], year, today)
            if before > days[place + 1] and before - days[place + 1] > _TURN_OF_THE_YEAR:
                before = _day(written[place], year - 1, today)
            days[place] = before
    for place, each in enumerate(written):
        if days[place] is None:
            known = days[place - 1] if place and (each.closes or written[place - 1].year) else today
            days[place] = _next(each, known, today)
    for each, day in zip(written, days, strict=True):
        _check_weekday(each, day)
    return days


def _next(each, reference, today):
    """The next such day: the 29th of February may be the one of next year."""
    try:
        day = _day(each, reference.year, today)
    except Unclear:
        day = None
    return day if day and day >= reference else _day(each, reference.year + 1, today)


def _day(each, year, today):
    if not today.year - YEARS_AHEAD <= year <= today.year + YEARS_AHEAD:
        raise Unclear(Problem(each.text, _("Das Jahr %s ist zu weit weg. Prüfen Sie es.") % year))
    try:
        return _FEASTS[each.feast](year) if each.feast else date(year, each.month, each.day)
    except ValueError as error:
        message = _("Den Tag „%(day)s“ gibt es %(year)s nicht. Prüfen Sie Tag und Monat.")
        raise Unclear(Problem(each.text, message % {"day": each.text, "year": year})) from error


def _check_weekday(each, day):
    if each.weekday is None or day.weekday() == each.weekday:
        return
    words = wording.day_words(day).replace(wording.NBSP, " ")
    message = _("Wochentag und Datum passen nicht zusammen: richtig wäre „%s“.") % words
    raise Unclear(Problem(each.text, message, words))


def _span(first, last, each):
    if last < first:
        raise Unclear(Problem(each.text, _("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Tage.")))
    return first, last


def clock(hour, minute, text) -> time:
    """Raises `Unclear` for „25 Uhr“ and „24 Uhr“, which is the next day's."""
    try:
        return time(hour, minute)
    except ValueError as error:
        proposal = _("23:59 Uhr") if (hour, minute) == (24, 0) else _("17:30 Uhr")
        message = _("Die Uhrzeit „%(time)s“ geht nicht. Schreiben Sie zum Beispiel „%(proposal)s“.")
        raise Unclear(Problem(text, message % {"time": text, "proposal": proposal}, proposal)) from error
