"""Nonsense in every form of the events: an answer in words, never a failure; and pages stay cheap."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from events import feedback, registration
from events.models import Event, Feedback, Question
from events.notifications import MANAGING
from portal.core.guards import stamp

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db
VALUES = ("\x00", "9" * 400, "-1", "9999-12-31T23:59:59Z", "a" * 50_000, "\x85\u2028\u202e", "=1+1", "", "²")
ROOM = (
    "registrations",
    "csv",
    "places",
    "questions",
    "message",
    "entrance",
    "walk-in",
    "record",
    "part",
    "feedback",
)
OWN = ("person", "dazu", "platz", "absagen", "loeschen")
FIELDS = (
    "name", "organisation", "kind", "to", "subject", "text", "token", "senden", "event", "code", "at", "act",
    "frage-TOTAL_FORMS", "frage-INITIAL_FORMS", "frage-0-id", "frage-0-text", "frage-0-kind", "frage-0-position",
    "tag-record", "tag-attended", "title", "url", "picture_alt", "zeigen", "pk", "answer", "age", "guardian", "needs",
    "wahl1", "grade", "item", "good", "better", "wishes", "stand", "seite", "c", "person",
)  # fmt: skip


@pytest.fixture
def event():
    made = make_event(guardian_below=14)
    make_item(made, "Session I", capacity=2)
    Question.objects.create(event=made, text="Womit?", kind="choice", choices="Bahn\nRad")
    return made


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_no_value_breaks_a_form_of_the_room(value, event, chef):
    client, data = Client(raise_request_exception=False), dict.fromkeys(FIELDS, [value, value])
    client.force_login(chef)
    for name in ROOM:
        path = reverse(f"event-room:{name}", args=[event.slug])
        assert client.get(path, data).status_code < 500, name
        assert client.post(path, data).status_code < 500, name


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_no_value_breaks_a_page_of_a_registration(value, event):
    client, data = Client(raise_request_exception=False), dict.fromkeys(FIELDS, value)
    row = registration.confirm(registration.register(event, wish()))
    Event.objects.filter(pk=event.pk).update(starts_at=event.starts_at.replace(year=2020))
    for page in OWN:
        path = MANAGING.path(row.code).replace("/anmeldung/", f"/anmeldung/{page}/")
        assert client.post(path, data).status_code < 500, page
        person = row.people.first()
        assert person is None or client.post(f"{path}&person={person.pk}", data).status_code < 500, page
    guards = {"opened": stamp(time.time() - 60), "website": ""}
    feedback_path = f"/veranstaltungen/{event.slug}/rueckmeldung/"
    assert client.post(feedback_path, data | guards).status_code < 500


@pytest.mark.parametrize(
    "page", ["mein-programm/?p={item}", "rueckmeldung/", "rueckmeldungen/", "anmelden/gesendet/", "programm/"]
)
def test_public_pages_around_an_event_need_few_statements(page, event, lena, django_assert_max_num_queries):
    item = event.items.get()
    feedback.release(event, [Feedback.objects.create(event=event, grade=5).pk])
    path = f"/veranstaltungen/{event.slug}/{page.format(item=item.pk)}"
    lena.get(path)
    with django_assert_max_num_queries(6):
        assert lena.get(path).status_code == 200
