"""Registering in the page: numbers first, then people; sent twice it is one; nothing typed is lost."""

import re
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from events import registration
from events.models import Booking, Participation, Question, Registration
from events.notifications import CONFIRMING, managing_address
from portal.core import jobs
from portal.core.guards import stamp
from portal.core.models import OutgoingMail
from tests.networks.factories import make_seat

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db


def sent(event, **fields):
    """What the page sends for one person."""
    values = {
        "opened": stamp(time.time() - 60),
        "token": "formular-nummer-eins",
        "name": "Lena Beispiel",
        "email": "lena@example.org",
        "p1-kind": "adult",
    }
    return values | fields


def address(event, query="personen=1"):
    return f"/veranstaltungen/{event.slug}/anmelden/?{query}"


def test_the_first_question_is_how_many_come(lena):
    event = make_event(capacity=3)
    page = lena.get(f"/veranstaltungen/{event.slug}/anmelden/").content.decode()
    assert "Wie viele Personen kommen?" in page
    assert "Noch 3 Plätze" in page


def test_one_person_registers_and_is_told_to_look_into_the_mailbox(lena):
    event = make_event()
    response = lena.post(address(event), sent(event), follow=True)
    assert "Sehen Sie in Ihr Postfach" in response.content.decode()
    person = Participation.objects.get()
    assert (person.name, person.status) == ("Lena Beispiel", "held")
    mail = OutgoingMail.objects.get(recipient="lena@example.org")
    assert "/veranstaltungen/anmeldung/bestaetigen/?code=" in mail.text


def test_opening_the_link_confirms_nothing_and_the_button_does(lena):
    event = make_event()
    row = registration.register(event, wish())
    path = CONFIRMING.path(row.code)
    lena.get(path)
    assert Registration.objects.unconfirmed().count() == 1
    response = lena.post(path, follow=True)
    assert Registration.objects.confirmed().count() == 1
    assert "angemeldet" in response.content.decode()


def test_a_family_registers_children_without_e_mail_and_with_a_guardian(lena):
    event = make_event(guardian_below=14)
    family = {
        "p2-name": "Kind Beispiel",
        "p2-kind": "child",
        "p2-age": "9",
        "p2-guardian": "Lena Beispiel",
        "p2-needs": "vegetarisch",
    }
    lena.post(address(event, "personen=2"), sent(event, **family))
    child = Participation.objects.get(kind="child")
    assert (child.age, child.guardian, child.needs) == (9, "Lena Beispiel", "vegetarisch")


def test_errors_keep_everything_typed_and_name_the_field(lena):
    event = make_event(guardian_below=14)
    fields = {"p2-name": "Kind Ümläut", "p2-kind": "child", "p2-age": "9", "phone": "0391 555"}
    page = lena.post(address(event, "personen=2"), sent(event, **fields)).content.decode()
    assert "Fehler:" in page
    assert 'href="#id_p2-guardian"' in page
    assert 'value="Kind Ümläut"' in page
    assert 'value="0391 555"' in page
    assert not Registration.objects.exists()


def test_a_class_goes_into_two_items_with_an_adult_in_each(lena):
    event = make_event(most_people=30)
    first, second = make_item(event, "Session I"), make_item(event, "Session II")
    numbers = {f"zahl{first.pk}": "13", f"zahl{second.pk}": "13", "group_name": "5b"}
    lena.post(address(event, "schueler=24&erwachsene=2"), sent(event, **numbers))
    counted = [
        sorted(each.bookings.values_list("participation__kind", flat=True)) for each in (first, second)
    ]
    assert counted == [["companion"] + ["pupil"] * 12] * 2
    assert Participation.objects.count() == 26


def test_more_people_than_come_cannot_be_shared_out(lena):
    event = make_event(most_people=30)
    item = make_item(event)
    other = make_item(event)
    numbers = {f"zahl{item.pk}": "2", f"zahl{other.pk}": "2", "group_name": "5b"}
    page = lena.post(address(event, "schueler=2&erwachsene=1"), sent(event, **numbers)).content.decode()
    assert "Hier sind 4 Personen verteilt, angemeldet sind 3." in page


def test_places_and_the_waiting_list_are_told_before_anything_is_sent(lena):
    event = make_event(capacity=1)
    item = make_item(event, "Session I", capacity=0)
    registration.register(event, wish())
    page = lena.get(address(event)).content.decode()
    assert "Sie stehen auf der Warteliste" in page
    assert f"{item} (ausgebucht, Sie kommen auf die Warteliste)" in page
    assert "So lange behalten wir Ihre Angaben" in page


