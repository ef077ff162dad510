"""Tell the state of an offer or of one of its dates, at once for all; the newest message can be taken back."""

from datetime import date as Day
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import wording
from ..models import Offer, OfferDate, StatusReport

State = Offer.Availability
OF_THE_WHOLE = (State.FREE, State.FEW, State.FULL)
# Enter in the field of the time presses the first button.
OF_ONE_DATE = (State.DELAYED, State.CANCELLED)
STATES = OF_THE_WHOLE + OF_ONE_DATE
UNDO_WITHIN = timedelta(hours=24)
REASON = "Stand gemeldet: %(state)s"
REASON_LINK = "Stand per Link gemeldet: %(state)s"
REASON_UNDO = "Meldung zum Stand zurückgenommen"


class ReportRefused(Exception):
    """What was told does not fit the offer; the message is for the person."""


@transaction.atomic
def tell(offer, state, *, by, date=None, begins=None, by_link=False):
    """Set the state; returns the StatusReport. Raises ReportRefused.

    ``date`` (an OfferDate) is cancelled or begins at ``begins`` (a time); the other states are the whole offer's.
    """
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    row = _locked_date(locked, date) if state in OF_ONE_DATE else None
    before = _snapshot(locked, row)
    if row is not None:
        _change_date(row, state, begins)
    if row is None or not _other_dates(locked, row):
        locked.availability = state
    _fit_places(locked, state)
    words = REASON_LINK if by_link else REASON
    _save(locked, by, words % {"state": State(state).label})
    return StatusReport.objects.create(
        offer=locked, date=row, state=state, before=before, after=_snapshot(locked, row), by=by
    )


def _locked_date(offer, date):
    if date is None:
        return None
    row = offer.dates.select_for_update().filter(pk=date.pk).first()
    if row is None:
        raise ReportRefused(_("Diesen Termin gibt es nicht mehr. Wählen Sie einen anderen."))
    return row


def _other_dates(offer, row):
    return offer.dates.upcoming(timezone.localdate()).exclude(pk=row.pk).exists()


def _change_date(row, state, begins):
    if state == State.CANCELLED:
        row.status = OfferDate.Status.CANCELLED
    else:
        if begins is None:
            raise ReportRefused(_("Geben Sie an, wann der Termin nun beginnt."))
        _move(row, begins)
    row.save()


def _move(row, begins):
    """A later beginning; an end that would lie before it moves by as much."""
    if row.start_time and begins <= row.start_time:
        raise ReportRefused(
            _("Der Termin beginnt um %(clock)s Uhr. Geben Sie eine spätere Zeit an.")
            % {"clock": f"{row.start_time:%H:%M}"}
        )
    row.status = OfferDate.Status.PLANNED
    if row.start_time:
        row.note = _note(row.start_time)
        row.end_time = _moved_end(row, begins)
    row.start_time = begins


def _note(before):
    return _("beginnt später, statt um %(clock)s Uhr") % {"clock": f"{before:%H:%M}"}


def _moved_end(row, begins):
    """Never past midnight: the end is then not known."""
    if row.end_time is None or row.first_day != row.last_day:
        return row.end_time
    moved = datetime.combine(Day.min, row.end_time) + (
        datetime.combine(Day.min, begins) - datetime.combine(Day.min, row.start_time)
    )
    return moved.time() if moved.date() == Day.min else None


def _fit_places(offer, state):
    """A number of free places that says the opposite would be believed."""
    if state == State.FULL and offer.places_left:
        offer.places_left = 0
    elif state in (State.FREE, State.FEW) and offer.places_left == 0:
        offer.places_left = None


def _save(offer, by, reason):
    offer._history_user, offer._change_reason = by, reason
    offer.save(update_fields=["availability", "places_left", "changed_at"])


def _snapshot(offer, row):
    values = {"availability": offer.availability, "places_left": offer.places_left}
    if row is not None:
        values |= {
            "status": row.status,
            "start_time": _clock(row.start_time),
            "end_time": _clock(row.end_time),
            "note": row.note,
        }
    return values


def _clock(moment):
    return f"{moment:%H:%M:%S}" if moment else None


def newest(offer):
    """The message that can still be taken back, or None."""
    report = offer.status_reports.select_related("date").first()
    is_open = report and report.undone_at is None and report.at > timezone.now() - UNDO_WITHIN
    return report if is_open else None


@transaction.atomic
def undo(report, *, by):
    """Put back what the message changed; False where it is too late or somebody has changed it since."""
    offer = Offer.objects.select_for_update().get(pk=report.offer_id)
    current = newest(offer)
    row = offer.dates.select_for_update().filter(pk=report.date_id).first() if report.date_id else None
    if current != report or _snapshot(offer, row) != report.after:
        return False
    offer.availability, offer.places_left = report.before["availability"], report.before["places_left"]
    if row is not None:
        _put_back(row, report.before)
    _save(offer, by, REASON_UNDO)
    StatusReport.objects.filter(pk=report.pk).update(undone_at=timezone.now())
    return True


def _put_back(row, before):
    row.status, row.note = before["status"], before["note"]
    row.start_time, row.end_time = (
        time.fromisoformat(before[name]) if before[name] else None for name in ("start_time", "end_time")
    )
    row.save()


def words(report):
    """What was told, as a sentence."""
    label = State(report.state).label
    if report.date_id:
        return _("Gemeldet für %(day)s: %(state)s.") % {
            "day": wording.day_words(report.date.first_day),
            "state": label,
        }
    return _("Gemeldet: %(state)s.") % {"state": label}
