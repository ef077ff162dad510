"""When an offer takes place: series in words, the next dates, all dates, weekly hours, closures."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from providers import wording
from providers.models import Offer, OfferDate

from .. import rows as related
from ..place import closure_lines, hours_lines

SHOWN = 5


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date as the table shows it; `state` is empty, „fällt aus“ or „vorbei“."""

    last_day: date
    day: str
    times: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Dates:
    """`next_rows` are the coming dates, cancelled ones included."""

    rows: tuple
    next_rows: tuple
    series: tuple
    hours: list
    closures: list
    caption: str
    unknown: str

    @property
    def has_more(self):
        return len(self.rows) > len(self.next_rows)

    @property
    def has_notes(self):
        return any(row.note or row.state for row in self.rows)


def dates_of(offer, today):
    """Everything the section „Termine“ says."""
    found = tuple(_row(row, offer.location_id, today) for row in offer.date_rows)
    ahead = tuple(row for row in found if row.last_day >= today)[:SHOWN]
    return Dates(
        rows=found,
        next_rows=ahead,
        series=tuple(_series(row, today) for row in offer.series_rows),
        hours=hours_lines(offer.hours_rows),
        closures=closure_lines(offer.closure_rows, today),
        caption=_caption(len(found), len(ahead)),
        unknown="" if found else _unknown(offer.schedule),
    )


def _row(row, location, today):
    first, last = related.day(row["first_day"]), related.day(row["last_day"])
    begin, end = related.clock(row["start_time"]), related.clock(row["end_time"])
    day, times = wording.span_parts(first, begin, last, end, today)
    elsewhere = (row["place"], row["street"]) if row["location_id"] not in (None, location) else ()
    return DateRow(
        last_day=last,
        day=day,
        times=times or _("Uhrzeit nicht bekannt"),
        note=", ".join(part for part in (row["note"], *elsewhere) if part),
        state=_state(row["status"], last, today),
    )


def _state(status, last_day, today):
    if status == OfferDate.Status.CANCELLED:
        return _("fällt aus")
    return _("vorbei") if last_day < today else ""


def _series(row, today):
    """What, from when to when, and the days left out."""
    first, last = related.day(row["first_day"]), related.day(row["last_day"])
    words = wording.series_words(
        row["frequency"],
        row["weekdays"],
        related.clock(row["start"]),
        related.clock(row["end"]),
        first,
    )
    left_out = [related.day(text) for text in row["except_days"]]
    except_words = _("nicht am %(days)s") % {"days": wording.days_words(left_out, today)} if left_out else ""
    return words, wording.period_words(first, last, today), except_words


def _caption(total, shown):
    if shown == total:
        return ngettext("%(total)s Termin", "%(total)s Termine", total) % {"total": total}
    if not shown:
        return _("%(total)s Termine, alle vorbei") % {"total": total}
    return _("%(total)s Termine, die nächsten %(shown)s") % {"total": total, "shown": shown}


def _unknown(schedule):
    words = {
        Offer.Schedule.ON_REQUEST: _("Die Termine sprechen Sie mit dem Anbieter ab."),
        Offer.Schedule.CONTINUOUS: _("Das Angebot läuft durchgehend."),
    }
    return words.get(schedule, _("Die Termine sind uns nicht bekannt. Fragen Sie beim Anbieter nach."))