def test_questions_of_the_organiser_are_asked_and_kept(lena):
    event = make_event()
    question = Question.objects.create(
        event=event, text="Womit kommen Sie?", kind="choice", choices="Bahn\nRad", is_required=True
    )
    name = f"frage{question.pk}"
    assert "Beantworten Sie die Frage" in lena.post(address(event), sent(event)).content.decode()
    lena.post(address(event), sent(event, **{name: "Rad"}))
    assert Registration.objects.get().answers == {str(question.pk): "Rad"}


def test_the_same_answer_for_known_and_unknown_addresses(lena):
    event = make_event()
    registration.confirm(registration.register(event, wish(email="lena@example.org")))
    known = lena.post(address(event), sent(event), follow=True)
    new = lena.post(
        address(event), sent(event, email="neu@example.org", token="formular-nummer-zwei"), follow=True
    )
    assert known.content == new.content
    assert Participation.objects.filter(registration__email="lena@example.org").count() == 1


def test_one_address_gets_only_some_mails_a_day(lena):
    event = make_event()
    for number in range(6):
        page = lena.post(address(event), sent(event, token=f"formular-nummer-{number}"))
    assert "kamen heute schon viele Anmeldungen" in page.content.decode()
    assert OutgoingMail.objects.filter(recipient="lena@example.org").count() == 5


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_make_one_registration_and_one_mail():
    event = make_event()
    body, start, statuses = sent(event), threading.Barrier(20), []

    def post():
        start.wait()
        statuses.append(Client().post(address(event), body).status_code)
        connections.close_all()

    threads = [threading.Thread(target=post) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * 20
    assert Registration.objects.count() == 1
    assert OutgoingMail.objects.filter(recipient="lena@example.org").count() == 1


def test_the_same_token_at_two_events_is_two_registrations(lena):
    for event in (make_event(), make_event()):
        lena.post(address(event), sent(event))
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    "query",
    [
        "personen=0",
        "personen=1000",
        "personen=99999999999999999999999999",
        "personen=%00",
        "personen=zwei&personen=-3",
        "schueler=0&erwachsene=0",
        "schueler=1000000&erwachsene=1",
        "schueler=" + "9" * 5000,
        "schueler=%ED%A0%80",
    ],
)
def test_impossible_numbers_get_an_answer_in_words(lena, query):
    page = lena.get(address(make_event(), query))
    assert page.status_code == 200
    assert "Fehler:" in page.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "\x00"},
        {"email": "a\x00@example.org"},
        {"p1-age": "9" * 400},
        {"p1-kind": ["adult", "unsinn"]},
        {"token": "\x00"},
        {"token": "kurz"},
        {"opened": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"wahl1": "99999999999999999999"},
        {"name": "x" * 100_000},
    ],
)
def test_bad_input_is_answered_never_failed(lena, fields):
    event = make_event()
    make_item(event)
    assert lena.post(address(event), sent(event, **fields)).status_code in (200, 302)


def test_who_may_not_register_is_told_why(lena):
    event = make_event(registration="none")
    page = lena.get(address(event))
    assert "braucht es hier keine Anmeldung" in page.content.decode()


def test_programs_that_fill_in_everything_register_nobody(lena):
    event = make_event()
    lena.post(address(event), sent(event, website="https://example.org"))
    lena.post(address(event), sent(event, opened=stamp()))
    assert not Registration.objects.exists()


def test_the_form_needs_few_statements(lena, django_assert_max_num_queries):
    event = make_event(capacity=5)
    for number in range(4):
        make_item(event, f"Session {number}", capacity=3)
    lena.get(address(event))
    with django_assert_max_num_queries(6):
        lena.get(address(event, "personen=4"))


# Behind the link


def manage(row):
    return re.sub(r"^https?://[^/]+", "", managing_address(row))


def arrive(event, **fields):
    return registration.confirm(registration.register(event, wish(**fields)))


def test_the_page_behind_the_link_tells_states_and_the_place_in_the_line(lena):
    event = make_event(capacity=2)
    item = make_item(event, "Session I", capacity=1)
    arrive(event, items=[item])
    arrive(event)
    second = arrive(event, items=[item])
    third = arrive(event)
    assert "Warteliste, Platz 1" in lena.get(manage(second)).content.decode()
    assert "Warteliste, Platz 2" in lena.get(manage(third)).content.decode()


def test_an_offered_place_is_taken_or_given_back_by_a_button(lena):
    event = make_event(capacity=1, accept_within_hours=24)
    first, second, third = (arrive(event) for _number in range(3))
    registration.cancel(first)
    path = manage(second).replace("/anmeldung/", "/anmeldung/platz/")
    data = {"kind": "person", "pk": second.people.get().pk}
    lena.get(path)
    lena.post(path, data | {"answer": "nein"})
    assert third.people.get().status == "offered"
    data["pk"] = third.people.get().pk
    page = lena.post(
        manage(third).replace("/anmeldung/", "/anmeldung/platz/"), data | {"answer": "ja"}, follow=True
    )
    assert "Der Platz gehört Ihnen" in page.content.decode()


