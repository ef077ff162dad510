"""The organisers' room: only for those who keep the event; lists, messages, the door, documentation."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import checkin, programme, registration
from events.models import Event, Participation, Question, RecordPart
from events.wishes import Person
from portal.core.models import OutgoingMail
from providers.models import TeamMember

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def event(provider, anna):
    """An event of anna's provider, with places for ten."""
    TeamMember.objects.create(provider=provider, user=anna)
    return make_event(provider=provider, capacity=10, most_people=30)


@pytest.fixture
def desk_of_anna(event, anna):
    client = Client()
    client.force_login(anna)
    return client


def room(event, name="registrations", *args):
    return reverse(f"event-room:{name}", args=[event.slug, *args])


def arrive(event, **fields):
    return registration.confirm(registration.register(event, wish(**fields)))


PAGES = (
    "registrations",
    "csv",
    "places",
    "questions",
    "message",
    "entrance",
    "walk-in",
    "papers",
    "record",
    "part",
    "feedback",
)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there_for_the_team_and_for_nobody_else(name, event, desk_of_anna, omar, lena):
    assert desk_of_anna.get(room(event, name)).status_code == 200
    stranger = Client()
    stranger.force_login(omar)
    assert stranger.get(room(event, name)).status_code == 404
    assert stranger.post(room(event, name)).status_code in (404, 405)
    assert lena.get(room(event, name)).status_code == 302


def test_staff_who_may_change_events_keep_every_event(event, mehmet):
    client = Client()
    client.force_login(mehmet)
    assert client.get(room(event)).status_code == 404
    mehmet.user_permissions.add(Permission.objects.get(codename="change_event"))
    assert client.get(room(event)).status_code == 200


def test_the_list_is_found_by_name_and_state(event, desk_of_anna):
    arrive(event, name="Adele Anfang")
    arrive(event, name="Zoe Zuletzt", people=12)
    page = desk_of_anna.get(room(event), {"name": "zoe"}).content.decode()
    assert "Zoe Zuletzt" in page
    assert "Adele Anfang" not in page
    page = desk_of_anna.get(room(event), {"stand": "waitlisted"}).content.decode()
    assert "1 Anmeldung" in page
    assert "9 angemeldet" in page
    assert "3 auf der Warteliste" in page


def test_the_list_needs_as_many_statements_for_thirty_as_for_one(event, desk_of_anna):
    Event.objects.filter(pk=event.pk).update(capacity=None)
    arrive(event)
    with CaptureQueriesContext(connection) as one:
        desk_of_anna.get(room(event))
    for _number in range(5):
        arrive(event, people=3)
    with CaptureQueriesContext(connection) as many:
        desk_of_anna.get(room(event))
    assert len(many) == len(one)


def test_approving_and_declining_tells_the_person(event, desk_of_anna):
    Event.objects.filter(pk=event.pk).update(registration="approval")
    event.refresh_from_db()
    yes, no = arrive(event), arrive(event)
    desk_of_anna.post(room(event, "decide", yes.pk), {"answer": "ja"})
    desk_of_anna.post(room(event, "decide", no.pk), {"answer": "nein"})
    assert (yes.people.get().status, no.people.get().status) == ("confirmed", "declined")
    assert OutgoingMail.objects.filter(recipient=no.email, subject__startswith="Leider kein Platz").exists()


def test_another_event_s_registration_cannot_be_decided(event, desk_of_anna):
    foreign = arrive(make_event(registration="approval"))
    assert desk_of_anna.post(room(event, "decide", foreign.pk), {"answer": "nein"}).status_code == 404
    assert foreign.people.get().status == "requested"


