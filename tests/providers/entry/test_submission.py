"""Submitting without an account: begun once, confirmed by a button, put before staff only then."""

import time
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.core import retention
from portal.core.models import OutgoingMail
from providers import moderation, submission
from providers.models import Offer, Provider, Submission
from tests.factories import make_provider

from .support import (
    PLACE,
    START,
    WHAT,
    WHEN,
    begin,
    complete,
    hand_in,
    mailed_path,
    send,
    start_data,
    step_url,
    twenty_at_once,
)

pytestmark = pytest.mark.django_db


def test_a_new_provider_and_a_draft_begin_with_one_mail(lena):
    begin(lena)
    made = Submission.objects.get()
    assert made.offer.status == Offer.Status.DRAFT
    assert made.offer.provider.status == Provider.Status.DRAFT
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["lena@example.org"]


def test_a_known_provider_is_found_by_its_name(lena):
    known = make_provider("Beispiel-Nähtreff")
    begin(lena, provider="beispiel-nähtreff")
    assert Submission.objects.get().offer.provider == known


def test_a_name_that_is_nearly_known_is_asked_about(lena):
    known = make_provider("Beispiel-Nähtreff Buckau e. V.")
    page = lena.post(START, start_data(provider="Beispiel Nähtreff Buckau"))
    assert "Wählen Sie einen aus" in page.content.decode()
    begin(lena, provider="Beispiel Nähtreff Buckau", which=str(known.pk))
    begin(lena, provider="Beispiel Nähtreff Buckau", which="neu", email="b@example.org")
    assert [one.offer.provider == known for one in Submission.objects.order_by("pk")] == [True, False]


def test_staff_see_it_only_once_the_mailed_button_is_pressed(lena):
    path = complete(lena)
    hand_in(lena, path)
    offer = Submission.objects.get().offer
    assert offer.status == Offer.Status.DRAFT
    state = mailed_path()
    lena.get(state)
    offer.refresh_from_db()
    assert (offer.status, offer.submission.confirmed_at) == (Offer.Status.DRAFT, None)
    lena.post(state)
    offer.refresh_from_db()
    assert (offer.status, offer.slug) == (Offer.Status.SUBMITTED, "naehen-fuer-einsteiger")


def test_confirmed_before_it_goes_to_staff_when_handed_in(lena):
    path = complete(lena)
    lena.post(mailed_path())
    assert "/stand/" in hand_in(lena, path).headers["Location"]
    assert Offer.objects.get(submission__isnull=False).status == Offer.Status.SUBMITTED


def test_the_link_of_the_browser_confirms_nothing(lena):
    path = complete(lena)
    code = path.partition("?")[2]
    assert lena.post(f"{START}stand/?{code}").status_code == 410
    assert Submission.objects.get().confirmed_at is None


def test_an_incomplete_one_is_not_sent_and_says_what_is_missing(lena):
    path = begin(lena)
    send(lena, step_url(path, 1), **WHAT)
    assert hand_in(lena, path).headers["Location"].endswith("#fehlt")
    page = lena.get(step_url(path, 5)).content.decode()
    assert "Es fehlt, was es kostet" in page
    assert "#id_price_0" in page
    assert Submission.objects.get().sent_at is None


def test_known_and_unknown_addresses_get_the_same_answer(lena, anna):
    def shape(email):
        response = lena.post(START, start_data(email=email))
        page = lena.get(step_url(response.headers["Location"], 1))
        return response.status_code, response.headers["Location"].partition("?")[0], page.status_code

    assert shape("anna@example.org") == shape("niemand@example.org")


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_begin_one_submission_with_one_mail():
    data = start_data(key=str(uuid.uuid4()))
    statuses = twenty_at_once(lambda: Client().post(START, data).status_code)
    assert (Submission.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    assert set(statuses) <= {200, 302}


def test_handed_in_twice_it_is_one_submission_with_one_more_mail(lena):
    path = complete(lena)
    hand_in(lena, path)
    hand_in(lena, path)
    assert OutgoingMail.objects.count() == 2


def test_withdrawn_before_staff_saw_it_nothing_is_left(lena):
    complete(lena)
    url = mailed_path().replace("/stand/", "/stand/zurueckziehen/")
    lena.get(url)
    assert Submission.objects.exists()
    lena.post(url)
    assert not Submission.objects.exists()
    assert not Offer.history.exists()
    assert not Provider.objects.exists()


def test_withdrawn_later_moderation_takes_it_off(lena):
    path = complete(lena)
    lena.post(mailed_path())
    hand_in(lena, path)
    lena.post(mailed_path().replace("/stand/", "/stand/zurueckziehen/"))
    assert Offer.objects.get().status == Offer.Status.WITHDRAWN


def test_what_was_never_confirmed_is_deleted_after_seven_days_with_its_history(lena):
    begin(lena)
    Submission.objects.update(created_at=timezone.now() - timedelta(days=6))
    submission.delete_unconfirmed(timezone.now())
    assert Submission.objects.exists()
    Submission.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert any(rule.delete is submission.delete_unconfirmed for rule in retention.RULES)
    submission.delete_unconfirmed(timezone.now())
    assert not Offer.history.exists()
    assert not Provider.objects.exists()


def test_a_stranger_adds_no_place_to_a_public_provider(lena):
    provider = make_provider("Beispiel-Nähtreff")
    path = complete_at(lena, PLACE | {"place_note": "Musterhof 3, im Hof"})
    offer = Offer.objects.get(submission__isnull=False)
    assert not provider.locations.exists()
    assert (offer.location, offer.place_note) == (None, "Musterhof 3, im Hof")
    assert 'name="place_street"' not in lena.get(step_url(path, 3)).content.decode()


def complete_at(client, place):
    path = begin(client)
    send(client, step_url(path, 3), **WHEN, **place)
    return path


@pytest.mark.parametrize("code", ["", "alt", "\x00", "a:b:c", "é"])
@pytest.mark.parametrize("page", ["weiter/", "schritt/1/", "stand/", "stand/zurueckziehen/", "spaeter/"])
def test_a_broken_link_gets_a_page_that_says_so(lena, page, code):
    assert lena.get(f"{START}{page}", {"code": code}).status_code == 410


def test_the_key_of_a_form_opens_no_submission_of_another_address(lena):
    data = start_data()
    mine = lena.post(START, data).url
    theirs = lena.post(START, data | {"email": "fremd@example.org"})
    assert theirs.status_code == 302 and theirs.url != mine
    assert Submission.objects.count() == 2


def test_a_text_far_too_long_costs_no_more_than_the_longest_allowed(lena):
    url = step_url(begin(lena), 1)
    started = time.process_time()
    assert lena.post(url, {"description": "x" * 100_000, "pruefen": "1"}).status_code == 200
    assert time.process_time() - started < 3


def test_from_its_page_the_submitter_tells_the_places_once_it_is_public(lena, mehmet):
    path = complete(lena)
    lena.post(mailed_path())
    hand_in(lena, path)
    places = mailed_path().replace("/stand/", "/stand/plaetze/")
    assert lena.post(places).headers["Location"].startswith(f"{START}stand/?")
    moderation.publish_with_provider(Offer.objects.get(), by=mehmet)
    assert lena.get(places).status_code == 405
    assert "/stand/plaetze/" in lena.get(mailed_path()).content.decode()
    status = lena.post(places).headers["Location"]
    assert status.startswith("/konto/stand/")
    lena.post(status, {"stand": "full"})
    assert Offer.objects.get().availability == Offer.Availability.FULL
