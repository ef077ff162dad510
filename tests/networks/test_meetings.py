"""Meetings: series, agenda from what is open, answers by link, minutes and their release."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from networks import meetings
from networks.minutes import minutes_pdf
from networks.models import (
    AgendaItem,
    Attendance,
    Decision,
    Measure,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
)
from portal.core.documents import blocks, pdf
from portal.core.models import OutgoingMail
from tests.factories import today

from .factories import make_meeting, make_organisation, make_seat

Frequency = MeetingSeries.Frequency


def series(network, frequency, first, last, **fields):
    defaults = {"network": network, "title": "Stammtisch", "start_time": time(18), "end_time": time(20)}
    return MeetingSeries(frequency=frequency, first_day=first, last_day=last, **(defaults | fields))


@pytest.mark.parametrize(
    ("frequency", "first", "last", "days"),
    [
        (Frequency.WEEKLY, (2027, 1, 5), (2027, 1, 19), [(2027, 1, 5), (2027, 1, 12), (2027, 1, 19)]),
        (Frequency.FORTNIGHTLY, (2027, 1, 5), (2027, 1, 20), [(2027, 1, 5), (2027, 1, 19)]),
        (Frequency.MONTHLY, (2027, 1, 5), (2027, 3, 5), [(2027, 1, 5), (2027, 2, 2), (2027, 3, 2)]),
        (Frequency.MONTHLY, (2027, 1, 29), (2027, 3, 31), [(2027, 1, 29), (2027, 2, 26), (2027, 3, 26)]),
        (Frequency.QUARTERLY, (2027, 1, 5), (2027, 8, 1), [(2027, 1, 5), (2027, 4, 6), (2027, 7, 6)]),
        (Frequency.YEARLY, (2027, 6, 1), (2028, 6, 1), [(2027, 6, 1), (2028, 6, 1)]),
        (Frequency.YEARLY, (2028, 2, 29), (2036, 12, 31), [(2028, 2, 29), (2032, 2, 29), (2036, 2, 29)]),
    ],
)
def test_the_days_of_a_series(frequency, first, last, days):
    found = meetings.series_days(
        MeetingSeries(frequency=frequency, first_day=date(*first), last_day=date(*last))
    )
    assert found == [date(*day) for day in days]


@pytest.mark.parametrize(
    ("today_is", "year"), [((2026, 11, 22), 2028), ((2028, 3, 1), 2032), ((2096, 3, 1), 2104)]
)
def test_a_yearly_29_february_says_when_the_next_one_is(today_is, year):
    yearly = MeetingSeries(frequency=Frequency.YEARLY, first_day=date(2028, 2, 29), last_day=date(2200, 1, 1))
    assert str(year) in meetings.leap_note(yearly, date(*today_is))
    yearly.first_day = date(2028, 2, 28)
    assert meetings.leap_note(yearly, date(*today_is)) == ""


def test_a_series_is_planned_once_and_leaves_out_its_exceptions(network, room):
    first = today(7)
    fields = {
        "title": "Stammtisch", "frequency": "weekly", "first_day": first.isoformat(), "start_time": "18:00",
        "last_day": (first + timedelta(days=21)).isoformat(), "visibility": "public",
        "except_days": (first + timedelta(days=7)).strftime("%d.%m.%Y"),
    }  # fmt: skip
    assert room.post("/konto/netzwerke/probe/reihen/neu/", fields).status_code == 302
    days = [timezone.localtime(each.begins_at).date() for each in Meeting.objects.order_by("begins_at")]
    assert days == [first, first + timedelta(days=14), first + timedelta(days=21)]
    assert {timezone.localtime(each.begins_at).hour for each in Meeting.objects.all()} == {18}
    changed = f"/konto/netzwerke/probe/reihen/{MeetingSeries.objects.get().pk}/aendern/"
    room.post(changed, fields)
    assert Meeting.objects.count() == 3


def test_the_page_says_what_a_29_february_means(network, room):
    year = next(year for year in range(today().year + 1, today().year + 9) if year % 4 == 0 and year % 100)
    fields = {"title": "Schalttag", "frequency": "yearly", "first_day": f"{year}-02-29", "start_time": "18:00",
              "last_day": f"{year + 4}-12-31", "visibility": "members"}  # fmt: skip
    page = room.post("/konto/netzwerke/probe/reihen/neu/", fields, follow=True).content.decode()
    assert f"Der nächste ist am 29. Februar {year}." in page
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"end": "09:00"}, "Das Ende liegt vor dem Beginn."),
        ({"day": "9999-12-31"}, "Prüfen Sie das Jahr"),
        ({"day": "0001-01-01"}, "Prüfen Sie das Jahr"),
        ({"title": "a\x00b"}, "Nullzeichen"),
        ({"title": "x" * 500}, "höchstens 200"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_in_words(change, words, network, room):
    fields = {"title": "Sitzung", "day": today(3).isoformat(), "start": "10:00", "visibility": "members"}
    response = room.post("/konto/netzwerke/probe/sitzungen/neu/", fields | change)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Meeting.objects.exists()


def test_the_agenda_is_made_of_what_is_open_and_only_once(network):
    past, coming = make_meeting(network, days=-9), make_meeting(network, days=9)
    AgendaItem.objects.create(meeting=past, title="Vertagtes", state="deferred")
    AgendaItem.objects.create(meeting=past, title="Erledigtes", state="done")
    Measure.objects.create(network=network, title="Plakate", due_on=today(5))
    Measure.objects.create(network=network, title="Später", due_on=today(50))
    Measure.objects.create(network=network, title="Fertig", due_on=today(1), state="done")
    Decision.objects.create(network=network, title="Leitbild", decided_on=today(-9))
    assert [meetings.fill_agenda(coming), meetings.fill_agenda(coming)] == [3, 0]
    titles = [item.title for item in coming.items.all()]
    assert titles == ["Vertagtes", "Maßnahme: Plakate", "Stand: Leitbild"]
    assert [item.is_internal for item in coming.items.all()] == [False, True, True]


def test_each_seat_is_invited_once_and_answers_by_the_button(network, ines, room, lena):
    seat = make_seat(network, person_name="Petra", person_email="petra@example.org", last_sign_on=today(-300))
    make_seat(network)
    meeting = make_meeting(network)
    AgendaItem.objects.create(meeting=meeting, title="Begrüßung")
    assert [meetings.invite(meeting, by=ines), meetings.invite(meeting, by=ines)] == [2, 0]
    mail = OutgoingMail.objects.get(recipient="petra@example.org")
    assert "1. Begrüßung" in mail.text
    attendance = Attendance.objects.get(membership=seat)
    path = meetings.ANSWER.address(attendance.pk).removeprefix("http://localhost:8000")
    assert path in mail.text
    lena.get(path)
    assert Attendance.objects.get(membership=seat).answer == "open"
    lena.post(path, {"answer": "no"})
    lena.post(path, {"answer": "vielleicht"})
    assert Attendance.objects.get(membership=seat).answer == "no"
    assert Membership.objects.get(pk=seat.pk).last_sign_on == today()


def test_five_hundred_members_are_shown_and_invited(network, ines, room, django_assert_max_num_queries):
    houses = [make_organisation(f"Haus {number}") for number in range(500)]
    Membership.objects.bulk_create(
        Membership(network=network, organisation=house, person_name=f"P{number}")
        for number, house in enumerate(houses)
    )
    meeting = make_meeting(network)
    meetings.invite(meeting, by=ines)
    assert meeting.attendances.count() == 501
    for path in ("mitglieder/", f"sitzungen/{meeting.pk}/"):
        with django_assert_max_num_queries(22):
            assert room.get(f"/konto/netzwerke/probe/{path}").status_code == 200


def test_minutes_note_what_was_said_who_was_there_and_reach_members_on_release(network, room):
    seat = make_seat(network, person_name="Petra", person_email="petra@example.org")
    meeting = make_meeting(network, days=-1)
    item = AgendaItem.objects.create(meeting=meeting, title="Plakate")
    path = f"/konto/netzwerke/probe/sitzungen/{meeting.pk}/"
    room.post(f"{path}protokoll/", {
        "text": "Alles gut.", "internal_text": "Streit.", "present": [str(seat.pk)], f"top-{item.pk}-state": "deferred",
        f"top-{item.pk}-record": "Vertagt.",
    })  # fmt: skip
    item.refresh_from_db()
    assert (item.state, item.record) == ("deferred", "Vertagt.")
    assert Attendance.objects.get(was_there=True).membership == seat
    assert not OutgoingMail.objects.exists()
    for _twice in range(2):
        room.post(f"{path}freigabe/", {"release": "members"})
    assert OutgoingMail.objects.count() == 2
    assert Minutes.objects.get().released_at


def test_records_of_another_meeting_cannot_be_written(network, room):
    other = AgendaItem.objects.create(meeting=make_meeting(), title="Fremdes")
    meeting = make_meeting(network, days=-1)
    own = AgendaItem.objects.create(meeting=meeting, title="Eigenes")
    fields = {f"top-{item.pk}-{name}": "done" for item in (own, other) for name in ("state", "record")}
    assert room.post(f"/konto/netzwerke/probe/sitzungen/{meeting.pk}/protokoll/", fields).status_code == 302
    other.refresh_from_db()
    own.refresh_from_db()
    assert (own.record, other.record) == ("done", "")


def test_somebody_who_was_not_there_cannot_be_made_up(network, room):
    meeting = make_meeting(network, days=-1)
    stranger = make_seat()
    path = f"/konto/netzwerke/probe/sitzungen/{meeting.pk}/protokoll/"
    assert room.post(path, {"present": [str(stranger.pk)]}).status_code == 200
    assert not Attendance.objects.exists()


def test_documents_are_tagged_and_read_no_markup_out_of_data(network):
    meeting = make_meeting(network, days=-1, title="#panic() *x*")
    Minutes.objects.create(
        meeting=meeting, text="# Titel\n\n- eins\n\n#let x = 1\n\n[Ort](https://example.org)"
    )
    made = minutes_pdf(meeting, portal="Portal", for_members=True)
    assert made.startswith(b"%PDF")
    assert b"StructTreeRoot" in made
    assert b"pdfuaid" in made
    assert blocks("# Titel\n\n- eins") == [
        {"kind": "heading", "text": "Titel"},
        {"kind": "item", "text": "eins"},
    ]
    nothing = {
        "title": "Nichts",
        "portal": "",
        "facts": [],
        "items": [],
        "decisions": [],
        "minutes": [],
        "internal": [],
    }
    assert pdf("minutes", nothing).startswith(b"%PDF")
