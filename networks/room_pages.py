"""What the rooms under `/konto/netzwerke/` show, prepared. All of it is for members; access decides who that is."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.markdown import render
from providers.wording import day_words

from . import access, wording
from .forms.rooms import ReleaseForm
from .meetings import when
from .models import (
    Admission,
    Attendance,
    Handover,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    NetworkInternal,
)
from .pages import paged

MOST_FORMER = 100  # seats that are over, the last ones
TABS = (
    ("network", gettext_lazy("Überblick"), False),
    ("members", gettext_lazy("Mitglieder"), False),
    ("meetings", gettext_lazy("Sitzungen"), False),
    ("progress", gettext_lazy("Ziele und Beschlüsse"), False),
    ("documents", gettext_lazy("Unterlagen"), False),
    ("exchange", gettext_lazy("Börse"), False),
    ("edit", gettext_lazy("Bearbeiten"), True),
)
ANSWER_BADGES = {
    Attendance.Answer.OPEN: ("", "question"),
    Attendance.Answer.YES: ("good", "check"),
    Attendance.Answer.NO: ("", "close"),
}


def tabs(network, current, may_edit):
    """(label, address, is current) of a network's pages."""
    return [
        (label, reverse(f"rooms:{name}", args=[network.slug]), name == current)
        for name, label, for_coordination in TABS
        if may_edit or not for_coordination
    ]


def start(user):
    """Context of the list of a person's networks and organisations."""
    seats = access.seats_of(user).named().order_by("network__name", "role")
    return {
        "seats": [_seat_row(seat) for seat in seats],
        "organisations": access.organisations_of(user).named(),
        "runs_all": access.networks_of(user).order_by("name") if access.runs_all(user) else [],
    }


def _seat_row(seat):
    return {
        "name": seat.network.name,
        "url": reverse("rooms:network", args=[seat.network.slug]),
        "role": seat.get_role_display(),
        "organisation": seat.organisation.title,
        "badge": wording.state_badge(seat.network),
    }


def panel(user):
    """Context of the panel on the start page: the next meetings of the user's networks; None without a seat."""
    seats = access.seats_of(user)
    if not seats.exists():
        return None
    coming = (
        Meeting.objects.filter(network__in=seats.values("network")).upcoming().select_related("network")[:4]
    )
    wishes = Admission.objects.open().filter(
        origin=Admission.Origin.REQUESTED, network__in=seats.leading().values("network")
    )
    return {
        "meetings": [_meeting_row(meeting) for meeting in coming],
        "wishes": [
            (
                _("%(organisation)s möchte bei „%(network)s“ mitarbeiten")
                % {"organisation": wish.organisation_title, "network": wish.network},
                reverse("rooms:admission", args=[wish.network.slug, wish.pk]),
            )
            for wish in wishes.select_related("network", "organisation__provider")
        ],
    }


def organisation(found):
    """All seats of an organisation, running, coming and past, with their people."""
    seats = (
        Membership.objects.filter(organisation=found).named().order_by("network__name", "role", "-from_day")
    )
    today = timezone.localdate()
    rows = [_member_row(seat, today) | {"network": seat.network} for seat in seats]
    return {
        "organisation": found,
        "running": [row for row in rows if row["runs"]],
        "others": [row for row in rows if not row["runs"]],
    }


def overview(network, user):
    """Context of the first page of the room; a received handover stands on top."""
    upcoming = Meeting.objects.filter(network=network).upcoming().select_related("network")
    internal = NetworkInternal.objects.filter(network=network).first() or NetworkInternal()
    seat = access.seats_of(user).filter(network=network).order_by("role").first()
    return {
        "handover": _received(network, user),
        "seat": seat,
        "agreement": render(internal.agreement),
        "notes": render(internal.notes),
        "meetings": [_meeting_row(meeting) for meeting in upcoming[:3]],
        "measures": [
            _progress_row(row, "massnahmen", wording.measure_badge(row)) for row in _open_measures(network)
        ],
        "goals": _goals(network),
    }


def _received(network, user):
    """What a predecessor wrote, until it is put away: (label, text) pairs and from whom."""
    mine = Handover.objects.finished().filter(
        successor__network=network, successor__user=user, put_away_at=None
    )
    found = mine.select_related("membership").first()
    if found is None:
        return None
    parts = ("running", "open_tasks", "contacts", "next_dates")
    texts = [(Handover._meta.get_field(name).verbose_name, render(getattr(found, name))) for name in parts]
    return {"from": found.membership.person_name, "parts": [part for part in texts if part[1]]}


def _open_measures(network):
    return network.measures.open().select_related("organisation__provider")


def members(network, query=None):
    """Seats with their people, what needs a look, who wants to come in, who was here before."""
    today = timezone.localdate()
    seats = (
        Membership.objects.filter(network=network).named().order_by("role", "organisation__name", "-from_day")
    )
    warned = Count("warnings", filter=Q(warnings__settled_at=None))
    listed = seats.annotate(warned=warned).prefetch_related("warnings")
    shown, links = paged(listed.not_over(), reverse("rooms:members", args=[network.slug]), query)
    wishes = Admission.objects.open().filter(network=network).select_related("organisation__provider")
    return {
        "running": [_member_row(seat, today) for seat in shown],
        "member_pages": links,
        "others": [_member_row(seat, today) for seat in listed.filter(until_day__lt=today)[:MOST_FORMER]],
        "wishes": [wish for wish in wishes if wish.origin == Admission.Origin.REQUESTED],
        "invited": [wish for wish in wishes if wish.origin == Admission.Origin.INVITED],
    }


