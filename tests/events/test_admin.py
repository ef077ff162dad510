"""Events in the admin: steps ask first, refuse with the reason, and tell what they did."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.addresses import free_event_slug
from events.models import Appearance, Event, EventSeries, ProgrammeItem

from .factories import make_event, make_item
from .test_call import open_call, submitted
from .test_exchange import BESIDE, EVENING, schedule

pytestmark = pytest.mark.django_db

PAGES = ("event", "programmeitem", "speaker", "contribution", "eventseries", "programmeversion")


@pytest.fixture
def office(chef):
    client = Client()
    client.force_login(chef)
    return client


def step(name, event=None):
    return reverse(f"admin:events_{name}", args=[event.pk] if event else [])


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(office, name):
    contribution = submitted(open_call())
    make_item(contribution.event)
    assert office.get(reverse(f"admin:events_{name}_changelist")).status_code == 200
    found = {"event": Event, "programmeitem": ProgrammeItem, "contribution": type(contribution)}.get(name)
    if found:
        page = office.get(reverse(f"admin:events_{name}_change", args=[found.objects.first().pk]))
        assert page.status_code == 200


def test_new_event_gets_its_address_from_the_title_and_stays_a_draft(office):
    data = {
        "kind": "treffen", "title": "Stammtisch Übergänge", "starts_at_0": "01.03.2027", "starts_at_1": "17:00",
        "ends_at_0": "01.03.2027", "ends_at_1": "19:00", "format": "vor-ort", "price": "free", "visibility": "public",
        "registration": "none", "most_people": "10",
    }  # fmt: skip
    prefixes = ("rooms", "tracks", "access_facts", "questions", "record_parts")
    data |= {f"{prefix}-{name}": "0" for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    response = office.post(reverse("admin:events_event_add"), data)
    assert response.status_code == 302, response.context["errors"]
    event = Event.objects.get()
    assert (event.slug, event.status) == ("stammtisch-uebergaenge", "draft")


def test_no_event_takes_an_address_that_leads_somewhere_else():
    make_event(slug="tag")
    assert [free_event_slug(title) for title in ("Monat", "Anmeldung", "Tag", "Neu")] == [
        "monat-2", "anmeldung-2", "tag-2", "neu",
    ]  # fmt: skip


def test_actions_publish_and_withdraw_and_name_what_a_rule_refuses(office):
    draft, cancelled = make_event(status="draft"), make_event("Schon da")
    chosen = {"action": "publish", "_selected_action": [draft.pk, cancelled.pk]}
    page = office.post(reverse("admin:events_event_changelist"), chosen, follow=True).content.decode()
    assert "1 Veranstaltung veröffentlicht." in page
    assert "Schon da: Eine Veranstaltung im Status" in page
    office.post(reverse("admin:events_event_changelist"), chosen | {"action": "withdraw"})
    assert set(Event.objects.values_list("status", flat=True)) == {"withdrawn"}


def test_cancelling_asks_for_the_reason_and_opening_the_page_changes_nothing(office):
    event = make_event()
    assert office.get(step("absagen", event)).status_code == 200
    assert office.post(step("absagen", event), {"reason": ""}).status_code == 200
    event.refresh_from_db()
    assert event.status == "published"
    office.post(step("absagen", event), {"reason": "Sturm"})
    event.refresh_from_db()
    assert (event.status, event.cancelled_reason) == ("cancelled", "Sturm")
    page = office.post(step("absagen", event), {"reason": "Noch einmal"}).content.decode()
    assert "kann nicht" in page


def test_programme_record_and_series_have_their_steps(office):
    event = make_event()
    office.post(step("programm", event), {"note": "Erste Fassung"})
    office.post(step("dokumentation", event))
    first = event.starts_at.date()
    days = {"first_day": f"{first:%d.%m.%Y}", "last_day": f"{first.replace(year=first.year + 1):%d.%m.%Y}"}
    office.post(step("reihe", event), {"frequency": "weekly", "except_days": ""} | days)
    event.refresh_from_db()
    assert event.programme_versions.get().note == "Erste Fassung"
    assert event.record_published_at
    assert EventSeries.objects.get().events.count() == 53


def test_file_is_taken_in_or_refused_with_the_reason(office):
    good = SimpleUploadedFile("plan.json", schedule(EVENING, BESIDE))
    page = office.post(step("einlesen"), {"file": good}, follow=True).content.decode()
    assert "2 neu, 0 geändert, 0 unverändert." in page
    bad = SimpleUploadedFile("plan.json", b"{")
    assert "Das JSON ist beschädigt" in office.post(step("einlesen"), {"file": bad}).content.decode()
    event = make_event()
    outside = SimpleUploadedFile("plan.json", schedule(EVENING))
    assert (
        "außerhalb der Veranstaltung"
        in office.post(step("einlesen", event), {"file": outside}).content.decode()
    )
    assert not event.items.exists()


def item_data(item, **fields):
    start, end = item.starts_at.astimezone(), item.ends_at.astimezone()
    values = {
        "event": item.event_id, "kind": item.kind, "title": item.title, "starts_at_0": f"{start:%d.%m.%Y}",
        "starts_at_1": f"{start:%H:%M:%S}.{start.microsecond:06}", "ends_at_0": f"{end:%d.%m.%Y}",
        "ends_at_1": f"{end:%H:%M:%S}.{end.microsecond:06}", "status": "planned",
        "appearances-TOTAL_FORMS": "0", "appearances-INITIAL_FORMS": "0",
    }  # fmt: skip
    return values | fields


def test_clash_of_room_is_told_with_the_other_item(office):
    event = make_event()
    room = event.rooms.create(name="Ratsdiele")
    make_item(event, "Begrüßung", room=room)
    item = make_item(event, "Podium")
    address = reverse("admin:events_programmeitem_change", args=[item.pk])
    page = office.post(address, item_data(item, room=room.pk)).content.decode()
    assert "„Ratsdiele“ ist dann belegt: „Begrüßung“" in page


def test_clash_of_people_is_told_with_the_other_item(office):
    event = make_event()
    person = event.speakers.create(name="Torsten Haß", slug="hass")
    Appearance.objects.create(item=make_item(event, "Impuls"), speaker=person)
    item = make_item(event, "Session")
    rows = {"appearances-TOTAL_FORMS": "1", "appearances-0-speaker": person.pk, "appearances-0-position": "0"}
    address = reverse("admin:events_programmeitem_change", args=[item.pk])
    assert (
        "wirkt dann schon mit bei „Impuls“" in office.post(address, item_data(item, **rows)).content.decode()
    )
    assert not item.speakers.exists()


def test_contribution_is_accepted_or_declined_on_a_page_that_asks(office):
    first, second = submitted(open_call()), submitted(open_call())
    start = first.event.starts_at.astimezone()
    when = {"starts_at_0": f"{start:%d.%m.%Y}", "starts_at_1": f"{start.hour:02}:{start.minute:02}"}
    late = {"starts_at_0": "01.01.2040", "starts_at_1": "10:00"}
    accept = reverse("admin:events_beitrag_annehmen", args=[first.pk])
    assert "dauert nur so lange" in office.post(accept, late).content.decode()
    Event.objects.update(starts_at=start.replace(second=0, microsecond=0))
    office.post(accept, when)
    office.post(reverse("admin:events_beitrag_ablehnen", args=[second.pk]), {"reason": "Zu viele Beiträge"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.item.title, second.status) == ("accepted", first.title, "declined")


def test_who_may_not_change_events_gets_no_step(desk):
    event = make_event()
    for name in ("absagen", "programm", "einlesen"):
        assert desk.get(step(name, event)).status_code == 403