def test_nobody_answers_for_another_registration(lena):
    event = make_event(capacity=1, accept_within_hours=24)
    first, second, third = (arrive(event) for _number in range(3))
    registration.cancel(first)
    path = manage(third).replace("/anmeldung/", "/anmeldung/platz/")
    assert (
        lena.post(path, {"kind": "person", "pk": second.people.get().pk, "answer": "nein"}).status_code == 404
    )
    person_path = manage(third).replace("/anmeldung/", "/anmeldung/person/")
    assert lena.get(f"{person_path}&person={second.people.get().pk}").status_code == 404
    for bad in ("9" * 30, "x", "%00", "²"):
        assert lena.get(f"{person_path}&person={bad}").status_code == 404
        assert lena.post(path, {"kind": "x", "pk": bad}).status_code == 404


def test_one_person_changes_items_and_another_is_added_and_taken_off(lena):
    event = make_event()
    one, other = make_item(event, "Session I"), make_item(event, "Session II")
    row = arrive(event, items=[one])
    person = row.people.get()
    path = manage(row).replace("/anmeldung/", "/anmeldung/person/") + f"&person={person.pk}"
    assert f'value="{one.pk}" ' in lena.get(path).content.decode()
    lena.post(path, {"name": "Neu", "kind": "adult", "needs": "Stuhl", "wahl1": other.pk})
    assert Booking.objects.get(status="confirmed").item == other
    lena.post(manage(row).replace("/anmeldung/", "/anmeldung/dazu/"), {"name": "Zweite", "kind": "adult"})
    assert row.people.filter(status="confirmed").count() == 2
    cancel = manage(row).replace("/anmeldung/", "/anmeldung/absagen/") + f"&person={person.pk}"
    lena.get(cancel)
    assert row.people.filter(status="confirmed").count() == 2
    lena.post(cancel)
    assert row.people.get(status="confirmed").name == "Zweite"


def test_the_whole_registration_is_cancelled_after_a_question(lena):
    event = make_event()
    row = arrive(event, people=3)
    path = manage(row).replace("/anmeldung/", "/anmeldung/absagen/")
    assert "Sie geben 3 Plätze zurück" in lena.get(path).content.decode()
    lena.post(path)
    assert set(row.people.values_list("status", flat=True)) == {"cancelled"}


def test_calendar_code_and_file_come_by_the_same_link(lena):
    event = make_event()
    item = make_item(event, "Session I")
    row = arrive(event, items=[item])
    calendar = lena.get(manage(row).replace("/anmeldung/", "/anmeldung/kalender.ics"))
    assert [str(entry["summary"]) for entry in Calendar.from_ical(calendar.content).events] == ["Session I"]
    code = lena.get(manage(row).replace("/anmeldung/", "/anmeldung/code.svg"))
    assert code.content.startswith(b"<?xml") or code.content.startswith(b"<svg")
    data = lena.get(manage(row).replace("/anmeldung/", "/anmeldung/daten.json")).json()
    assert data["registration"]["email"] == row.email
    assert data["people"][0]["items"] == [{"item": "Session I", "status": "confirmed"}]


@pytest.mark.parametrize(
    "page",
    ["", "platz/", "person/", "dazu/", "absagen/", "kalender.ics", "code.svg", "daten.json", "loeschen/"],
)
def test_a_broken_link_opens_nothing(lena, page):
    for code in ("alt", "%00", CONFIRMING.path("x").partition("=")[2]):
        path = f"/veranstaltungen/anmeldung/{page}?code={code}"
        assert {lena.get(path).status_code, lena.post(path).status_code} <= {405, 410}


def test_an_event_for_members_is_open_to_them_alone(lena, anna):
    event = make_event(visibility="members", network=make_seat(user=anna).network)
    assert lena.get(address(event)).status_code == 404
    member = Client()
    member.force_login(anna)
    assert member.get(address(event)).status_code == 200


def test_the_form_promises_no_place_that_somebody_waits_for(lena):
    event = make_event(capacity=3)
    arrive(event, people=2)
    arrive(event, people=2, is_together=True)
    page = lena.get(address(event)).content.decode()
    assert "Noch 1 Platz" not in page
    assert "Sie stehen auf der Warteliste" in page


def test_the_worker_ends_offers_and_confirmations_that_are_over():
    jobs.load()
    event = make_event(capacity=1)
    registration.register(event, wish())
    waiting = arrive(event)
    Registration.objects.unconfirmed().update(created_at=timezone.now() - timedelta(hours=3))
    jobs.JOBS["events.tasks.end_what_is_over"].run()
    assert waiting.people.get().status == "confirmed"
