"""Life stages and topics."""

import pytest

from providers.models import Transition
from tests.factories import make_life_stage, make_offer, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Two life stages and the way between them."""
    before = make_life_stage("kita", position=1, description="Spielen **und** lernen")
    after = make_life_stage("grundschule", position=2)
    Transition.objects.create(name="Kita und Schule", slug="kita-schule", before=before, after=after)
    return before, after


def test_a_life_stage_shows_its_text_its_offers_and_its_topics(lena, line):
    offer = make_offer("Vorlesen", terms=[line[0], make_topic("sprache")])
    make_offer("Für andere", terms=[line[1]])
    response = lena.get("/lebensphasen/kita/")
    html = response.content.decode()
    assert "Spielen <strong>und</strong> lernen" in html
    assert [str(card.title_html) for card in response.context["offers"].cards] == [offer.title]
    assert response.context["topics"] == [("Sprache", "/suche/?lebensphase=kita&thema=sprache", "1")]


def test_a_transition_has_its_own_anchor_on_both_sides(lena, line):
    for slug in ("kita", "grundschule"):
        assert 'id="kita-schule"' in lena.get(f"/lebensphasen/{slug}/").content.decode()


def test_the_overview_leads_to_every_stage_and_transition(lena, line):
    html = lena.get("/lebensphasen/").content.decode()
    assert 'href="/lebensphasen/kita/"' in html
    assert 'href="/lebensphasen/kita/#kita-schule"' in html


def test_a_field_names_its_topics_with_counts(lena):
    field = make_topic("sprachen")
    topic = make_topic("deutsch", parent=field)
    make_topic("retired", parent=field, is_active=False)
    make_offer(terms=[topic])
    assert lena.get("/themen/sprachen/").context["others"] == [("Deutsch", "/themen/deutsch/", "1")]


def test_an_offer_of_a_topic_counts_for_its_field(lena):
    field = make_topic("sprachen")
    make_offer(terms=[make_topic("deutsch", parent=field)])
    assert lena.get("/themen/sprachen/").context["offers"].total == 1


def test_a_topic_leads_back_to_its_field(lena):
    make_topic("deutsch", parent=make_topic("sprachen"))
    crumbs = lena.get("/themen/deutsch/").context["crumbs"]
    assert crumbs[1] == ("Sprachen", "/themen/sprachen/")


def test_the_overview_shows_two_levels(lena):
    make_topic("deutsch", parent=make_topic("sprachen"))
    (field,) = lena.get("/themen/").context["fields"]
    assert (field["topic"].slug, field["below"]) == ("sprachen", [("Deutsch", "/themen/deutsch/", "0")])


def test_a_retired_topic_keeps_its_page_but_leaves_the_overview(lena):
    make_topic("alt", is_active=False)
    assert lena.get("/themen/alt/").status_code == 200
    assert lena.get("/themen/").context["fields"] == []


@pytest.mark.parametrize("address", ["/themen/x/", "/lebensphasen/x/"])
def test_unknown_subjects_do_not_exist(lena, address):
    assert lena.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/themen/", "/themen/sprache/", "/lebensphasen/", "/lebensphasen/kita/"])
def test_a_subject_costs_at_most_six_statements(lena, line, django_assert_max_num_queries, address):
    for _ in range(20):
        make_offer(days=(1,), terms=[line[0], make_topic("sprache")])
    lena.get("/suche/")
    with django_assert_max_num_queries(6):
        assert lena.get(address).status_code == 200


def test_rare_topics_are_counted_among_many(lena):
    field = make_topic("feld")
    many = [make_topic(f"thema-{number:02}", parent=field) for number in range(70)]
    make_offer(terms=many)
    make_offer(terms=many[1:])
    (entry,) = lena.get("/themen/").context["fields"]
    assert entry["below"][0] == ("Thema 00", "/themen/thema-00/", "1")
    assert lena.get("/themen/feld/").context["others"][0][2] == "1"
