"""What a stranger sends in a provider's name: unseen until handed in, then marked; a new provider goes public too."""

import pytest
from django.urls import reverse

from portal.core.models import OutgoingMail
from providers import access, cases, duplicates, moderation
from providers.models import Offer, Provider, Submission, TeamMember
from tests.factories import make_offer, make_provider

from .support import PLACE, WHAT, begin, complete, hand_in, mailed_path, send, step_url

pytestmark = pytest.mark.django_db
Status = Offer.Status
DESK = "/konto/angebote/"


@pytest.fixture
def club(anna):
    """A known provider that anna keeps."""
    found = make_provider("Beispiel-Nähtreff")
    TeamMember.objects.create(user=anna, provider=found)
    return found


def handed_in(client, **values):
    hand_in(client, complete(client, place=PLACE | {"place_note": "Musterhof 3"}, **values))
    path = mailed_path()
    client.post(path)
    return Submission.objects.select_related("offer__provider").get()


def publish(staff, offer):
    offer.refresh_from_db()
    path = reverse("admin:providers_case", args=[offer.pk])
    return staff.post(path, {"action": "publish", "seen": offer.changed_at.isoformat()})


def test_a_strangers_draft_is_nobodys_but_the_strangers(client, lena, anna, club):
    send(lena, step_url(begin(lena), 1), **WHAT)
    draft = Offer.objects.get()
    client.force_login(anna)
    assert draft.provider == club
    assert WHAT["title"] not in client.get(DESK).content.decode()
    assert client.get(f"{DESK}{draft.pk}/schritt/1/").status_code == 404
    assert duplicates.likely_duplicates(WHAT["title"], provider=club) == []


def test_handed_in_and_confirmed_it_is_marked_at_the_desk(client, lena, anna, club):
    handed_in(lena)
    client.force_login(anna)
    page = client.get(DESK).content.decode()
    assert WHAT["title"] in page
    assert "von außen eingereicht" in page


def test_own_offers_carry_no_such_mark(client, anna, club):
    make_offer(provider=club)
    client.force_login(anna)
    assert "von außen eingereicht" not in client.get(DESK).content.decode()


def test_the_providers_team_answers_and_withdraws_it(client, lena, anna, mehmet, club):
    offer = handed_in(lena).offer
    moderation.ask(offer, by=mehmet, reason="Gibt es einen Aufzug?")
    client.force_login(anna)
    client.post(f"{DESK}{offer.pk}/fragen/", {"text": "Ja."})
    offer.refresh_from_db()
    assert (offer.status, cases.is_asked(offer)) == (Status.SUBMITTED, False)
    client.post(f"{DESK}{offer.pk}/zurueckziehen/")
    offer.refresh_from_db()
    assert offer.status == Status.WITHDRAWN
    assert OutgoingMail.objects.filter(recipient="lena@example.org", subject__contains="Nicht mehr").exists()


def test_a_new_provider_is_shown_in_the_case_with_who_is_called_alike(lena, desk):
    make_provider("Beispiel-Nähtreffs")
    submission = handed_in(lena, which="neu")
    page = desk.get(reverse("admin:providers_case", args=[submission.offer_id])).content.decode()
    assert "Der Anbieter wird mit veröffentlicht" in page
    assert "Beispiel-Nähtreffs" in page


def test_published_with_its_offer_a_new_provider_is_public_too(lena, desk, client):
    submission = handed_in(lena)
    publish(desk, submission.offer)
    provider = Provider.objects.get()
    assert provider.status == Provider.Status.PUBLISHED
    assert client.get(Offer.objects.get().get_absolute_url()).status_code == 200


def test_an_offer_of_a_hidden_provider_is_not_published_in_silence(desk, mehmet):
    offer = make_offer(status=Status.SUBMITTED)
    moderation.withdraw_provider(offer.provider, by=mehmet)
    page = publish(desk, offer).content.decode()
    offer.refresh_from_db()
    assert offer.status == Status.SUBMITTED
    assert "Veröffentlichen Sie zuerst den Anbieter" in page


def test_offers_of_others_stay_out_of_reach(anna, club):
    make_offer()
    assert not access.offers_of(anna).exists()


def test_a_refusal_opens_with_its_reason(lena, mehmet):
    submission = handed_in(lena)
    moderation.refuse(submission.offer, by=mehmet, reason="Das ist kein Bildungsangebot.")
    page = lena.get(mailed_path()).content.decode()
    assert page.index("Der Grund") < page.index("Das ist kein Bildungsangebot.") < page.index("Was bisher")
