"""The writing aids as addresses: for everybody, nothing stored, not too often, nobody else's drafts."""

import pytest
from django.test import Client
from django.urls import reverse

from providers.models import Offer, TeamMember
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


def ask(client, name, **data):
    return client.post(reverse(f"writing:{name}"), data)


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("dates", {"text": "jeden Dienstag 17-18:30 Uhr, 4 Termine"}, "Jeden Dienstag, 17 bis 18:30"),
        ("dates", {"text": "<b>dienstags</b>"}, "&lt;b&gt;"),
        ("readability", {"text": "Das gilt bezüglich der Kosten."}, "Einfacher: „zu“."),
        ("duplicates", {"title": "Yoga am Abend"}, "/angebote/yoga/"),
    ],
)
def test_a_stranger_gets_help(name, data, answer, lena):
    make_offer("Yoga am Abend", slug="yoga")
    response = ask(lena, name, **data)
    assert response.status_code == 200
    assert answer in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dates", {}),
        ("dates", {"text": "x" * 2001}),
        ("dates", {"text": "a\x00b"}),
        ("readability", {"text": "x" * 20_001}),
        ("duplicates", {"title": ""}),
        ("duplicates", {"title": "Yoga", "start": "gestern"}),
    ],
)
def test_bad_input_gets_a_word_and_no_500(name, data, lena):
    response = ask(lena, name, **data)
    assert response.status_code == 400
    assert "<p" in response.content.decode()


def test_a_foreign_page_cannot_ask():
    assert ask(Client(enforce_csrf_checks=True), "dates", text="morgen").status_code == 403


def test_too_many_questions_are_answered_with_a_pause(lena, monkeypatch):
    monkeypatch.setattr("providers.writing.views.MOST", 2)
    states = [ask(lena, "dates", text="morgen").status_code for _number in range(3)]
    assert states == [200, 200, 429]


def test_drafts_are_named_to_their_own_provider_only(anna, omar, provider):
    make_offer("Geheimer Tanzkurs", slug="da", provider=provider, status=Offer.Status.DRAFT)
    TeamMember.objects.create(user=anna, provider=provider, role=TeamMember.Role.EDITOR)
    found = {}
    for name, person in (("anna", anna), ("omar", omar)):
        client = Client()
        client.force_login(person)
        found[name] = (
            "Geheimer"
            in ask(client, "duplicates", title="Geheimer Tanzkurs", provider=provider.slug).content.decode()
        )
    assert found == {"anna": True, "omar": False}
