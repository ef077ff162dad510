"""What a review as a stranger found: capacities read too early, rooms that grow in the admin, old addresses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import call, changes, privacy, registration, series
from events.models import Event, EventSeries, ProgrammeItem
from events.wishes import Person, RegistrationRefused
from networks.models import Network
from portal.core.models import OutgoingMail

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(chef):
    client = Client()
    client.force_login(chef)
    return client


def arrive(event, **fields):
    return registration.confirm(registration.register(event, wish(**fields)))


def booking(row):
    return row.people.get().bookings.get()


def test_places_of_an_item_are_counted_as_they_are_and_not_as_the_form_knew_them():
    event = make_event()
    known_by_form = make_item(event, capacity=2)
    arrive(event, items=[known_by_form])
    ProgrammeItem.objects.filter(pk=known_by_form.pk).update(capacity=1)
    assert booking(arrive(event, items=[known_by_form])).status == "waitlisted"


def test_who_was_cancelled_meanwhile_waits_in_no_line():
    event = make_event()
    item = make_item(event, capacity=5)
    person = arrive(event).people.get()
    registration.cancel_person(event.participations.get())
    with pytest.raises(RegistrationRefused):
        changes.change_person(person, Person("Neu", items=(item,)))
    assert not item.bookings.exists()


def test_a_person_is_changed_under_the_event_s_lock():
    """The event's row first and the person's after it, or two changes at once wait for each other."""
    person = arrive(make_event()).people.get()
    with CaptureQueriesContext(connection) as made:
        changes.change_person(person, Person("Neu"))
    made = [query["sql"] for query in made]
    locking = next(place for place, sql in enumerate(made) if "FOR NO KEY UPDATE" in sql)
    writing = next(place for place, sql in enumerate(made) if sql.startswith('UPDATE "events_participation"'))
    assert locking < writing
    person.refresh_from_db()
    assert person.name == "Neu"


def test_line_breaks_in_a_title_stop_no_mail():
    event = make_event("Konferenz\r\nder\x01Probe", call_closes_at=timezone.now() + timedelta(days=1))
    arrive(event)
    values = {"title": "Beitrag", "abstract": "Wozu", "speakers": "Frau A", "email": "a@example.org"}
    call.submit(event, values=values)
    subjects = set(OutgoingMail.objects.values_list("subject", flat=True))
    assert len(subjects) == 3
    assert all(subject.endswith(": Konferenz der Probe") for subject in subjects)


def test_a_room_that_grows_in_the_admin_lets_the_line_move_up(office):
    event = make_event()
    room = event.rooms.create(name="Saal", capacity=1)
    item = make_item(event, capacity=None, room=room)
    _first, second = arrive(event, items=[item]), arrive(event, items=[item])
    assert booking(second).status == "waitlisted"
    data = {"event": event.pk, "name": "Saal", "capacity": "2", "directions": "", "position": "0"}
    office.post(reverse("admin:events_room_change", args=[room.pk]), data)
    assert booking(second).status == "confirmed"


def event_data(event, **more):
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    data = {
        "kind": "treffen", "title": event.title, "starts_at_0": f"{start:%d.%m.%Y}", "starts_at_1": f"{start:%H:%M}",
        "ends_at_0": f"{end:%d.%m.%Y}", "ends_at_1": f"{end:%H:%M}", "format": "vor-ort", "price": "free",
        "visibility": "public", "registration": "open", "most_people": "10",
    }  # fmt: skip
    prefixes = ("rooms", "tracks", "access_facts", "questions", "record_parts")
    data |= {f"{prefix}-{name}": "0" for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return data | more


def test_rooms_and_places_on_the_page_of_an_event_let_the_lines_move_up(office):
    event = make_event(capacity=2)
    room = event.rooms.create(name="Saal", capacity=1)
    item = make_item(event, capacity=None, room=room)
    rows = [arrive(event, items=[item]) for _number in range(3)]
    rooms = {"rooms-TOTAL_FORMS": "1", "rooms-INITIAL_FORMS": "1", "rooms-0-id": room.pk, "rooms-0-event": event.pk,
             "rooms-0-name": "Saal", "rooms-0-capacity": "9", "rooms-0-position": "0"}  # fmt: skip
    path = reverse("admin:events_event_change", args=[event.pk])
    response = office.post(path, event_data(event, capacity="3", **rooms))
    assert response.status_code == 302, response.context["errors"]
    assert [booking(row).status for row in rows] == ["confirmed"] * 3


@pytest.mark.parametrize("year", ["9999", "0001"])
def test_years_no_clock_can_turn_are_refused_in_words(year, office):
    event = make_event()
    path = reverse("admin:events_event_change", args=[event.pk])
    page = office.post(path, event_data(event, ends_at_0=f"31.12.{year}", call_closes_at_0=f"01.01.{year}",
                                        call_closes_at_1="00:00"))  # fmt: skip
    assert page.status_code == 200
    assert "Prüfen Sie das Jahr" in page.content.decode()


def test_an_item_that_only_tells_its_beginning_reads_well_and_has_no_end_in_calendars(lena):
    event = make_event(programme_published_at=timezone.now())
    item = make_item(event, "Verabschiedung", after=30, minutes=0)
    clock = f"{timezone.localtime(item.starts_at):%-H:%M}"
    page = lena.get(item.get_absolute_url()).content.decode()
    assert f"{clock} bis" not in page
    assert "0 Minuten" not in lena.get(reverse("events:programme", args=[event.slug])).content.decode()
    file = lena.get(reverse("events:programme-ics", args=[event.slug])).content.decode()
    assert "DTSTART" in file
    assert "DTEND" not in file


def test_a_public_part_does_not_name_the_members_event_it_belongs_to(lena):
    network = Network.objects.create(name="Netz", slug="netz", kind="exchange")
    inside = make_event("Vertraulicher Tag", visibility="members", network=network)
    part = make_event("Offener Abend", parent=inside)
    assert "Vertraulicher Tag" not in lena.get(part.get_absolute_url()).content.decode()
    Event.objects.filter(pk=inside.pk).update(visibility="public")
    assert "Vertraulicher Tag" in lena.get(part.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("number", "released", "told"), [(9, True, None), (10, False, None), (10, True, 10)])
def test_the_interface_tells_small_figures_as_little_as_the_page(number, released, told, lena):
    event = make_event(attended=number, record_published_at=timezone.now() if released else None)
    assert lena.get(f"/api/v1/events/{event.pk}").json()["attended"] == told


def test_a_series_begins_without_the_record_of_its_pattern():
    now = timezone.now()
    pattern = make_event(record="Schön war es.", record_published_at=now, attended=12, call_closes_at=now)
    first = timezone.localdate(pattern.starts_at)
    rule = EventSeries.objects.create(frequency="weekly", first_day=first, last_day=first + timedelta(days=7))
    (copy,) = series.make_events(pattern, rule)
    assert (copy.record, copy.has_record, copy.attended, copy.call_closes_at) == ("", False, None, None)


def test_addresses_of_speakers_go_ninety_days_after_the_event():
    event = make_event()
    event.speakers.create(name="Frau A", slug="frau-a", email="a@example.org")
    privacy.delete_addresses_of_speakers(event.ends_at + timedelta(days=89))
    assert event.speakers.get().email == "a@example.org"
    privacy.delete_addresses_of_speakers(event.ends_at + timedelta(days=91))
    assert (event.speakers.get().name, event.speakers.get().email) == ("Frau A", "")


def test_old_versions_of_events_name_no_contact_and_the_event_does():
    event = make_event(contact_name="Frau A", contact_email="a@example.org", contact_phone="0391")
    privacy.empty_old_versions(timezone.now() + timedelta(days=729))
    assert Event.history.get(id=event.pk).contact_name == "Frau A"
    privacy.empty_old_versions(timezone.now() + timedelta(days=731))
    version = Event.history.get(id=event.pk)
    assert (version.contact_name, version.contact_email, version.contact_phone) == ("", "", "")
    assert Event.objects.get(pk=event.pk).contact_name == "Frau A"
