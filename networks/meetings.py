"""Meetings from the first date to the released minutes."""

from datetime import date, timedelta
from itertools import islice

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.links import SignedLink
from providers.wording import span_words

from .memberships import note_sign, room
from .models import AgendaItem, Attendance, Decision, Measure, Meeting, MeetingSeries, Membership, Minutes
from .notifications import write

MOST_DATES = 120
ANSWER = SignedLink("networks:answer", valid_for=timedelta(days=400))
_DAYS = (MO, TU, WE, TH, FR, SA, SU)
LEAP_DAY = (2, 29)


def series_days(series):
    """Days of a series without its exceptions, at most 120.

    "Monthly" keeps the weekday's place in its month. A yearly 29 February falls on leap years only, see `leap_note`.
    """
    excepted = set(series.except_days)
    days = (moment.date() for moment in _rule(series))
    return list(islice((day for day in days if day not in excepted), MOST_DATES))


def _rule(series):
    frequency, span = series.frequency, {"dtstart": series.first_day, "until": series.last_day}
    if frequency == MeetingSeries.Frequency.YEARLY:
        return rrule(YEARLY, **span)
    if frequency in (MeetingSeries.Frequency.WEEKLY, MeetingSeries.Frequency.FORTNIGHTLY):
        return rrule(WEEKLY, interval=1 + (frequency == MeetingSeries.Frequency.FORTNIGHTLY), **span)
    nth = (series.first_day.day - 1) // 7 + 1
    # A fifth weekday does not exist in every month; its last one does.
    weekday = _DAYS[series.first_day.weekday()](nth if nth < 5 else -1)
    return rrule(
        MONTHLY,
        byweekday=weekday,
        interval=3 if frequency == MeetingSeries.Frequency.QUARTERLY else 1,
        **span,
    )


def leap_note(series, today):
    """What to say of a yearly 29 February, with the next year that has one; "" for every other series."""
    first = series.first_day
    if series.frequency != MeetingSeries.Frequency.YEARLY or (first.month, first.day) != LEAP_DAY:
        return ""
    after = max(today, first)
    year = next(year for year in range(after.year, after.year + 9) if _has_leap_day(year, after))
    return _("Den 29. Februar gibt es nur in Schaltjahren. Der nächste ist am 29. Februar %(year)s.") % {
        "year": year
    }


def _has_leap_day(year, after):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) and date(year, *LEAP_DAY) >= after


@transaction.atomic
def plan_series(series):
    """Save a series and its meetings from today on; returns how many meetings there are now."""
    series.save()
    today = timezone.localdate()
    Meeting.objects.bulk_create(
        (
            Meeting(
                network=series.network,
                series=series,
                title=series.title,
                begins_at=_moment(day, series.start_time),
                ends_at=_moment(day, series.end_time),
                place=series.place,
                visibility=series.visibility,
            )
            for day in series_days(series)
            if day >= today
        ),
        ignore_conflicts=True,
    )
    return series.meetings.count()


def _moment(day, clock):
    return clock and timezone.make_aware(timezone.datetime.combine(day, clock))


@transaction.atomic
def fill_agenda(meeting):
    """Put what is open on the agenda: deferred items, measures due by then, open decisions; returns how many.

    What is on the agenda already is not added again.
    """
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    new = [*_deferred(meeting), *_due_measures(meeting), *_open_decisions(meeting)]
    for position, item in enumerate(new, last + 1):
        item.meeting, item.position = meeting, position
    AgendaItem.objects.bulk_create(new)
    return len(new)


def _deferred(meeting):
    waiting = AgendaItem.objects.filter(
        meeting__network=meeting.network_id,
        meeting__begins_at__lt=meeting.begins_at,
        state=AgendaItem.State.DEFERRED,
        deferred_to=None,
    )
    for item in waiting.order_by("meeting__begins_at", "position"):
        yield AgendaItem(
            title=item.title,
            text=item.text,
            internal_note=item.internal_note,
            is_internal=item.is_internal,
            deferred_from=item,
        )


def _due_measures(meeting):
    known = meeting.items.filter(measure__isnull=False).values("measure")
    due = Measure.objects.open().filter(network=meeting.network_id, due_on__lte=meeting.begins_at.date())
    for measure in due.exclude(pk__in=known):
        yield AgendaItem(
            title=_("Maßnahme: %(title)s") % {"title": measure.title[:180]},
            measure=measure,
            is_internal=measure.visibility != "public",
        )


def _open_decisions(meeting):
    known = meeting.items.filter(decision__isnull=False).values("decision")
    waiting = Decision.objects.filter(
        network=meeting.network_id, state=Decision.State.OPEN, decided_on__lt=meeting.begins_at.date()
    )
    for decision in waiting.exclude(pk__in=known):
        yield AgendaItem(
            title=_("Stand: %(title)s") % {"title": decision.title[:180]},
            decision=decision,
            is_internal=decision.visibility != "public",
        )


