"""The folded „Mehr Angaben“ of the steps: access, keywords, plain language, opening hours."""

from datetime import time

import pytest

from providers.models import AccessFeature, Offer, OfferChange
from tests.factories import make_access_feature

from .support import own_offer, send, version

pytestmark = pytest.mark.django_db
Status = Offer.Status


@pytest.fixture
def signs():
    return make_access_feature("gebaerden", name="Gebärdensprache", scope=AccessFeature.Scope.OFFER)


@pytest.fixture
def offer(client, anna, provider):
    client.force_login(anna)
    return own_offer(anna, provider, status=Status.DRAFT)


def url(offer, number):
    return f"/konto/angebote/{offer.pk}/schritt/{number}/"


def test_access_of_an_offer_is_answered_changed_and_taken_back(client, offer, signs):
    for answer, stored in (("yes", ["yes"]), ("no", ["no"]), ("", [])):
        assert send(client, url(offer, 2), access_gebaerden=answer).status_code == 302
        assert list(offer.access_facts.values_list("answer", flat=True)) == stored


def test_access_of_a_published_offer_waits_for_the_team(client, offer, signs):
    Offer.objects.filter(pk=offer.pk).update(status=Status.PUBLISHED)
    send(client, url(offer, 2), access_gebaerden="yes")
    assert not offer.access_facts.exists()
    assert OfferChange.objects.get().after["access"] == [{"feature": signs.pk, "answer": "yes", "note": ""}]


def test_keywords_and_plain_language_are_kept(client, offer):
    words = {
        "title": offer.title,
        "keywords": "Nadel, Stoff,, Nadel",
        "plain_language": "Hier lernen Sie nähen.",
    }
    assert send(client, url(offer, 1), **words).status_code == 302
    offer = Offer.objects.get()
    assert sorted(offer.keywords.names()) == ["Nadel", "Stoff"]
    assert offer.plain_language == "Hier lernen Sie nähen."
    assert 'value="Nadel, Stoff"' in client.get(url(offer, 1)).content.decode()


@pytest.mark.parametrize("keywords", ["a" * 61, ",".join(f"w{number}" for number in range(13)), "a\x00b"])
def test_keywords_that_make_no_sense_are_explained(client, offer, keywords):
    page = client.post(url(offer, 1), {"version": "x", "title": "Nähen", "keywords": keywords})
    assert page.status_code == 200
    assert not Offer.objects.get().keywords.exists()


def test_opening_hours_make_an_offer_continuous(client, offer):
    send(client, url(offer, 3), schedule="on_request", hours_0="14-16, 9-12 Uhr")
    offer.refresh_from_db()
    rows = offer.hours.values_list("weekday", "opens", "closes")
    assert list(rows) == [(0, time(9), time(12)), (0, time(14), time(16))]
    assert offer.schedule == Offer.Schedule.CONTINUOUS
    page = client.get(url(offer, 3))
    assert 'value="9-12, 14-16"' in page.content.decode()
    client.post(url(offer, 3), {"version": version(page), "schedule": "on_request", "hours_0": ""})
    assert not offer.hours.exists()


def test_opening_hours_that_cannot_be_read_are_asked_about(client, offer):
    page = send(client, url(offer, 3), schedule="on_request", hours_2="morgens")
    assert "Schreiben Sie die Zeiten so" in page.content.decode()
    assert 'value="morgens"' in page.content.decode()
    assert not offer.hours.exists()