def test_the_table_runs_no_formula(event, desk_of_anna):
    question = Question.objects.create(event=event, text="=1+1")
    arrive(event, name="=HYPERLINK(1)", organisation="+49", answers={str(question.pk): "@sum"})
    rows = list(
        csv.reader(
            io.StringIO(desk_of_anna.get(room(event, "csv")).content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0][-1] == "'=1+1"
    assert {"'=HYPERLINK(1)", "'+49", "'@sum"} <= set(rows[1])


def test_a_message_is_shown_first_and_sent_once(event, desk_of_anna):
    arrive(event, email="eins@example.org")
    cancelled = arrive(event, email="zwei@example.org")
    registration.cancel(cancelled)
    OutgoingMail.objects.all().delete()
    data = {
        "to": "alle",
        "subject": "Raum\r\nBcc: x",
        "text": "Wir treffen uns\n\nim Hof.",
        "token": "einmal",
    }
    page = desk_of_anna.post(room(event, "message"), data).content.decode()
    assert "So geht die Nachricht an 1 Adresse" in page
    assert not OutgoingMail.objects.exists()
    for _again in range(2):
        desk_of_anna.post(room(event, "message"), data | {"senden": "1"})
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "eins@example.org"
    assert "im Hof." in mail.text
    assert "\n" not in mail.subject


def test_more_places_let_people_move_up_at_once(event, desk_of_anna):
    item = make_item(event, "Session I", capacity=1)
    arrive(event, items=[item])
    second = arrive(event, items=[item])
    desk_of_anna.post(room(event, "places"), {"event": "10", f"punkt{item.pk}": "2"})
    assert second.people.get().bookings.get().status == "confirmed"
    page = desk_of_anna.post(room(event, "places"), {"event": "9" * 30}).content.decode()
    assert "Fehler:" in page


def test_more_places_of_an_item_in_the_programme_go_to_its_line(event):
    item = make_item(event, "Session I", capacity=0)
    waiting = arrive(event, items=[item])
    item.capacity = 1
    programme.save_item(item)
    assert waiting.people.get().bookings.get().status == "confirmed"


def test_questions_are_written_changed_and_taken_away(event, desk_of_anna):
    form = {"frage-TOTAL_FORMS": "1", "frage-INITIAL_FORMS": "0", "frage-0-text": "Womit?", "frage-0-kind": "choice",
            "frage-0-choices": "Bahn", "frage-0-position": "0"}  # fmt: skip
    assert "mindestens zwei Antworten" in desk_of_anna.post(room(event, "questions"), form).content.decode()
    desk_of_anna.post(room(event, "questions"), form | {"frage-0-choices": "Bahn\nRad"})
    question = event.questions.get()
    form |= {
        "frage-INITIAL_FORMS": "1",
        "frage-0-id": question.pk,
        "frage-0-choices": "a\nb",
        "frage-0-DELETE": "on",
    }
    desk_of_anna.post(room(event, "questions"), form)
    assert not event.questions.exists()


# The day


def test_a_scanned_code_shows_the_person_and_only_the_button_marks(event, desk_of_anna):
    person = arrive(event, name="Gast").people.get()
    page = desk_of_anna.get(room(event, "entrance"), {"c": person.code}).content.decode()
    assert "Ist da" in page
    assert checkin.attended(event) == 0
    desk_of_anna.post(room(event, "entrance"), {"code": person.code})
    assert checkin.attended(event) == 1
    assert "schon da" in desk_of_anna.get(room(event, "entrance"), {"c": person.code}).content.decode()


def test_the_list_at_the_entrance_is_searched_without_script(event, desk_of_anna):
    arrive(event, name="Adele", organisation="Schule Nord")
    arrive(event, name="Zoe")
    for words in ("adele", "schule nord"):
        page = desk_of_anna.get(room(event, "entrance"), {"name": words}).content.decode()
        assert "Adele" in page
        assert page.count('value="da"') == 1


def test_the_code_of_a_registration_marks_everybody_who_came_with_it(event, desk_of_anna):
    group = arrive(event, people=4)
    page = desk_of_anna.get(room(event, "entrance"), {"c": group.code}).content.decode()
    assert "Alle 4 sind da" in page


def test_marks_from_phones_that_were_offline_keep_the_first_time(event):
    Event.objects.filter(pk=event.pk).update(starts_at=NOW() - timedelta(hours=2))
    event.refresh_from_db()
    person = arrive(make_event(slug="anders")).people.get()
    Participation.objects.filter(pk=person.pk).update(event=event)
    early, late = NOW() - timedelta(minutes=50), NOW() - timedelta(minutes=10)
    for at in (late, early, late):
        checkin.check_in(event, [person.code], at=at)
    person.refresh_from_db()
    assert person.checked_in_at == early


def test_a_clock_that_runs_wrong_is_not_believed(event):
    person = arrive(event).people.get()
    checkin.check_in(event, [person.code], at=NOW() + timedelta(days=400))
    person.refresh_from_db()
    assert abs(person.checked_in_at - NOW()) < timedelta(minutes=1)


def test_who_waits_is_not_let_in_and_codes_of_other_events_do_nothing(event, desk_of_anna):
    Event.objects.filter(pk=event.pk).update(capacity=0)
    event.refresh_from_db()
    waiting, foreign = arrive(event).people.get(), arrive(make_event()).people.get()
    desk_of_anna.post(
        room(event, "entrance"),
        {"code": [waiting.code, foreign.code, "\x00", "x" * 99], "at": "2026-13-45T99"},
    )
    assert not Participation.objects.filter(checked_in_at__isnull=False).exists()
    assert desk_of_anna.get(room(event, "entrance"), {"c": "\x00"}).status_code == 200


def test_a_phone_gets_a_short_answer(event, desk_of_anna):
    person = arrive(event).people.get()
    response = desk_of_anna.post(
        room(event, "entrance"),
        {"code": person.code, "at": NOW().isoformat()},
        headers={"Accept": "application/json"},
    )
    assert response.json() == {"there": 1}


def test_walk_ins_take_free_places_only(event, desk_of_anna):
    Event.objects.filter(pk=event.pk).update(capacity=1)
    desk_of_anna.post(room(event, "walk-in"), {"name": "Spontan", "kind": "adult"})
    assert checkin.attended(event) == 1
    page = desk_of_anna.post(room(event, "walk-in"), {"name": "Zu spät", "kind": "adult"}).content.decode()
    assert "Alle Plätze sind vergeben" in page
    assert event.participations.count() == 1


@pytest.mark.parametrize("name", ["namensschilder", "liste", "raumschilder"])
def test_papers_are_tagged_pdf(name, event, desk_of_anna):
    make_item(event, "Session #1", room=event.rooms.create(name="Saal *A*"))
    arrive(event, name="O'Neil #]")
    content = desk_of_anna.get(room(event, "paper", name)).content
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content
    assert desk_of_anna.get(room(event, "paper", "unsinn")).status_code == 404


# After


def test_the_documentation_is_written_and_published_by_the_organiser(event, desk_of_anna, lena):
    Event.objects.filter(pk=event.pk).update(
        starts_at=NOW() - timedelta(days=2), ends_at=NOW() - timedelta(days=1)
    )
    item = make_item(event, "Session I")
    desk_of_anna.post(room(event, "record"), {"tag-record": "Ein guter Tag.", "tag-attended": "9"})
    desk_of_anna.post(room(event, "item-record", item.pk), {"record": "Drei Ideen."})
    desk_of_anna.post(
        room(event, "item-part", item.pk),
        {"kind": "link", "title": "Moodle", "url": "https://example.org/kurs"},
    )
    page = f"/veranstaltungen/{event.slug}/dokumentation/"
    assert lena.get(page).status_code == 404
    desk_of_anna.post(room(event, "publish-record"))
    shown = lena.get(page).content.decode()
    for words in ("Ein guter Tag.", "Drei Ideen.", "Moodle", "Weniger als 10 Menschen waren dabei."):
        assert words in shown


def test_only_pdf_files_and_pictures_with_consent_are_taken(event, desk_of_anna, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = room(event, "part")
    page = SimpleUploadedFile("böse.pdf", b"<html><script>", content_type="application/pdf")
    answer = desk_of_anna.post(path, {"kind": "file", "title": "Datei", "file": page}).content.decode()
    assert "keine PDF-Datei" in answer
    paper = SimpleUploadedFile("Teilnehmer Müller.pdf", b"%PDF-1.7 ...", content_type="application/pdf")
    desk_of_anna.post(path, {"kind": "file", "title": "Datei", "file": paper})
    assert "Müller" not in RecordPart.objects.get().file.name
    assert "Einverständnis" in desk_of_anna.post(path, {"kind": "picture", "title": "Bild"}).content.decode()


def test_parts_of_other_events_cannot_be_taken_away(event, desk_of_anna):
    part = RecordPart.objects.create(event=make_event(), kind="link", title="x", url="https://example.org")
    assert desk_of_anna.post(room(event, "remove-part", part.pk)).status_code == 404


def test_walk_in_by_hand_has_no_address_and_gets_no_mail(event):
    registration.walk_in(event, Person("Spontan"))
    assert not OutgoingMail.objects.exists()
