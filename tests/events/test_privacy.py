"""What people told goes on its date; figures stay. Feedback knows nobody."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from events import checkin, feedback, privacy, registration
from events.models import Event, Feedback, Participation, Registration
from events.notifications import MANAGING, managing_address
from portal.core import jobs, retention
from portal.core.guards import stamp
from portal.core.models import OutgoingMail

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def arrive(event, **fields):
    return registration.confirm(registration.register(event, wish(**fields)))


def keep_rules(now):
    """Every rule of the portal, as the daily job keeps them, at another time."""
    jobs.load()
    for rule in retention.RULES:
        if rule.delete.__module__.startswith("events."):
            rule.delete(now)


@pytest.fixture
def told():
    """A registration that told everything there is to tell."""
    event = make_event()
    row = arrive(event, phone="0391", organisation="Schule", group_name="5b", answers={"1": "ja"})
    row.people.update(name="Kind", age=9, guardian="Mutter", needs="vegetarisch", answers={"2": "nein"})
    checkin.check_in(event, list(row.people.values_list("code", flat=True)))
    return row


def test_needs_go_the_day_after_the_event_and_names_stay_for_thirty(told):
    end = told.event.ends_at
    keep_rules(end + timedelta(hours=23))
    assert told.people.get().needs == "vegetarisch"
    keep_rules(end + timedelta(hours=25))
    assert (told.people.get().needs, told.people.get().name) == ("", "Kind")


def test_thirty_days_after_the_event_nothing_personal_is_left_but_the_figures(told):
    keep_rules(told.event.ends_at + 31 * DAY)
    row, person = Registration.objects.get(), Participation.objects.get()
    assert [row.name, row.email, row.phone, row.organisation, row.group_name, row.answers] == [""] * 5 + [{}]
    assert [person.name, person.age, person.guardian, person.needs, person.answers] == ["", None, "", "", {}]
    assert checkin.attended(told.event) == 1


def test_the_link_is_over_once_the_names_are_gone(told, lena):
    path = MANAGING.path(told.code)
    assert lena.get(path).status_code == 200
    privacy.anonymise_past(told.event.ends_at + 31 * DAY)
    assert lena.get(path).status_code == 410


def test_unconfirmed_registrations_are_deleted_with_their_people():
    registration.register(make_event(), wish(people=3))
    keep_rules(timezone.now() + timedelta(hours=25))
    assert not Participation.objects.exists()


def test_a_person_deletes_everything_by_the_link_mails_too(lena):
    event = make_event(capacity=1)
    row, waiting = arrive(event), arrive(event)
    mail_of_waiting = OutgoingMail.objects.filter(recipient=waiting.email).count()
    path = MANAGING.path(row.code).replace("/anmeldung/", "/anmeldung/loeschen/")
    lena.get(path)
    assert Registration.objects.filter(email=row.email).exists()
    lena.post(path)
    assert not Registration.objects.filter(email=row.email).exists()
    assert not OutgoingMail.objects.filter(recipient=row.email).exists()
    assert waiting.people.get().status == "confirmed"
    assert OutgoingMail.objects.filter(recipient=waiting.email).count() == mail_of_waiting + 1


def test_each_kind_of_data_stands_in_the_form_with_its_date(lena):
    event = make_event(starts_at=timezone.now() + 7 * DAY)
    page = lena.get(f"/veranstaltungen/{event.slug}/anmelden/?personen=1").content.decode()
    for what, until in privacy.dates(event):
        assert what in page
        assert until in page


def test_who_was_there_gets_a_certificate_and_nobody_else(told, lena):
    person = told.people.get()
    path = managing_address(told).partition("//")[2].partition("/")[2]
    path = f"/{path}".replace("/anmeldung/", "/anmeldung/bescheinigung.pdf") + f"&person={person.pk}"
    assert lena.get(path).content.startswith(b"%PDF-")
    checkin.undo(told.event, person.code)
    assert lena.get(path).status_code == 404


# Feedback


def said(**fields):
    return {"opened": stamp(time.time() - 60), "grade": "4", "good": "Die Pausen."} | fields


def test_feedback_is_taken_from_the_beginning_until_thirty_days_after(lena):
    event = make_event()
    path = f"/veranstaltungen/{event.slug}/rueckmeldung/"
    for starts, number in ((1, 0), (-1, 1), (-32, 1)):
        start = timezone.now() + starts * DAY
        Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))
        lena.post(path, said())
        assert Feedback.objects.count() == number


def test_feedback_is_stored_without_anything_that_leads_to_a_person():
    fields = {field.name for field in Feedback._meta.get_fields()}
    assert fields == {"id", "event", "item", "grade", "good", "better", "wishes", "is_released", "day"}


def test_results_are_public_once_released_and_small_numbers_are_masked(lena):
    event = make_event()
    path = f"/veranstaltungen/{event.slug}/rueckmeldungen/"
    rows = [Feedback.objects.create(event=event, grade=5, good=f"Gut {number}") for number in range(9)]
    assert lena.get(path).status_code == 404
    feedback.release(event, [rows[0].pk])
    page = lena.get(path).content.decode()
    assert "Gut 0" in page
    assert "Gut 1" not in page
    assert "Weniger als 10 Rückmeldungen" in page
    Feedback.objects.create(event=event, grade=4)
    assert "10 Rückmeldungen, im Mittel Note 4,9" in lena.get(path).content.decode()


# Personal programme


def test_the_own_programme_stands_in_the_address_and_sets_no_cookie(lena):
    event = make_event()
    one, two, other = (
        make_item(event, "Eins"),
        make_item(event, "Zwei", after=30),
        make_item(event, "Drei", after=120),
    )
    path = f"/veranstaltungen/{event.slug}/mein-programm/"
    tidy = lena.get(path, {"p": [one.pk, two.pk, other.pk]})
    assert tidy.url == f"{path}?p={one.pk}-{two.pk}-{other.pk}"
    response = lena.get(tidy.url)
    page = response.content.decode()
    assert "Gleichzeitig mit: Zwei" in page
    assert page.count("Gleichzeitig mit") == 2
    assert not response.cookies
    calendar = lena.get(f"{path}kalender.ics?p={one.pk}-{other.pk}").content
    assert calendar.count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    "query", ["p=", "p=x-%00--²", "p=" + "9" * 400, "p=1&p=" + "1-" * 5000, "p=99999999999999"]
)
def test_nonsense_in_the_address_of_a_programme_is_left_out(lena, query):
    event = make_event()
    assert lena.get(f"/veranstaltungen/{event.slug}/mein-programm/?{query}", follow=True).status_code == 200


def test_the_programme_page_offers_a_box_for_each_item_but_breaks(lena):
    event = make_event()
    item, pause = make_item(event, "Eins"), make_item(event, "Pause", after=60, kind="break")
    page = lena.get(f"/veranstaltungen/{event.slug}/programm/").content.decode()
    assert f'value="{item.pk}"' in page
    assert f'value="{pause.pk}"' not in page
