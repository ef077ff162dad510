"""The page of a team for questions and waiting changes of one offer."""

import re

import pytest

from portal.core.models import OutgoingMail
from providers import changes, moderation
from providers.models import CaseMessage, Offer, OfferChange, TeamMember
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(provider, anna):
    TeamMember.objects.create(provider=provider, user=anna)
    return make_offer("Nähen", provider=provider)


@pytest.fixture
def team(client, anna):
    client.force_login(anna)
    return client


def path(offer):
    return f"/konto/angebote/{offer.pk}/fragen/"


def test_the_mail_leads_to_the_question_and_the_answer_goes_back_to_the_queue(team, provider, mehmet, offer):
    draft = make_offer("Stricken", provider=provider, status=Offer.Status.SUBMITTED)
    moderation.ask(draft, by=mehmet, reason="Gibt es einen Aufzug?")
    link = re.search(r"http://localhost:8000(\S+/fragen/)", OutgoingMail.objects.get().text)[1]
    page = team.get(link).content.decode()
    assert "Gibt es einen Aufzug?" in page
    assert "Antwort senden" in page
    empty = team.post(link, {"text": ""}).content.decode()
    assert "<title>" in empty
    assert "Fehler:" in empty
    for _number in range(2):
        assert team.post(link, {"text": "Ja, im Hof."})["Location"] == link
    draft.refresh_from_db()
    assert draft.status == Offer.Status.SUBMITTED
    assert CaseMessage.objects.filter(kind="answer").count() == 1


def test_the_team_sees_what_waits_side_by_side_and_takes_it_back(team, anna, offer):
    changes.save_edit(offer, {"title": "Nähkurs"}, by=anna, expected=changes.token(offer))
    page = team.get(path(offer)).content.decode()
    assert "<del>Nähen</del>" in page
    assert "<ins>Nähkurs</ins>" in page
    assert OfferChange.objects.waiting().exists()
    team.post(path(offer), {"discard": "1"})
    assert not OfferChange.objects.exists()


def test_another_team_finds_nothing_there(client, omar, offer):
    client.force_login(omar)
    assert (
        client.get(path(offer)).status_code == client.get("/konto/angebote/999999/fragen/").status_code == 404
    )
    assert client.post(path(offer), {"discard": "1"}).status_code == 404
