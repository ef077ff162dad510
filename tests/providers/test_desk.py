"""The desk of a provider: what it shows, what each row can do, and what stays with others."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.pages.context import stored_site
from providers import cases, changes, moderation
from providers.models import Offer, StatusReport, TeamMember
from tests.factories import make_offer, make_provider, today

pytestmark = pytest.mark.django_db
Status = Offer.Status
LIST = "/konto/angebote/"


@pytest.fixture
def team(anna, client):
    """Anna's provider; she is signed in."""
    provider = make_provider("Elbbrücke")
    TeamMember.objects.create(provider=provider, user=anna)
    client.force_login(anna)
    return provider


def titles(response):
    return re.findall(r"<h3>\s*(?:<a[^>]*>)?([^<]+?)\s*<", response.content.decode())


def make_own(team, title, **fields):
    return make_offer(title, provider=team, **({"confirmed_at": timezone.now()} | fields))


def test_the_list_shows_own_offers_by_state_with_counts(team, client):
    make_own(team, "Chor")
    make_own(team, "Nähen", status=Status.DRAFT)
    make_offer("Fremd")
    page = client.get(LIST)
    assert set(titles(page)) == {"Chor", "Nähen"}
    text = page.content.decode()
    assert "Alle 2" in text and "Veröffentlicht 1" in text and "Entwurf 1" in text
    assert titles(client.get(LIST, {"stand": "entwurf"})) == ["Nähen"]


def test_a_title_is_found_among_many(team, client):
    for number in range(25):
        make_own(team, f"Kurs {number}")
    make_own(team, "Siebdruck am Abend")
    assert titles(client.get(LIST, {"q": "abend sieb"})) == ["Siebdruck am Abend"]
    assert len(titles(client.get(LIST))) == 20
    assert len(titles(client.get(LIST, {"seite": "2"}))) == 6


@pytest.mark.parametrize(
    "query",
    [
        {"seite": "9" * 30},
        {"seite": "-1"},
        {"stand": "quatsch"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"anbieter": "fremd"},
    ],
)
def test_nonsense_in_the_address_is_left_out(team, client, query):
    make_own(team, "Chor")
    assert client.get(LIST, query).status_code == 200


def test_who_is_in_several_teams_switches(team, client, anna):
    other = make_provider("Zweites Haus", slug="zweites")
    TeamMember.objects.create(provider=other, user=anna)
    make_own(team, "Chor")
    make_own(other, "Malen")
    assert set(titles(client.get(LIST))) == {"Chor", "Malen"}
    assert titles(client.get(LIST, {"anbieter": "zweites"})) == ["Malen"]


def test_what_needs_an_answer_stands_first(team, client, mehmet):
    asked = make_own(team, "Nähen", status=Status.SUBMITTED)
    moderation.ask(asked, by=mehmet, reason="Gibt es einen Aufzug?")
    refused = make_own(team, "Werbung", status=Status.SUBMITTED)
    moderation.refuse(refused, by=mehmet, reason="Das ist kein Bildungsangebot.")
    make_own(team, "Laternen", status=Status.DRAFT)
    make_own(team, "Alt", confirmed_at=None)
    text = client.get(LIST).content.decode()
    hints = [
        "Gibt es einen Aufzug?",
        "Das ist kein Bildungsangebot.",
        "noch nicht abgeschickt",
        "Stimmt dieses Angebot noch?",
    ]
    places = [text.index(hint) for hint in hints]
    assert places == sorted(places)


def test_the_start_page_shows_the_same(team, client):
    make_own(team, "Chor", confirmed_at=None)
    text = client.get("/konto/").content.decode()
    assert "Das braucht Sie gerade" in text and "Chor" in text


def test_who_belongs_to_no_provider_sees_no_desk(omar, client):
    client.force_login(omar)
    assert "Ihre Angebote" not in client.get("/konto/").content.decode()


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_the_statements_do_not_grow_with_the_offers(team, client, rows):
    Offer.objects.bulk_create(
        Offer(title=f"Kurs {n}", slug=f"kurs-{n}", provider=team, status=Status.PUBLISHED)
        for n in range(rows)
    )
    stored_site.forget()  # kept for some seconds from the next page on, whatever the test before left
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) <= 10, "\n".join(query["sql"][-300:] for query in asked)


def test_all_that_wait_are_confirmed_with_one_click(team, client):
    make_own(team, "Chor", confirmed_at=None)
    stranger = make_offer("Fremd")
    client.post("/konto/angebote/bestaetigen/", {"stimmt": "alle"})
    client.post("/konto/angebote/bestaetigen/", {"stimmt": stranger.pk})
    assert list(Offer.objects.unconfirmed()) == [stranger]


def test_places_are_told_from_the_row_and_taken_back(team, client):
    offer = make_own(team, "Siebdruck", days=[3])
    response = client.post(
        reverse("providers:offer-state", args=[offer.pk]) + "?stand=veroeffentlicht", {"stand": "full"}
    )
    page = client.get(response.url).content.decode()
    assert "stand=veroeffentlicht" in response.url
    assert "„Siebdruck“: Gemeldet: ausgebucht." in page and "Rückgängig" in page
    client.post(reverse("providers:offer-state-undo", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.availability == Offer.Availability.UNKNOWN
    assert StatusReport.objects.get().undone_at


def test_a_report_of_others_is_not_shown(team, client):
    report = StatusReport.objects.create(offer=make_offer("Geheimnis"), state="full")
    assert "Geheimnis" not in client.get(LIST, {"gemeldet": report.pk}).content.decode()


def test_withdrawing_asks_first(team, client):
    offer = make_own(team, "Chor")
    path = reverse("providers:offer-withdraw", args=[offer.pk])
    client.get(path)
    assert Offer.objects.published().exists()
    client.post(path)
    offer.refresh_from_db()
    assert offer.status == Status.WITHDRAWN


def test_without_login_nothing_is_shown(lena):
    for path in (LIST, "/konto/angebote/bestaetigen/"):
        assert lena.get(path).status_code == 302


def test_an_ended_offer_offers_no_places_to_tell(team, client):
    offer = make_own(team, "Vorbei", days=[-3])
    assert "Melden" not in client.get(LIST).content.decode()
    response = client.post(reverse("providers:offer-state", args=[offer.pk]), {"stand": "full"})
    assert response.status_code == 404
    assert offer.last_day == today(-3)


def test_a_question_about_a_change_of_a_public_offer_waits_for_the_team(team, client, anna, mehmet):
    offer = make_own(team, "Nähen")
    changes.save_edit(offer, {"title": "Kochen"}, by=anna, expected=changes.token(offer))
    change = offer.changes.get()
    changes.ask(change, by=mehmet, reason="Ist das noch derselbe Kurs?")
    text = client.get(LIST).content.decode()
    assert "Eine Rückfrage zu Ihrer Änderung an „Nähen“" in text
    assert "Ist das noch derselbe Kurs?" in text
    assert reverse("providers:offer-talk", args=[offer.pk]) in text
    cases.answer(offer, by=anna, text="Ja.")
    assert "Eine Rückfrage" not in client.get(LIST).content.decode()


def test_public_offers_that_nobody_confirms_have_a_chip_of_their_own(team, client):
    make_own(team, "Chor")
    assert "Nicht bestätigt" not in client.get(LIST).content.decode()
    make_own(team, "Alt", confirmed_at=None)
    make_own(team, "Vorbei", confirmed_at=None, days=[-3])
    page = client.get(LIST, {"stand": "nicht-bestaetigt"})
    assert titles(page) == ["Alt"]
    assert "Nicht bestätigt 1" in page.content.decode()
