"""Which days are school holidays or public holidays.

Public holidays of Sachsen-Anhalt follow from the law (§ 2 FeiertG LSA) and the date of Easter, for any year; school
holidays are only known as far as the table `Holiday` goes.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.easter import easter
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Holiday

SHIPPED = Path(__file__).parent / "data" / "holidays_sachsen_anhalt.csv"
COLUMNS = ("ort", "typ", "von", "bis", "schulferien", "feiertag")
_STATES = {"sachsen-anhalt": Holiday.State.ST}
_NAMES = {
    "winter": "Winterferien",
    "ostern": "Osterferien",
    "pfingsten": "Pfingstferien",
    "himmelfahrt": "Ferien zu Himmelfahrt",
    "sommer": "Sommerferien",
    "herbst": "Herbstferien",
    "weihnachten": "Weihnachtsferien",
    "unterrichtsfrei": "unterrichtsfreier Tag",
}
_FIXED = {
    (1, 1): "Neujahr",
    (1, 6): "Heilige Drei Könige",
    (5, 1): "Tag der Arbeit",
    (10, 3): "Tag der Deutschen Einheit",
    (10, 31): "Reformationstag",
    (12, 25): "1. Weihnachtstag",
    (12, 26): "2. Weihnachtstag",
}
_AFTER_EASTER = {-2: "Karfreitag", 1: "Ostermontag", 39: "Christi Himmelfahrt", 50: "Pfingstmontag"}


class BadHolidays(Exception):
    """A file of holidays cannot be used; the message is for the person."""


@dataclass(frozen=True)
class Holidays:
    """What is known: ``school`` and ``public`` hold (name, first day, last day), in order of time."""

    school: tuple = ()
    public: tuple = ()

    @property
    def school_until(self) -> date | None:
        """The last day for which school holidays are known."""
        return max((last for _name, _first, last in self.school), default=None)

    def is_school(self, day) -> bool:
        return any(first <= day <= last for _name, first, last in self.school)

    def is_public(self, day) -> bool:
        return day in public_holidays(day.year) or any(
            first <= day <= last for _n, first, last in self.public
        )

    def next_named(self, name, today):
        """(first day, last day) of the next school holidays of that name, running ones too, or None."""
        spans = [
            (first, last) for known, first, last in self.school if known.lower() == name and last >= today
        ]
        return min(spans, default=None)


@cache
def public_holidays(year) -> dict[date, str]:
    """Public holidays of Sachsen-Anhalt in a year by day."""
    sunday = easter(year)
    days = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    return days | {sunday + timedelta(days=after): name for after, name in _AFTER_EASTER.items()}


def known(state=Holiday.State.ST) -> Holidays:
    """Every holiday in the table for a state, in one statement."""
    spans = {kind: [] for kind in Holiday.Kind}
    rows = Holiday.objects.filter(state=state).values_list("kind", "name", "first_day", "last_day")
    for kind, *span in rows.order_by("first_day"):
        spans[kind].append(tuple(span))
    return Holidays(tuple(spans[Holiday.Kind.SCHOOL]), tuple(spans[Holiday.Kind.PUBLIC]))


def read(path):
    """The unsaved holidays of a CSV file with the columns of `COLUMNS`; other rows are left out.

    Raises BadHolidays.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := set(COLUMNS) - set(rows.fieldnames or ()):
                raise BadHolidays(_("Diese Spalten fehlen: %s.") % ", ".join(sorted(missing)))
            return [_holiday(row, rows.line_num) for row in rows if _is_holiday(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadHolidays(_("Die Datei lässt sich nicht lesen: %s") % error) from error


@transaction.atomic
def load(holidays) -> int:
    """Add what is missing and return how many; what staff has entered or changed stays."""
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(holidays, ignore_conflicts=True)
    return Holiday.objects.count() - before


def _is_holiday(row):
    return row["ort"] in _STATES and "true" in (row["schulferien"], row["feiertag"])


def _holiday(row, line):
    kind = Holiday.Kind.SCHOOL if row["schulferien"] == "true" else Holiday.Kind.PUBLIC
    slug = row["typ"] or ""
    try:
        first, last = date.fromisoformat(row["von"]), date.fromisoformat(row["bis"])
    except (TypeError, ValueError) as error:
        raise BadHolidays(_("Zeile %s: „von“ oder „bis“ ist kein Datum wie 2026-07-04.") % line) from error
    if last < first:
        raise BadHolidays(_("Zeile %s: „bis“ liegt vor „von“.") % line)
    name = _NAMES.get(slug, slug.replace("-", " ").title())
    return Holiday(kind=kind, name=name[:100], first_day=first, last_day=last, state=_STATES[row["ort"]])
