"""Claiming a provider that is in the portal, and bringing a new one: staff decides."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.models import OutgoingMail
from providers.models import Provider, ProviderClaim, TeamMember
from tests.accounts.support import last_mail
from tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db
WORDS = {"function": "Leitung", "work_contact": "0391 123", "reason": "Ich leite das Haus."}


@pytest.fixture
def person(omar):
    client = Client()
    client.force_login(omar)
    return client


@pytest.fixture
def path(provider):
    return f"/konto/anbieter-anfragen/{provider.slug}/"


def decide(desk, decision, answer=""):
    claim = ProviderClaim.objects.get()
    url = reverse("admin:providers_providerclaim_change", args=[claim.pk])
    return desk.post(url, {"decision": decision, "answer": answer})


def test_the_public_page_leads_there_and_sets_no_cookie(lena, provider, path):
    page = lena.get(f"/anbieter/{provider.slug}/")
    assert path in page.content.decode() and not page.cookies
    assert lena.get(path).url.startswith("/konto/anmelden/")


def test_a_claim_accepted_makes_the_person_responsible_and_tells_everybody(person, path, provider, desk):
    owner = make_user("chefin@example.org")
    TeamMember.objects.create(provider=provider, user=owner, role="owner")
    for _twice in range(2):
        person.post(path, WORDS)
    assert ProviderClaim.objects.count() == 1
    assert OutgoingMail.objects.filter(recipient=owner.email).count() == 1
    assert "Anbieter-Ansprüche warten" in desk.get(reverse("admin:index")).content.decode()
    decide(desk, "accept")
    assert provider.team.get(user__email="omar@example.org").role == "owner"
    assert "verantwortlich" in last_mail("omar@example.org").text
    assert OutgoingMail.objects.filter(recipient=owner.email).count() == 2
    assert decide(desk, "refuse", "zu spät").status_code == 403


def test_a_claim_refused_needs_a_reason_which_the_person_reads(person, path, provider, desk):
    person.post(path, WORDS)
    assert decide(desk, "refuse").status_code == 200
    decide(desk, "refuse", "Rufen Sie uns bitte an.")
    assert "Rufen Sie uns bitte an." in last_mail("omar@example.org").text
    assert not provider.team.exists()
    assert "Rufen Sie uns" in person.get("/konto/anbieter/").content.decode()


def test_only_published_providers_can_be_claimed(person):
    hidden = make_provider(status=Provider.Status.DRAFT)
    for slug in (hidden.slug, "gibt-es-nicht"):
        assert person.post(f"/konto/anbieter-anfragen/{slug}/", WORDS).status_code == 404


def test_members_and_people_with_many_wishes_are_told_no(person, path, provider, omar):
    TeamMember.objects.create(provider=provider, user=omar)
    assert "gehören schon zum Team" in person.post(path, WORDS).content.decode()
    answers = [
        person.post(f"/konto/anbieter-anfragen/{make_provider().slug}/", WORDS) for _number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200]


@pytest.mark.parametrize("value", ["", "\x00", "x" * 3000])
def test_what_cannot_be_stored_is_said_in_the_form(person, path, value):
    answer = person.post(path, dict.fromkeys(WORDS, value))
    assert answer.status_code == 200 and "Fehler:" in answer.content.decode()


def test_a_new_provider_starts_as_a_draft_with_its_owner(person, lena, omar):
    for _twice in range(2):
        answer = person.post("/konto/anbieter-neu/", {"name": "Neues Haus"})
    provider = Provider.objects.get(name="Neues Haus")
    assert answer.url == f"/konto/anbieter/{provider.slug}/"
    assert provider.status == Provider.Status.DRAFT
    assert provider.team.get().user == omar and provider.team.get().role == "owner"
    assert lena.get(f"/anbieter/{provider.slug}/").status_code == 404


def test_a_new_provider_of_the_same_name_gets_an_address_of_its_own(person):
    make_provider("Neues Haus", slug="neues-haus")
    assert person.post("/konto/anbieter-neu/", {"name": "Neues Haus"}).url == "/konto/anbieter/neues-haus-2/"


def test_a_name_with_a_line_break_keeps_nobody_from_deciding(person, path, provider, desk):
    Provider.objects.filter(pk=provider.pk).update(name="Haus\nX: y")
    person.post(path, WORDS)
    decide(desk, "accept")
    assert last_mail("omar@example.org").subject == "Sie pflegen jetzt den Eintrag Haus X: y"
