"""Readers of the grammar: from a match and the day of today to the value of a piece.

They raise `Unclear` where words may mean two things, and answer None where the match is not theirs.
"""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .days import WEEKDAY, Unclear, clock, next_weekday, read_day, read_days, weekday_number
from .shapes import Problem

NUMBERS = dict(
    zip(
        ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
        range(1, 13),
        strict=True,
    )
)
NTHS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "letzt": -1} | {
    f"{n}.": n for n in range(1, 6)
}
NTH = r"(?:(?:erst|zweit|dritt|viert|fünft|letzt)e[nrsm]?|[1-5]\.)"
O_CLOCK = r"(?:\s?(?:uhr|h)\b)"
TIME = r"\d{1,2}(?:[:.]\d{2})?(?!\d)"
_MORE_TIMES = re.compile(rf"\s*(?:und|,|/)\s*(?:von\s+)?{TIME}\s*(?:-|bis)\s*{TIME}{O_CLOCK}")


def number(word):
    return int(word) if word.isdigit() else NUMBERS[word]


def _time(text):
    hour, _colon, minute = text.replace(".", ":").partition(":")
    return clock(int(hour), int(minute or 0), text)


def _shift(moment, part):
    """„7 Uhr abends“ is 19 Uhr."""
    if part and part[:3] in ("nac", "abe") and moment.hour < 12:
        return moment.replace(hour=moment.hour + 12)
    return moment


def _could_be_a_date(text):
    """„15.12“ without „Uhr“: minutes that people write end in 0 or 5, and no month is called 13."""
    minute = text.partition(".")[2]
    return bool(minute) and 1 <= int(minute) <= 12


def time_range(match, today):
    first, last, written = match["first"], match["last"], match[0]
    if not match["clock2"]:
        if _could_be_a_date(last) or not match["clock"] and _could_be_a_date(first):
            return None
        if (
            not match["clock"]
            and not re.search("[:.]", first + last)
            and not _MORE_TIMES.match(match.string, match.end())
        ):
            proposal = _("%(first)s bis %(last)s Uhr") % {"first": first, "last": last}
            raise Unclear(Problem(written, _("Sind das Uhrzeiten? Dann schreiben Sie „Uhr“ dazu."), proposal))
    start, end = _shift(_time(first), match["part"]), _shift(_time(last), match["part"])
    if end <= start:
        raise Unclear(Problem(written, _("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten.")))
    return start, end


def start(match, today):
    if not match["clock"] and "." in match["first"] and _could_be_a_date(match["first"]):
        return None
    return _shift(_time(match["first"]), match["part"]), None


def end(match, today):
    return None if not match["clock"] and _could_be_a_date(match["first"]) else (None, _time(match["first"]))


def spoken(match, today):
    """„halb sieben“ is 6:30 or 18:30: only a part of the day says which."""
    fraction = " ".join(match["fraction"].split())
    minutes = {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15}[fraction]
    hour = number(match["hour"])
    if hour > 12:
        return None
    morning = datetime(2000, 1, 1, hour % 12) + timedelta(minutes=minutes, days=1)
    early, late = morning.time(), (morning + timedelta(hours=12)).time()
    if match["part"]:
        return (late if match["part"][:3] in ("nac", "abe") else early), None
    early, late = sorted((early, late))
    message = _("Morgens oder abends? Gemeint sein kann %(early)s oder %(late)s Uhr.")
    raise Unclear(
        Problem(
            match[0], message % {"early": f"{early:%-H:%M}", "late": f"{late:%-H:%M}"}, f"{late:%-H:%M} Uhr"
        )
    )


def loose_date(match, today):
    """„bis 15.12“: a day without its last dot, unless it may be a time."""
    if int(match["month"]) % 5 == 0 or not 1 <= int(match["month"]) <= 12:
        message = _("Ist das ein Tag oder eine Uhrzeit?")
        raise Unclear(Problem(match[0], message, f"{match['day']}.{match['month']}."))
    day = read_day(f"{match['day']}.{match['month']}.", today)
    return {"bis": (None, day), "ab": (day, None)}[match["word"]] if match["word"] else [(day, day)]


def nths(match, today):
    nths = [NTHS[re.sub("e[nrsm]?$", "", word)] for word in re.findall(NTH, match["nths"])]
    days = weekdays(match["days"])
    if not match["month"] and (match["word"] in ("am", "immer am") or set(nths) - {1, -1}):
        message = _("Ist das jeden Monat so oder in jeder zweiten Woche?")
        proposal = _("%(words)s im Monat") % {"words": match[0].strip()}
        raise Unclear(Problem(match[0].strip(), message, proposal))
    return nths, days


def weekdays(text):
    return sorted({weekday_number(word) for word in re.findall(WEEKDAY, text)})


def weekday_range(match, today):
    first, last = weekday_number(match["first"]), weekday_number(match["last"])
    if last <= first:
        raise Unclear(Problem(match[0], _("Von welchem bis zu welchem Wochentag? Nennen Sie sie einzeln.")))
    return list(range(first, last + 1))


def coming(match, today):
    day = next_weekday(weekday_number(match["day"]), today + timedelta(days=1))
    message = _("Welcher Tag ist gemeint? Schreiben Sie das Datum.")
    raise Unclear(Problem(match[0], message, f"{day.day}.{day.month}.{day.year}"))


def workdays(match, today):
    message = _("Gehört der Samstag dazu? Schreiben Sie die Tage.")
    raise Unclear(Problem(match[0], message, _("montags bis freitags")))


def end_of_month(match, today):
    first = read_day(f"1. {match['month']} {match['year'] or ''}".strip(), today, after=today.replace(day=1))
    return None, first + timedelta(days=monthrange(first.year, first.month)[1] - 1)


def month(match, today):
    first = read_day(f"1. {match['month']} {match['year'] or ''}".strip(), today, after=today.replace(day=1))
    day = first if match["word"] == "ab" else end_of_month(match, today)[1]
    proposal = f"{match['word']} {day.day}.{day.month}.{day.year}"
    raise Unclear(Problem(match[0], _("Welcher Tag ist gemeint? Schreiben Sie das Datum."), proposal))


def span(match, today):
    return read_days(match["days"], today)[0]


def except_days(match, today):
    return match["days"]
