"""Contacts that survive change, and personal data that do not outlive their purpose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks import contacts
from networks.models import Admission, Attendance, ContactNote, ContactWarning, Handover, Membership, Role
from portal.core.models import OutgoingMail
from tests.factories import make_user, today

from .conftest import signed_in
from .factories import make_meeting, make_network, make_organisation, make_seat

STEPS = {
    "laeuft": {"running": "Die Herbstaktion läuft."},
    "offen": {"open_tasks": "Raum buchen."},
    "kontakte": {"contacts": "Frau Muster im Amt."},
    "termine": {"next_dates": "Am Montag Begehung."},
}


def hand_over(room, **last):
    for step, fields in STEPS.items():
        assert room.post(f"/konto/netzwerke/probe/uebergabe/{step}/", fields).status_code == 302
    return room.post("/konto/netzwerke/probe/uebergabe/nachfolge/", last)


def test_the_successor_finds_what_was_handed_over_on_top(network, room):
    last = {"successor_name": "Nora", "successor_email": "nora@example.org", "last_day": today().isoformat()}
    assert hand_over(room, **last).status_code == 302
    old, new = Membership.objects.order_by("from_day")
    assert (old.until_day, new.from_day) == (today(), today(1))
    assert (new.role, new.organisation, new.person_name) == (Role.COORDINATION, old.organisation, "Nora")
    assert "Sie übernehmen" in OutgoingMail.objects.get(recipient="nora@example.org").subject
    nora = make_user("nora@example.org", name="Nora")
    Membership.objects.filter(pk=new.pk).update(user=nora)
    page = signed_in(nora).get("/konto/netzwerke/probe/").content.decode()
    assert all(text in page for fields in STEPS.values() for text in fields.values())
    signed_in(nora).post("/konto/netzwerke/probe/uebergabe/gelesen/")
    assert "Raum buchen." not in signed_in(nora).get("/konto/netzwerke/probe/").content.decode()


def test_a_handover_sent_twice_is_one(network, room):
    last = {"successor_name": "Nora", "successor_email": "nora@example.org", "last_day": today(3).isoformat()}
    hand_over(room, **last)
    room.post("/konto/netzwerke/probe/uebergabe/nachfolge/", last)
    assert Membership.objects.count() == 2
    assert OutgoingMail.objects.filter(recipient="nora@example.org").count() == 1


def test_a_seat_handed_to_nobody_is_flagged(network, room, chef):
    hand_over(room, successor_name="", successor_email="", last_day=today().isoformat())
    assert Membership.objects.get(from_day=today(1)).is_vacant
    page = signed_in(chef).get("/konto/netzwerke/probe/mitglieder/").content.decode()
    assert "ohne Person" in page


def test_a_last_day_before_the_seat_began_is_refused_in_words(network, room):
    page = hand_over(room, successor_name="Nora", last_day=today(-300).isoformat()).content.decode()
    assert "Der letzte Tag liegt vor dem Beginn Ihres Sitzes." in page
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("failed", [True, False])
def test_the_coordination_hears_once_of_a_contact_whose_mail_bounces(failed, network):
    seat = make_seat(network, person_name="Petra", person_email="Petra@example.org")
    now = timezone.now()
    outcome = {"failed_at": now} if failed else {"sent_at": now}
    OutgoingMail.objects.create(message_id="1", recipient="petra@example.org", subject="x", **outcome)
    contacts.warn()
    contacts.warn()
    told = OutgoingMail.objects.filter(recipient="ines@example.org")
    assert told.count() == failed
    contacts.settle(seat)
    contacts.warn()
    assert told.count() == failed


def test_the_coordination_hears_once_of_a_contact_silent_for_a_year(network, room):
    seat = make_seat(network, person_name="Petra", last_sign_on=today(-365))
    make_seat(network, person_name="Till", last_sign_on=today(-364))
    contacts.warn()
    contacts.warn()
    assert ContactWarning.objects.get().membership == seat
    assert OutgoingMail.objects.count() == 1
    room.post(f"/konto/netzwerke/probe/mitglieder/{seat.pk}/stimmt/")
    contacts.warn()
    assert Membership.objects.get(pk=seat.pk).last_sign_on == today()
    assert not ContactWarning.objects.filter(settled_at=None).exists()


def test_the_person_of_an_ended_term_is_forgotten_with_its_history(network, ines):
    over = make_seat(network, person_name="Petra", person_email="petra@example.org", days=(-300, -181))
    young = make_seat(network, person_name="Till", person_email="till@example.org", days=(-300, -179))
    contacts.forget_people(timezone.now())
    over.refresh_from_db()
    young.refresh_from_db()
    assert (over.person_name, over.person_email, young.person_name) == ("", "", "Till")
    assert {row.person_name for row in over.history.all()} == {""}
    assert {row.person_name for row in young.history.all()} == {"Till"}


def test_the_history_of_a_deleted_seat_goes_too(network):
    seat = make_seat(network, person_name="Petra")
    seat.delete()
    history = Membership.history.model.objects.filter(person_name="Petra")
    contacts.forget_people(timezone.now())
    assert history.exists()
    contacts.forget_people(timezone.now() + timedelta(days=181))
    assert not history.exists()


def test_every_other_personal_record_has_its_end(network):
    seat = make_seat(network)
    past = make_meeting(network, days=-1)
    Attendance.objects.create(meeting=past, guest_name="Lena", guest_email="lena@example.org")
    Attendance.objects.create(meeting=past, membership=seat)
    ContactNote.objects.create(organisation=make_organisation(), topic="Besuch", delete_on=today(40))
    Handover.objects.create(membership=seat, running="x")
    Admission.objects.create(network=network, origin="invited", person_email="a@example.org")
    Admission.objects.create(
        network=network,
        origin="invited",
        person_email="b@example.org",
        state="declined",
        answered_at=timezone.now(),
    )
    rules = (
        contacts.delete_guests,
        contacts.delete_contact_notes,
        contacts.delete_handovers,
        contacts.delete_admissions,
    )
    assert [rule(timezone.now()) for rule in rules] == [0, 0, 0, 0]
    later = [timedelta(days=days) for days in (31, 40, 731, 366)]
    gone = [rule(timezone.now() + span) for rule, span in zip(rules, later, strict=True)]
    assert gone == [1, 1, 1, 2]


def test_an_account_with_a_seat_says_so_before_it_is_deleted(network, ines):
    make_seat(make_network(), user=ines, days=(-9, -1))
    assert len(list(contacts.obstacles(ines))) == 1
    assert {row["name"] for row in contacts.export(ines)} == {"Ines"}
