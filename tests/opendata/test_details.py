"""`GET /api/v1/offers/{id}` and `/providers/{id}`: everything public about one of them, and nobody's personal data."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.search import store
from providers.models import LocationAccess, LocationHours, Offer, OfferAccess, Provider
from tests.factories import (
    make_access_feature,
    make_date,
    make_location,
    make_offer,
    make_provider,
    make_topic,
    today,
)

from .support import ask

pytestmark = pytest.mark.django_db


def test_an_offer_has_what_the_list_has_and_its_texts(lena):
    offer = make_offer(
        "Töpfern",
        description="Mit **Ton** und <script>Feuer</script>.",
        url="https://werkstatt.example.org/ton",
        keywords=["Keramik"],
        days=[3],
    )
    listed, found = ask(lena)["offers"][0], ask(lena, f"offers/{offer.pk}")
    assert found | listed == found
    assert found["description"] == "Mit **Ton** und <script>Feuer</script>."
    assert "<strong>Ton</strong>" in found["description_html"]
    assert "<script>" not in found["description_html"]
    assert (found["keywords"], found["website"]) == (["Keramik"], "https://werkstatt.example.org/ton")


def test_accessibility_comes_with_every_answer(lena):
    provider = make_provider()
    place = make_location(provider)
    offer = make_offer(provider=provider, location=place)
    LocationAccess.objects.create(location=place, feature=make_access_feature("stufenlos"), answer="no")
    OfferAccess.objects.create(offer=offer, feature=make_access_feature("gebaerdensprache"), answer="yes")
    found = ask(lena, f"offers/{offer.pk}")
    assert [(each["slug"], each["answer"]) for each in found["accessibility"]] == [
        ("stufenlos", "no"),
        ("gebaerdensprache", "yes"),
    ]


def test_addresses_no_browser_should_follow_are_left_out(lena):
    offer = make_offer(url="javascript:alert(1)", registration_url="https://werkstatt.example.org/")
    found = ask(lena, f"offers/{offer.pk}")
    assert (found["website"], found["registration_url"]) == ("", "https://werkstatt.example.org/")


@pytest.fixture
def club():
    return make_provider(
        "Verein Lesen",
        contact_person="Dr. Erika Beispielfrau",
        email="e.beispielfrau@verein.example.org",
        phone="0391 000 00 00",
        website="https://verein.example.org/",
    )


def test_nobody_is_named(lena, club):
    contact = {
        "contact_name": "Karl Mustermann",
        "contact_email": "karl@verein.example.org",
        "contact_phone": "0171 000",
    }
    offer = make_offer(provider=club, registration_note="Bei Karl Mustermann", **contact)
    for path in (f"offers/{offer.pk}", f"providers/{club.pk}", "offers", "providers"):
        text = str(ask(lena, path))
        for word in ("Mustermann", "karl@", "0171", "Beispielfrau", "beispielfrau"):
            assert word not in text


def test_the_institution_is_named(lena, club):
    Provider.objects.filter(pk=club.pk).update(email="post@verein.example.org")
    assert ask(lena, f"offers/{make_offer(provider=club).pk}")["contact"] == {
        "email": "post@verein.example.org",
        "phone": "0391 000 00 00",
        "website": "https://verein.example.org/",
    }


def test_a_provider_has_its_places_with_hours(lena, club):
    place = make_location(club)
    LocationHours.objects.create(location=place, weekday=1, opens=time(9), closes=time(12, 30))
    found = ask(lena, f"providers/{club.pk}")
    assert found["title"] == "Verein Lesen"
    assert found["locations"][0]["hours"] == [{"weekday": "di", "opens": "09:00", "closes": "12:30"}]


def test_an_ended_offer_is_still_there_and_says_so(lena):
    assert ask(lena, f"offers/{make_offer(days=[-3]).pk}")["ended"] is True


@pytest.mark.parametrize("status", [each for each in Offer.Status if each != Offer.Status.PUBLISHED])
def test_an_offer_that_is_not_public_answers_like_one_that_does_not_exist(lena, status):
    offer = make_offer(status=status, published_at="2026-01-01T00:00Z")
    hidden, missing = lena.get(f"/api/v1/offers/{offer.pk}"), lena.get("/api/v1/offers/999999999")
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, missing.content, missing.headers)


def test_offers_not_yet_valid_or_of_hidden_providers_do_not_exist(lena):
    early = make_offer(valid_from=today(1))
    hidden = make_offer(provider=make_provider(status=Provider.Status.DRAFT))
    for offer in (early, hidden):
        assert ask(lena, f"offers/{offer.pk}", status=404) == {"detail": "Not Found"}
    assert ask(lena, f"providers/{hidden.provider_id}", status=404) == {"detail": "Not Found"}


def test_a_change_shows_at_once_even_while_the_index_is_behind(lena, monkeypatch):
    offer = make_offer("Töpfern", availability="free")
    ask(lena, f"offers/{offer.pk}")
    monkeypatch.setattr(store, "SHORT_LIST", 0)  # as after a bulk change, which the worker works off
    Offer.objects.filter(pk=offer.pk).update(availability="full")
    assert ask(lena, f"offers/{offer.pk}")["availability"] == "full"


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_an_offer_costs_at_most_six_statements(lena, rows):
    provider = make_provider()
    place = make_location(provider)
    topics = [make_topic(f"thema-{number}") for number in range(rows)]
    offer = make_offer(
        provider=provider, location=place, terms=topics, keywords=[f"wort {n}" for n in range(rows)]
    )
    for number in range(rows):
        make_date(offer, number)
    ask(lena, f"offers/{offer.pk}")
    with CaptureQueriesContext(connection) as statements:
        assert len(ask(lena, f"offers/{offer.pk}")["dates"]) == rows
    assert len(statements) <= 6


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_a_provider_costs_at_most_six_statements(lena, rows):
    provider = make_provider()
    for _number in range(rows):
        make_location(provider)
    ask(lena, f"providers/{provider.pk}")
    with CaptureQueriesContext(connection) as statements:
        assert len(ask(lena, f"providers/{provider.pk}")["locations"]) == rows
    assert len(statements) <= 6


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5", "9" * 40, "9" * 5000, "%00", "%ED%A0%80"])
def test_numbers_that_are_none_do_not_exist(lena, number):
    assert ask(lena, f"offers/{number}", status=404) == {"detail": "Not Found"}
