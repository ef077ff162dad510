"""Nothing internal appears on anything the public can open: every internal field carries a marked word."""

import pytest
from django.utils import timezone
from icalendar import Calendar

from networks.memberships import CALENDAR
from networks.minutes import minutes_data, public_minutes
from networks.models import (
    Admission,
    AgendaItem,
    Attendance,
    ContactNote,
    Decision,
    Goal,
    Handover,
    Measure,
    Minutes,
    NetworkDocument,
    NetworkInternal,
    Role,
)
from networks.pages import network_page
from providers.models import Provider
from tests.factories import make_provider, today

from .conftest import signed_in
from .factories import make_meeting, make_network, make_organisation, make_seat

MARK = "GEHEIMWORT"


@pytest.fixture
def house(db):
    return make_organisation("Haus der Probe", slug="haus")


@pytest.fixture
def told(network, house):
    """A network whose every internal field says the marked word, beside public ones."""
    NetworkInternal.objects.filter(network=network).update(agreement=MARK, notes=MARK)
    seat = make_seat(
        network,
        organisation=house,
        person_name=f"{MARK} Person",
        person_email="geheimwort@example.org",
        person_phone=MARK,
        expectations=MARK,
        contributions=MARK,
    )
    NetworkDocument.objects.create(network=network, title=MARK, url="https://example.org/GEHEIMWORT")
    for model in (Goal, Decision, Measure):
        model.objects.create(network=network, title=MARK, text=MARK, internal_note=MARK)
        model.objects.create(network=network, title="Offenes", internal_note=MARK, visibility="public")
    for days in (-5, 5):
        make_meeting(network, days=days, title=MARK)
    meetings = [_open_meeting(network, days, seat) for days in (-6, 6)]
    Admission.objects.create(
        network=network, origin="requested", organisation_name=MARK, person_name=MARK, message=MARK,
        person_email="geheimwort@example.org",
    )  # fmt: skip
    Handover.objects.create(membership=seat, running=MARK, open_tasks=MARK, contacts=MARK, next_dates=MARK)
    ContactNote.objects.create(organisation=house, network=network, topic=MARK, agreed=MARK)
    return meetings


def _open_meeting(network, days, seat):
    """A public meeting with internal parts of every kind."""
    meeting = make_meeting(
        network,
        days=days,
        title="Offene Sitzung",
        visibility="public",
        guests_welcome=True,
        internal_note=MARK,
        online_url="https://example.org/GEHEIMWORT",
    )
    AgendaItem.objects.create(meeting=meeting, title="Offener Punkt", internal_note=MARK)
    AgendaItem.objects.create(meeting=meeting, title=MARK, text=MARK, record=MARK, is_internal=True)
    Minutes.objects.create(meeting=meeting, text="Offen.", internal_text=MARK, release="public")
    Decision.objects.create(network=meeting.network, meeting=meeting, title=MARK, text=MARK)
    Attendance.objects.create(meeting=meeting, membership=seat, was_there=True)
    Attendance.objects.create(
        meeting=meeting, guest_name=MARK, guest_email="geheimwort@example.org", was_there=True
    )
    return meeting


def test_no_public_page_calendar_or_file_says_anything_internal(told, lena, stranger):
    past, coming = (f"/netzwerke/probe/sitzungen/{meeting.pk}/" for meeting in told)
    paths = ("/netzwerke/", "/netzwerke/vergleich/?n=probe", "/netzwerke/probe/", "/netzwerke/probe/mitmachen/",
             "/netzwerke/probe/kalender.ics", "/netzwerke/einrichtungen/haus/", past, coming,
             f"{coming}anmelden/")  # fmt: skip
    for client in (lena, stranger):
        for path in paths:
            response = client.get(path)
            assert response.status_code == 200, path
            assert MARK.lower() not in response.content.decode().lower(), path


def test_the_public_minutes_hold_no_internal_part(told, lena):
    assert lena.get(f"/netzwerke/probe/sitzungen/{told[0].pk}/protokoll.pdf").content.startswith(b"%PDF")
    said = str(minutes_data(public_minutes("probe", told[0].pk), portal="Portal"))
    assert "Offener Punkt" in said
    assert MARK not in said
    assert MARK in str(minutes_data(told[0], portal="Portal", for_members=True))


def test_members_do_read_what_is_internal(told, room):
    for path in ("", "mitglieder/", "ergebnisse/", "unterlagen/", f"sitzungen/{told[0].pk}/"):
        assert MARK in room.get(f"/konto/netzwerke/probe/{path}").content.decode(), path


