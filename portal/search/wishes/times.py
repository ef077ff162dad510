"""Rules about time: days, weeks, months, weekdays with parts of the day, hours, all by the clock of the plan."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.search.query import WEEKDAYS
from providers import wording

from .line import Wish, whole

MONTHS = [
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_DAY_NAMES = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
_NAMES = dict(zip(_DAY_NAMES, WEEKDAYS, strict=True)) | {"sonnabend": "sa"}
_PARTS = {
    "vormittag": "morgens",
    "morgen": "morgens",
    "fruh": "morgens",
    "mittag": "nachmittags",
    "nachmittag": "nachmittags",
    "abend": "abends",
}
_DAY = "|".join(_NAMES)
_PART = "|".join(_PARTS)
_MONTH = "|".join(MONTHS)
_WEEKDAY = whole(rf"({_DAY})(?:en?|s)?(?: ?({_PART})s?)?")
_WEEKDAYS_FROM_TO = whole(rf"({_DAY})s? bis ({_DAY})s?")
_NEAR_DAY = whole(rf"(heute|morgen|ubermorgen)(?: ({_PART}))?")
_NEAR_SPAN = whole(r"((?:diese|nachste|kommende)[snr]?) (woche|wochenende|monat)")
_OF_MONTH = whole(
    rf"(ab|seit|bis|bis ende|im|ende|anfang|mitte|ab ende|ab mitte|ab anfang) ({_MONTH})(?: (20\d\d))?"
)
_DATE = whole(
    r"(am|ab|bis|vom|ab dem|bis zum) "
    rf"(?:(\d{{1,2}})\.(\d{{1,2}})\.(20\d\d|\d\d)?|(\d{{1,2}})\.? ({_MONTH})(?: (20\d\d))?)"
)
_FROM_NOW = whole(r"ab sofort|ab heute|demnachst")
_HOUR = whole(r"(?:ab|nach|um|gegen) (\d{1,2}) uhr")
_OF_EVERY_DAY = frozenset(("am", "jeden", "fruhen"))  # "am Morgen" is not tomorrow
LATE, NOON = 17, 12  # hours at which evening and afternoon begin, as in the index


def weekdays(line, known, _index, _today):
    """ "am Dienstag", "dienstags", "Dienstagabend", "Montag bis Freitag"."""
    for start, end, match in line.matches(_WEEKDAYS_FROM_TO):
        first, last = (WEEKDAYS.index(_NAMES[name]) for name in match.groups())
        if first < last:
            yield _times(start, end, known, WEEKDAYS[first : last + 1])
    for start, end, match in line.matches(_WEEKDAY):
        day = (_NAMES[match[1]],)
        if end - start == 1:
            yield _times(start, end, known, day, match[2])
        else:
            yield _times(start, start + 1, known, day)
            yield _times(start + 1, end, known, (), match[2])


def near_days(line, known, _index, today):
    """ "heute", "morgen", "heute Abend"."""
    for start, end, match in line.matches(_NEAR_DAY):
        if line.before(start) in _OF_EVERY_DAY:
            continue
        day = today + timedelta(days=("heute", "morgen", "ubermorgen").index(match[1]))
        part = _times(start, end, known, (), match[2]) if match[2] else None
        wish = _span(start, end, day, day)
        if part:
            wish = wish._replace(chosen=wish.chosen + part.chosen, label=f"{wish.label}, {part.label}")
        yield wish


def near_spans(line, _known, _index, today):
    """ "diese Woche", "nächstes Wochenende", "nächsten Monat"; the rest of what has begun."""
    for start, end, match in line.matches(_NEAR_SPAN):
        is_next = not match[1].startswith("dies")
        first, last = _SPANS[match[2]](today, is_next)
        yield _span(start, end, max(first, today), last)


def _week(today, is_next):
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=is_next)
    return monday, monday + timedelta(days=6)


def _weekend(today, is_next):
    """The coming one; said on a Saturday or Sunday, "the next" is the one after."""
    monday, sunday = _week(today, is_next and today.weekday() >= 5)
    return monday + timedelta(days=5), sunday


def _month(today, is_next):
    year, month = divmod(today.year * 12 + today.month - 1 + is_next, 12)
    return _of_month(year, month + 1)


_SPANS = {"woche": _week, "wochenende": _weekend, "monat": _month}


def _of_month(year, month):
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months(line, _known, _index, today):
    """ "ab Januar", "im Mai", "bis Ende März 2027"; without a year the next such month."""
    for start, end, match in line.matches(_OF_MONTH):
        month = MONTHS.index(match[2]) + 1
        year = int(match[3] or today.year + (month < today.month))
        first, last = _parts_of_month(match[1], *_of_month(year, month))
        yield _span(start, end, first, last)


def _parts_of_month(words, first, last):
    """The days a word such as "ab Mitte" leaves of a month."""
    if words == "bis ende":
        return None, last
    if words in {"bis", "seit"}:
        return (None, last) if words == "bis" else (first, None)
    begin = first + timedelta(days=10 * ("mitte" in words) + 20 * ("ende" in words))
    if words.startswith("ab"):
        return begin, None
    return begin, last if words in {"im", "ende"} else begin + timedelta(days=10)


def dates(line, _known, _index, today):
    """ "am 12. Januar", "ab 12.1.2027", "bis zum 3.4."; days that do not exist stay words."""
    for start, end, match in line.matches(_DATE):
        day = _day_of(match, today)
        if day:
            word = match[1].split()[0]
            yield _span(start, end, None if word == "bis" else day, day if word in {"am", "bis"} else None)


def _day_of(match, today):
    number = int(match[2] or match[5])
    month = int(match[3]) if match[3] else MONTHS.index(match[6]) + 1
    year = match[4] or match[7]
    try:
        day = date(int(year) % 100 + 2000 if year else today.year, month, number)
        return day if year or day >= today else day.replace(year=day.year + 1)
    except ValueError:
        return None


def from_now(line, _known, _index, today):
    for start, end, _match in line.matches(_FROM_NOW):
        yield _span(start, end, today, None)


def hours(line, known, _index, _today):
    """ "ab 18 Uhr" is evening, "ab 14 Uhr" afternoon and evening; mornings say nothing."""
    for start, end, match in line.matches(_HOUR):
        hour = int(match[1])
        if NOON <= hour <= 23:
            slugs = ("abends",) if hour >= LATE else ("nachmittags", "abends")
            yield Wish(start, end, "zeit", (("daytime", slugs),), known.label("daytime", slugs))


RULES = (weekdays, near_spans, dates, months, near_days, from_now, hours)


def _times(start, end, known, days, part=None):
    """Weekdays and a part of the day in one wish."""
    chosen = [("weekday", tuple(days))] if days else []
    if part:
        chosen.append(("daytime", (_PARTS[part],)))
    label = ", ".join(known.label(field, slugs) for field, slugs in chosen)
    return Wish(start, end, "tag" if days else "zeit", tuple(chosen), label)


def _span(start, end, first, last):
    chosen = [("first_day", first)] if first else []
    chosen += [("last_day", last)] if last else []
    return Wish(start, end, "ab" if first else "bis", tuple(chosen), _span_words(first, last))


def _span_words(first, last):
    days = [day and wording.day_words(day, weekday=False) for day in (first, last)]
    if first and last:
        return days[0] if first == last else _("%(first)s bis %(last)s") % {"first": days[0], "last": days[1]}
    return _("ab %(day)s") % {"day": days[0]} if first else _("bis %(day)s") % {"day": days[1]}