def _member_row(seat, today):
    return {
        "pk": seat.pk,
        "organisation": seat.organisation.title,
        "url": seat.organisation.get_absolute_url(),
        "role": ", ".join(
            filter(None, [str(seat.get_role_display()), _("stimmberechtigt") if seat.has_vote else ""])
        ),
        "person": seat.person_name,
        "contact": " · ".join(filter(None, [seat.person_email, seat.person_phone])),
        "term": _term(seat),
        "runs": seat.until_day is None or seat.until_day >= today,
        "expectations": seat.expectations,
        "contributions": seat.contributions,
        "warnings": [each.get_reason_display() for each in _open_warnings(seat)],
    }


def _open_warnings(seat):
    return (
        [each for each in seat.warnings.all() if each.settled_at is None] if hasattr(seat, "warned") else []
    )


def _term(seat):
    begin = _("seit %(day)s") % {"day": day_words(seat.from_day, weekday=False)}
    if seat.until_day is None:
        return begin
    end = day_words(seat.until_day, weekday=False)
    return _("%(begin)s bis %(end)s") % {"begin": day_words(seat.from_day, weekday=False), "end": end}


def meetings(network):
    """Coming and past meetings and the series that make them."""
    rows = Meeting.objects.filter(network=network).select_related("network", "minutes")
    return {
        "upcoming": [_meeting_row(meeting) for meeting in rows.upcoming()[:40]],
        "past": [_meeting_row(meeting) for meeting in rows.past()[:40]],
        "series": MeetingSeries.objects.filter(network=network),
    }


def _meeting_row(meeting):
    return {
        "title": meeting.title,
        "when": when(meeting, timezone.localdate()),
        "place": meeting.place,
        "network": meeting.network.name,
        "url": reverse("rooms:meeting", args=[meeting.network.slug, meeting.pk]),
        "visibility": meeting.get_visibility_display(),
    }


def attendances(meeting):
    """Who was asked, seats first."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("membership__organisation__provider")
    return list(rows.order_by(F("membership__role").asc(nulls_last=True), "pk"))


def presence(meeting):
    """Who may have been there, and who was, as `PresentForm` takes it."""
    day = timezone.localdate(meeting.begins_at)
    seats = Membership.objects.current(day).filter(network=meeting.network_id).named()
    rows = Attendance.objects.filter(meeting=meeting)
    guests = [(f"g{row.pk}", row.guest_name) for row in rows if row.membership_id is None]
    return {
        "choices": [(str(seat.pk), seat.person_name or seat.organisation.title) for seat in seats] + guests,
        "present": [str(row.membership_id or f"g{row.pk}") for row in rows if row.was_there],
    }


def readable_minutes(meeting, may_edit):
    """The minutes if their release lets members read them; the coordination reads drafts too. Else None."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and (may_edit or minutes.release != Minutes.Release.DRAFT):
        return minutes
    return None


def meeting(found, user, may_edit):
    """Context of a meeting's room."""
    rows = attendances(found)
    minutes = readable_minutes(found, may_edit)
    own = next((row for row in rows if row.membership and row.membership.user_id == user.pk), None)
    return {
        "meeting": found,
        "when": when(found, timezone.localdate()),
        "is_past": found.begins_at < timezone.now(),
        "items": list(found.items.all()),
        "decisions": list(found.decisions.all()),
        "minutes": minutes,
        "minutes_text": render(minutes.text) if minutes else "",
        "internal_text": render(minutes.internal_text) if minutes else "",
        "release": ReleaseForm(initial={"release": minutes.release}) if minutes and may_edit else None,
        "answers": [_answer_row(row) for row in rows],
        "own_answer": own.answer if own else "",
        "has_seat": access.seats_of(user).filter(network=found.network_id).exists(),
    }


def _answer_row(row):
    seat = row.membership
    name = row.guest_name or seat.person_name or seat.organisation.title
    who = _("Gast") if seat is None else seat.organisation.title
    badge = (*ANSWER_BADGES[row.answer], row.get_answer_display())
    return {"name": name, "who": who if who != name else "", "badge": badge, "was_there": row.was_there}


def progress(network):
    """Goals, decisions and measures as members see them."""
    decisions = network.decisions.select_related("meeting__network")
    measures = network.measures.select_related("organisation__provider")
    return {
        "goals": _goals(network),
        "decisions": [_progress_row(row, "beschluesse", _state_badge(row)) for row in decisions],
        "measures": [_progress_row(row, "massnahmen", wording.measure_badge(row)) for row in measures],
    }


def _goals(network):
    return [
        _progress_row(goal, "ziele", wording.goal_badge(goal)) | {"is_goal": True, "course": _values(goal)}
        for goal in network.goals.prefetch_related("values")
    ]


def _values(goal):
    """The course of a goal: (day, value with unit)."""
    return [
        (day_words(each.day, weekday=False), f"{wording.number_words(each.value)} {goal.unit}".strip())
        for each in goal.values.all()
    ]


def _state_badge(row):
    tone, icon = {"open": ("note", "clock"), "done": ("good", "check")}.get(row.state, ("", "close"))
    return tone, icon, wording.first_capital(str(row.get_state_display()))


def _progress_row(row, kind, badge):
    who = getattr(row, "organisation", None)
    due = getattr(row, "due_on", None) or getattr(row, "decided_on", None)
    note = getattr(row, "light_reason", "") or getattr(row, "state_note", "")
    return {
        "pk": row.pk,
        "title": row.title,
        "line": ", ".join(
            filter(None, [who.title if who else "", due and day_words(due, weekday=False), note])
        ),
        "text": row.text,
        "note": row.internal_note,
        "badge": badge,
        "visibility": row.get_visibility_display(),
        "url": reverse("rooms:entry", args=[row.network.slug, kind, row.pk]),
    }