def test_a_plain_member_reads_but_does_not_change(told, network, omar):
    make_seat(network, user=omar)
    member = signed_in(omar)
    assert member.get("/konto/netzwerke/probe/mitglieder/").status_code == 200
    for path in ("bearbeiten/", "mitglieder/einladen/", "ziele/neu/", f"sitzungen/{told[0].pk}/protokoll/"):
        assert member.get(f"/konto/netzwerke/probe/{path}").status_code == 404
    assert member.post(f"/konto/netzwerke/probe/sitzungen/{told[1].pk}/einladen/").status_code == 404


def test_who_has_left_reads_nothing_more(network, omar):
    make_seat(network, user=omar, days=(-10, -1))
    assert signed_in(omar).get("/konto/netzwerke/probe/").status_code == 404


def test_an_unpublished_network_answers_like_one_that_does_not_exist(db, lena):
    make_network(slug="entwurf", is_public=False)
    for path in ("", "kalender.ics", "mitmachen/"):
        secret, missing = (lena.get(f"/netzwerke/{slug}/{path}") for slug in ("entwurf", "niemand"))
        assert secret.status_code == missing.status_code == 404
        assert secret.content.decode().replace("entwurf", "") == missing.content.decode().replace(
            "niemand", ""
        )


def test_minutes_of_members_are_no_page_of_the_public(network, lena):
    meeting = make_meeting(network, days=-1, visibility="public")
    Minutes.objects.create(meeting=meeting, text=MARK, release="members")
    assert MARK not in lena.get(f"/netzwerke/probe/sitzungen/{meeting.pk}/").content.decode()
    assert lena.get(f"/netzwerke/probe/sitzungen/{meeting.pk}/protokoll.pdf").status_code == 404


def test_a_draft_of_the_minutes_is_for_the_coordination_alone(network, omar, room):
    make_seat(network, user=omar)
    meeting = make_meeting(network, days=-1)
    Minutes.objects.create(meeting=meeting, text=MARK)
    path = f"/konto/netzwerke/probe/sitzungen/{meeting.pk}/"
    assert MARK in room.get(path).content.decode()
    assert MARK not in signed_in(omar).get(path).content.decode()
    assert signed_in(omar).get(f"{path}protokoll.pdf").status_code == 404


@pytest.mark.parametrize(
    ("consents", "days", "is_shown"),
    [(True, (-5, None), True), (False, (-5, None), False), (True, (-5, -1), False), (True, (3, None), False)],
)
def test_a_person_is_shown_with_consent_and_while_the_term_runs(consents, days, is_shown, network, lena):
    make_seat(network, days=days, person_name="Petra Muster", shows_person=consents, role=Role.CHAIR)
    assert ("Petra Muster" in lena.get("/netzwerke/probe/").content.decode()) == is_shown


def test_a_provider_that_is_not_public_is_named_nowhere(network, lena):
    hidden = make_provider("Geheimes Haus", status=Provider.Status.DRAFT)
    body = make_organisation(name="", kind="provider", provider=hidden, slug="geheim")
    make_seat(network, organisation=body)
    Measure.objects.create(network=network, title="Offen", organisation=body, visibility="public")
    assert "Geheimes Haus" not in lena.get("/netzwerke/probe/").content.decode()
    assert lena.get("/netzwerke/einrichtungen/geheim/").status_code == 404


def test_only_the_calendar_of_members_says_where_the_video_call_is(network, ines, lena):
    meeting = make_meeting(network, online_url="https://example.org/video", changed_at=timezone.now())
    seat = network.memberships.get()
    path = CALENDAR.address(seat.pk).removeprefix("http://localhost:8000")
    events = Calendar.from_ical(lena.get(path).content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [meeting.title]
    assert "example.org/video" in str(events[0]["DESCRIPTION"])
    network.memberships.update(until_day=today(-1), from_day=today(-9))
    assert lena.get(path).status_code == 410


def test_the_cost_of_the_public_page_does_not_grow(network, django_assert_max_num_queries, lena):
    for number in range(30):
        make_seat(network, organisation=make_organisation(f"Haus {number} der Reihe"))
        make_meeting(network, days=number + 1, visibility="public")
        Goal.objects.create(network=network, title=f"Ziel {number}", visibility="public")
    lena.get("/netzwerke/probe/")
    with django_assert_max_num_queries(22):
        network_page(network)
