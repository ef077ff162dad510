"""Networks and their public meetings are found: tab, suggestions, sitemap, `/api/v1/networks`."""

import pytest
from django.http import QueryDict

from portal.search import index, memory
from portal.search.audit import differences
from portal.search.forms import SearchForm
from portal.search.models import SearchChange
from portal.search.page import result_page
from tests.factories import make_district, make_life_stage, make_offer, make_topic
from tests.opendata.support import ask, counted_on_the_page, refused, titles

from .factories import make_meeting, make_network, make_organisation, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def music():
    network = make_network("Arbeitskreis Musizieren", slug="musizieren", summary="Klingende Stadt.")
    network.topics.add(make_topic("musik", name="Musik"))
    network.life_stages.add(make_life_stage("jugend", name="Jugend"))
    network.districts.add(make_district("buckau", name="Buckau"))
    make_meeting(network, title="Offenes Klavierforum", visibility="public")
    make_offer("Geige musizieren")
    return network


def page(client, query):
    response = client.get(f"/suche/?{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("query", ["q=musizieren", "thema=musik", "lebensphase=jugend", "stadtteil=buckau"])
def test_networks_have_a_tab_with_its_count(lena, music, query):
    found = page(lena, f"{query}&in=netzwerke")
    assert "1 Netzwerk" in found
    assert "/netzwerke/musizieren/" in found
    assert 'in=netzwerke">Netzwerke <span>1</span>' in page(lena, query)


def test_a_network_is_found_by_its_public_meetings_alone(lena, music):
    make_meeting(music, title="Vertrauliches Posaunentreffen")
    assert "/netzwerke/musizieren/" in page(lena, "q=klavierforum&in=netzwerke")
    assert "/netzwerke/musizieren/" not in page(lena, "q=posaunentreffen&in=netzwerke")


def test_a_card_says_when_the_next_meeting_is(lena, music):
    assert "Offenes Klavierforum" in page(lena, "in=netzwerke")


def test_the_index_follows_every_change(lena, music):
    page(lena, "in=netzwerke")
    music.meetings.update(visibility="members")
    assert "Klavierforum" not in page(lena, "in=netzwerke")
    type(music).objects.update(is_public=False)
    assert "musizieren/" not in page(lena, "q=musizieren&in=netzwerke")
    index.catch_up()
    assert not list(differences())
    assert not SearchChange.objects.exists()


def test_names_are_suggested(lena, music):
    assert "Arbeitskreis" in lena.get("/suche/vorschlaege/?q=musizier").content.decode()


def test_the_page_keeps_to_four_statements(music, django_assert_max_num_queries):
    for number in range(30):
        make_network(f"Musizieren {number}")
    index.catch_up()
    memory.index.current()
    with django_assert_max_num_queries(4):
        assert result_page(SearchForm(QueryDict("q=musizieren&in=netzwerke"))).count == "31 Netzwerke"


def test_the_interface_finds_what_the_page_finds(lena, music):
    for asked, query in (({"q": "musizieren"}, "q=musizieren"), ({"topic": "musik"}, "thema=musik")):
        answer = ask(lena, "networks", **asked)
        assert titles(answer, "networks") == ["Arbeitskreis Musizieren"]
        assert answer["total"] == counted_on_the_page(f"{query}&in=netzwerke") == 1
    assert set(refused(lena, "networks", free=1, weekday="mo")) == {"free", "weekday"}


def test_a_network_is_told_with_its_organisations_and_without_people(lena, music):
    make_seat(
        music, organisation=make_organisation("Haus der Töne"), person_name="Petra Muster", shows_person=True
    )
    make_seat(music, organisation=make_organisation("Altes Haus"), days=(-9, -1))
    found = ask(lena, f"networks/{music.pk}")
    assert [member["name"] for member in found["members"]] == ["Haus der Töne"]
    assert [meeting["title"] for meeting in found["meetings"]] == ["Offenes Klavierforum"]
    assert "Petra" not in str(found)


def test_what_is_not_public_answers_like_nothing(lena, music):
    type(music).objects.update(is_public=False)
    secret, nothing = (ask(lena, f"networks/{number}", status=404) for number in (music.pk, 99999999))
    assert secret == nothing


def test_the_sitemap_names_what_everybody_may_open(lena, music):
    make_network(slug="entwurf", is_public=False)
    make_seat(music, organisation=make_organisation("Haus", slug="haus"))
    found = lena.get("/sitemap.xml").content.decode()
    for path in (
        "landkarte/",
        "musizieren/",
        "einrichtungen/haus/",
        f"musizieren/sitzungen/{music.meetings.get().pk}/",
    ):
        assert f"/netzwerke/{path}" in found
    assert "entwurf" not in found
