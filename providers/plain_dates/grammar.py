"""The grammar: a table of patterns, tried in order at each place of the text; the first that reads its words wins.

A reader that answers None says "not mine, try the next".
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from . import readers
from .days import AND, DAY, DAYS, ITEM, MONTH, TO, WEEKDAY, Unclear, read_day, read_days
from .readers import NTH, NUMBERS, O_CLOCK, TIME

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_DAYLIST = rf"{WEEKDAY}\.?(?:(?:{AND}|\s*-?\s*und\s+){WEEKDAY}\.?)*"
_NO_DATE = rf"(?![.:]?\d)(?!\.?\s*{MONTH})(?!\.\s*(?:und|bis|-|,|\d))"
_PART_OF_DAY = r"(?:\s+(?:am\s+)?(?P<part>morgens|früh|vormittags?|mittags?|nachmittags?|abends?))?"
_NOT = (
    r"(?:nicht|außer|ausser|ohne|ausgenommen|außerhalb|ausserhalb|kein(?:e|en)?\s+(?:termine?|kurs|treffen))"
)
_IN = r"\s*(?:(?:in|an|während|am)\s+)?(?:(?:den|der|dem|gesetzlichen)\s+)*"
_FEIERTAGE = r"(?:an\s+)?(?:den\s+)?(?:gesetzlichen\s+)?feiertag(?:en|e)\b"
_HOLIDAYS = r"(?P<name>winter|oster|pfingst|sommer|herbst|weihnachts)ferien\b"
_ON = r"(?:(?:am|an|den|dem|vom)\s+)*"
_WEEKEND = [5, 6]
_EVERY_DAY = list(range(7))


@dataclass(frozen=True)
class Piece:
    """Words that were read: what kind, their value, and where they stand."""

    kind: str
    value: object
    start: int
    end: int


# kind, pattern, reader
_TABLE = (
    (
        "on_request",
        r"(?:termine?\s+)?(?:nach\s+(?:absprache|vereinbarung|bedarf|anmeldung)|(?:auf|nach)"
        r"\s+anfrage|individuell(?:e\s+termine)?)",
        None,
    ),
    (
        "continuous",
        r"(?:einstieg\s+)?(?:ist\s+)?jederzeit(?:\s+möglich)?|fortlaufend|"
        r"laufender?\s+einstieg|laufend|durchgehend|ganzjährig",
        None,
    ),
    ("except_school", rf"{_NOT}{_IN}(?:schul)?ferien\b|(?:nur\s+)?(?:in|während)\s+der\s+schulzeit", None),
    ("except_named", rf"{_NOT}{_IN}{_HOLIDAYS}", lambda match, today: match["name"] + "ferien"),
    ("except_public", rf"{_NOT}{_IN}{_FEIERTAGE}", None),
    ("also_public", rf"(?:,|und|oder)\s*{_FEIERTAGE}", None),
    (
        "in_holidays",
        rf"(?:in|während)\s+(?:den|der)\s+{_HOLIDAYS}",
        lambda match, today: match["name"] + "ferien",
    ),
    ("except_days", rf"{_NOT}\s+{_ON}(?P<days>{DAYS})", readers.except_days),
    (
        "except_days",
        rf"{_ON}(?P<days>{DAYS})\s*(?:entfällt|entfallen|(?:fällt|fallen)\s+aus|nicht|"
        rf"ausgenommen|kein(?:e)?\s+(?:termin|kurs|treffen)\b)",
        readers.except_days,
    ),
    ("span", rf"(?:vom|von|ab|zwischen)\s+(?:dem\s+)?(?P<days>{ITEM}(?:{TO}){DAY})", readers.span),
    (
        "bound",
        rf"(?:ab|seit|beginn(?:end)?(?:\s+am)?:?|start(?:\s+am)?:?|erstmals(?:\s+am)?)"
        rf"\s+(?:dem\s+)?(?P<day>{DAY})",
        lambda match, today: (read_day(match["day"], today), None),
    ),
    (
        "until",
        rf"(?:bis|letztmals|letzter\s+termin:?|ende:?|endet)\s+(?:(?:zum|am|einschließlich|"
        rf"einschl\.)\s+)?(?P<day>{DAY})",
        lambda match, today: match["day"],
    ),
    ("bound", rf"bis\s+ende\s+(?P<month>{MONTH})(?:\s+(?P<year>\d{{4}})(?!\d))?", readers.end_of_month),
    (
        "bound",
        rf"(?P<word>ab|bis)\s+(?:anfang\s+|mitte\s+)?(?P<month>{MONTH})(?:\s+(?P<year>\d{{4}})"
        rf"(?!\d))?",
        readers.month,
    ),
    ("bound", r"ab\s+sofort", lambda match, today: (today, None)),
    ("days", rf"{_ON}(?P<days>{DAYS})", lambda match, today: read_days(match["days"], today)),
    (
        "time",
        rf"(?:von\s+|(?P<between>zwischen\s+))?(?P<first>{TIME})(?P<clock>{O_CLOCK})?\s*(?:-|"
        rf"bis|(?(between)und|bis))\s*(?P<last>{TIME})(?:(?P<clock2>{O_CLOCK}){_PART_OF_DAY}|"
        rf"{_NO_DATE})",
        readers.time_range,
    ),
    ("outer_time", rf"ende:?\s+(?P<first>{TIME})(?P<clock>{O_CLOCK})", readers.end),
    ("outer_time", rf"beginn:?\s+(?P<first>{TIME})(?P<clock>{O_CLOCK}){_PART_OF_DAY}", readers.start),
    ("time", rf"bis\s+(?P<first>{TIME})(?P<clock>{O_CLOCK})", readers.end),
    (
        "time",
        rf"(?:(?:um|ab|von|gegen)\s+)?(?P<first>{TIME})(?P<clock>{O_CLOCK}){_PART_OF_DAY}",
        readers.start,
    ),
    ("time", rf"(?:um\s+)?(?P<first>\d{{1,2}}:\d{{2}})(?P<clock>){_PART_OF_DAY}", readers.start),
    ("time", rf"um\s+(?P<first>\d{{1,2}}(?:\.\d{{2}})?)(?P<clock>)\b{_NO_DATE}{_PART_OF_DAY}", readers.start),
    (
        "time",
        rf"(?:um\s+)?(?P<fraction>halb|viertel\s+nach|viertel\s+vor|dreiviertel)"
        rf"\s+(?P<hour>{_NUMBER})\b(?:\s+uhr)?{_PART_OF_DAY}",
        readers.spoken,
    ),
    ("loose", r"(?:(?P<word>bis|ab)\s+)?\b(?P<day>\d{1,2})\.(?P<month>\d{2})(?![\d.])", readers.loose_date),
    (
        "duration",
        r"(?:je(?:weils)?\s+)?(?P<number>\d{1,3})\s?(?P<unit>min(?:uten?)?|stunden?|std)\b\.?",
        lambda match, today: timedelta(
            minutes=int(match["number"]) * (1 if match["unit"].startswith("min") else 60)
        ),
    ),
    (
        "count",
        rf"(?:(?:insgesamt|an|mit|:)\s+)?(?P<number>{_NUMBER})\s?(?:x|mal|termine?n?|treffen|"
        rf"veranstaltungen|abenden?|vormittagen?|nachmittagen?|kurstagen?)\b",
        lambda match, today: readers.number(match["number"]),
    ),
    (
        "fortnightly",
        r"alle\s+(?:zwei|2)\s+wochen|(?:14|vierzehn)\s?-?\s?(?:tägig|täglich)|zweiwöchentlich|"
        r"jede\s+(?:zweite|2\.)\s+woche",
        None,
    ),
    ("weekly", r"wöchentlich|jede\s+woche|einmal\s+(?:in\s+der|pro|die)\s+woche", None),
    (
        "nths",
        rf"(?P<word>immer\s+am|jede[nrs]?|am|an\s+jedem)\s+(?P<nths>{NTH}(?:{AND}{NTH})*)"
        rf"\s+(?P<days>{_DAYLIST})(?P<month>\s+(?:im|des|eines|jeden|jedes)\s+monats?\b)?",
        readers.nths,
    ),
    ("daily", r"täglich|jeden\s+tag|an\s+jedem\s+tag", lambda match, today: _EVERY_DAY),
    (
        "weekdays",
        r"jedes\s+wochenende|an\s+(?:jedem\s+wochenende|(?:den\s+)?wochenenden)",
        lambda match, today: _WEEKEND,
    ),
    (
        "weekdays",
        r"werktags|wochentags|an\s+werktagen|an\s+wochentagen|unter\s+der\s+woche",
        readers.workdays,
    ),
    (
        "weekdays",
        rf"(?:(?:jeweils|immer|jede[nrs]?|von)\s+)?(?P<first>{WEEKDAY})\.?\s*(?:-|bis)"
        rf"\s*(?P<last>{WEEKDAY})\.?(?!\w)",
        readers.weekday_range,
    ),
    ("coming", rf"(?:am\s+)?(?:nächste|kommende|diese)[nrsm]?\s+(?P<day>{WEEKDAY})", readers.coming),
    (
        "weekdays",
        rf"(?:jede[nrs]?|immer|jeweils|an\s+jedem)\s+(?P<days>{_DAYLIST})(?!\w)",
        lambda match, today: readers.weekdays(match["days"]),
    ),
    (
        "weekdays",
        rf"(?P<days>(?:{WEEKDAY}{AND})*(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
        rf"sonnabend|sonntag)s(?:{AND}{WEEKDAY})*)(?!\w)",
        lambda match, today: readers.weekdays(match["days"]),
    ),
    (
        "bare_weekdays",
        rf"(?:am\s+)?(?P<days>{_DAYLIST})(?!\w)",
        lambda match, today: readers.weekdays(match["days"]),
    ),
    (
        "filler",
        r"(?:und|am|an|um|uhr|je|jeweils|immer|von|der|die|das|dem|den|im|in|findet|finden|"
        r"statt|termine?|der\s+kurs|kurs|wir\s+treffen\s+uns|außerdem|sowie|dann|auch|"
        r"insgesamt)\b|[,.:!()/+-]+",
        None,
    ),
)
_PATTERNS = tuple(
    (kind, re.compile(r"(?:(?<!\w)|(?=\W))(?:" + pattern + ")"), reader) for kind, pattern, reader in _TABLE
)
_WORD = re.compile(r"\S+")


def pieces(text, today):
    """(pieces in order, problems): every word is in one of the two. ``text`` is in small letters."""
    found, problems, unknown, place = [], [], None, 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        piece = _piece(text, place, today, problems)
        if piece is None:
            end = _WORD.match(text, place).end()
            unknown = (unknown[0], end) if unknown else (place, end)
        else:
            end = piece.end
            if unknown:
                found.append(Piece("unknown", None, *unknown))
            unknown = None
            found.append(piece)
        place = end
    if unknown:
        found.append(Piece("unknown", None, *unknown))
    return found, problems


def _piece(text, place, today, problems):
    for kind, pattern, reader in _PATTERNS:
        match = pattern.match(text, place)
        if not match or match.end() == place:
            continue
        try:
            value = True if reader is None else reader(match, today)
        except Unclear as unclear:
            problems.append(((place, match.end()), unclear.problem))
            return Piece("unclear", kind, place, match.end())
        if value is not None:
            return Piece(kind, value, place, match.end())
    return None
