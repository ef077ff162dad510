"""`/netzwerke/landkarte/`: what everybody may know of who works with whom, as picture and tables."""

import re
from itertools import combinations

import pytest

from networks.landscape import drawing, keeping
from networks.landscape.facts import read
from networks.landscape.layout import lay_out
from networks.landscape.page import masked
from networks.models import NetworkSnapshot
from providers.models import Provider
from tests.benchmarks.landscape import facts
from tests.factories import make_life_stage, make_provider, make_topic

from .factories import make_network, make_organisation, make_seat

PAGE = "/netzwerke/landkarte/"


@pytest.fixture
def linked(db):
    network = make_network("Netz Musik", slug="musik")
    make_seat(network, organisation=make_organisation("Haus <Eins>", slug="eins"), role=2)
    make_seat(network, organisation=make_organisation("Haus Zwei", slug="zwei"), role=5)
    return network


def read_page(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def test_picture_and_table_say_the_same_and_names_are_escaped(linked, lena):
    page = read_page(lena)
    assert page.count('<line class="is-lead" data-h') == page.count('<line class="is-guest" data-h') == 1
    assert "1 Netzwerk, 2 Einrichtungen." in page
    assert "Haus &lt;Eins&gt;" in page
    assert "Haus <Eins>" not in page
    assert "/netzwerke/einrichtungen/zwei/" in page
    assert page.index('id="bild"') < page.index('id="tabelle"')


def test_what_is_not_public_is_drawn_nowhere(linked, lena):
    make_seat(make_network("Geheimes Netz", is_public=False), organisation=make_organisation("Geheimes Haus"))
    make_seat(linked, organisation=make_organisation("Früheres Haus"), days=(-9, -1))
    hidden = make_provider("Verborgenes Haus", status=Provider.Status.DRAFT)
    make_seat(linked, organisation=make_organisation(name="", kind="provider", provider=hidden))
    page = read_page(lena)
    assert not re.search("Geheimes|Früheres|Verborgenes", page)


def test_a_kept_drawing_is_shown_only_while_it_is_true(linked, lena):
    assert keeping.draw()
    assert not keeping.draw()
    found, _networks = read()
    assert keeping.kept(found)
    linked.memberships.filter(role=5).delete()
    assert "Haus Zwei" not in read_page(lena)
    assert keeping.draw()
    assert NetworkSnapshot.objects.count() == 1


def test_looking_keeps_nothing(linked, lena):
    read_page(lena)
    assert not NetworkSnapshot.objects.exists()


def test_filters_narrow_picture_and_tables(linked, lena):
    linked.topics.add(make_topic("musik", name="Musik"))
    make_seat(make_network("Netz Sport"))
    assert "Netz Sport" not in read_page(lena, "?thema=musik")
    assert "Dazu kennen wir kein Netzwerk" in read_page(lena, "?art=taskforce")
    assert "Einen Teil der Auswahl kennen wir nicht" in read_page(
        lena, "?thema=gibt-es-nicht&seite=99999999999"
    )


def test_a_topic_and_a_life_stage_meet_in_a_cell(linked, lena):
    child = make_topic("chor", parent=make_topic("musik", name="Musik"))
    linked.topics.add(child)
    linked.life_stages.add(make_life_stage("jugend", name="Jugend"))
    row = re.search(r"<th scope=\"row\">Musik</th>.*?</tr>", read_page(lena), re.S)[0]
    assert "/netzwerke/musik/" in row


@pytest.mark.parametrize(("houses", "bodies"), [(1, 1), (13, 9), (300, 60), (500, 1)])
def test_no_label_covers_another_however_many(houses, bodies):
    found = facts(houses, bodies)
    layout = lay_out(range(1, bodies + 1), range(1, houses + 1), list(found.links))
    for spots, height, width in ((layout.houses, 18, 300), (layout.bodies, drawing.PILL, 220)):
        for one, other in combinations(spots, 2):
            if one.side == other.side or height == drawing.PILL:
                assert abs(one.y - other.y) >= height or abs(one.x - other.x) >= width
    assert all(0 < spot.y < layout.height for spot in (*layout.houses, *layout.bodies))


def test_the_same_facts_give_the_same_picture():
    assert drawing.svg(facts(40, 8)) == drawing.svg(facts(40, 8))


@pytest.mark.parametrize(
    ("number", "words"), [(0, "weniger als 10"), (9, "weniger als 10"), (10, "10 Menschen")]
)
def test_few_people_are_not_counted_out(number, words):
    assert words in masked(number)


def test_a_part_of_the_networks_tells_no_number_of_people(linked, lena):
    assert "weniger als 10 Menschen" in read_page(lena)
    assert "Menschen mit" not in read_page(lena, "?art=austausch")


def test_the_page_costs_the_same_for_three_hundred_houses(linked, lena, django_assert_max_num_queries):
    for number in range(60):
        make_seat(linked, organisation=make_organisation(f"Haus {number:03d} der Reihe"))
    page = read_page(lena)
    assert "?seite=2" in page
    with django_assert_max_num_queries(18):
        read_page(lena)