@transaction.atomic
def invite(meeting, *, by):
    """Send the agenda to every seat with an address that was not asked yet; returns how many mails were written."""
    meeting = Meeting.objects.select_for_update(of=["self"]).select_related("network").get(pk=meeting.pk)
    seats = Membership.objects.current(timezone.localdate(meeting.begins_at)).named()
    new = seats.filter(network=meeting.network_id).exclude(attendances__meeting=meeting)
    asked = Attendance.objects.bulk_create(Attendance(meeting=meeting, membership=seat) for seat in new)
    agenda = agenda_lines(meeting)
    reached = [attendance for attendance in asked if attendance.membership.person_email]
    for attendance in reached:
        _write_invitation(meeting, attendance, agenda, by)
    meeting.invited_at = timezone.now()
    meeting.save(update_fields=["invited_at", "changed_at"])
    return len(reached)


def agenda_lines(meeting):
    """The agenda as members read it: „1. Begrüßung“."""
    return [f"{number}. {item.title}" for number, item in enumerate(meeting.items.all(), 1)]


def _write_invitation(meeting, attendance, agenda, by):
    write(
        attendance.membership.person_email,
        _("Einladung: %(title)s am %(when)s") % {"title": meeting.title, "when": when(meeting)},
        [
            _("%(by)s lädt ein: %(network)s") % {"by": by, "network": meeting.network},
            "\n".join(filter(None, [when(meeting), meeting.place, meeting.online_url])),
            meeting.text,
            "\n".join([_("Tagesordnung:"), *agenda]) if agenda else "",
        ],
        action=(_("Zusagen oder absagen"), ANSWER.address(attendance.pk)),
        why=_("Sie vertreten %(organisation)s.") % {"organisation": attendance.membership.organisation},
    )


def when(meeting, today=None):
    """„Di, 24. November 2026, 14 bis 16 Uhr“, in the portal's time; without the year where it is that of today."""
    begin = timezone.localtime(meeting.begins_at)
    end = timezone.localtime(meeting.ends_at) if meeting.ends_at else None
    last = end or begin
    return span_words(begin.date(), begin.time(), last.date(), end and end.time(), today)


@transaction.atomic
def answer(attendance, *, answer):
    """Sign up or apologise; a later answer replaces an earlier one, a seat counts as heard of."""
    attendance = Attendance.objects.select_for_update().get(pk=attendance.pk)
    attendance.answer = answer
    attendance.save(update_fields=["answer"])
    if seat := Membership.objects.filter(pk=attendance.membership_id).first():
        note_sign(seat)
        seat.save(update_fields=["last_sign_on"])
    return attendance


@transaction.atomic
def register_guest(meeting, *, name, email):
    """Note a guest of a meeting that welcomes them; the same address again changes nothing and sends nothing."""
    guest, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        guest_email=email.lower(),
        defaults={"guest_name": name, "answer": Attendance.Answer.YES},
    )
    if is_new:
        write(
            guest.guest_email,
            _("Angemeldet: %(title)s") % {"title": meeting.title},
            [when(meeting), meeting.place],
            action=(_("Anmeldung ändern"), ANSWER.address(guest.pk)),
            why=_("Sie haben sich als Gast angemeldet. 30 Tage nach der Sitzung löschen wir Ihre Angaben."),
        )
    return guest


@transaction.atomic
def save_minutes(minutes, *, items=(), present=()):
    """Save minutes with the records of the agenda's items and who was there.

    ``items`` are changed AgendaItem rows, ``present`` values of `PresentForm`.
    """
    minutes.save()
    for item in items:
        item.save()
    _note_presence(minutes.meeting, present)
    return minutes


def _note_presence(meeting, present):
    seats = [int(value) for value in present if not value.startswith("g")]
    guests = [int(value[1:]) for value in present if value.startswith("g")]
    Attendance.objects.bulk_create(
        (Attendance(meeting=meeting, membership_id=seat) for seat in seats), ignore_conflicts=True
    )
    there = Q(membership__in=seats) | Q(pk__in=guests, membership=None)
    rows = Attendance.objects.filter(meeting=meeting)
    rows.filter(there).update(was_there=True)
    rows.exclude(there).update(was_there=False)


@transaction.atomic
def release(minutes, *, to):
    """Open minutes to members or to all; members who were asked get a mail at the first release."""
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    is_first = minutes.released_at is None and to != Minutes.Release.DRAFT
    minutes.release = to
    minutes.released_at = timezone.now() if is_first else minutes.released_at
    minutes.save()
    if is_first:
        _tell_of_minutes(minutes.meeting)
    return minutes


def _tell_of_minutes(meeting):
    seats = Membership.objects.current().filter(network=meeting.network_id).exclude(person_email="")
    for email in sorted(set(seats.values_list("person_email", flat=True))):
        write(
            email,
            _("Protokoll: %(title)s") % {"title": meeting.title},
            [_("Das Protokoll der Sitzung ist da."), when(meeting)],
            action=(_("Protokoll lesen"), room(meeting.network, "rooms:meetings")),
            why=_("Sie gehören zu „%(network)s“.") % {"network": meeting.network},
        )
