"""The home page."""

import pytest

from portal.pages.models import SiteSettings
from tests.factories import make_life_stage, make_offer, make_topic, today

pytestmark = pytest.mark.django_db


def test_the_page_opens_with_the_search(lena):
    html = lena.get("/").content.decode()
    assert "Lernen in Magdeburg, in jedem Alter" in html
    assert 'action="/suche/"' in html


def test_an_empty_portal_has_no_empty_lists(lena):
    html = lena.get("/").content.decode()
    assert "In den nächsten sieben Tagen hat kein Angebot einen Termin." in html
    assert "Neu im Portal" not in html
    assert "Nach Themen stöbern" not in html


def test_this_week_are_the_next_seven_days(lena):
    for days in (-1, 0, 6, 7):
        make_offer(f"Kurs in {days} Tagen", days=(days,))
    week = lena.get("/").context["week"]
    assert [str(card.title_html) for card in week.cards] == ["Kurs in 0 Tagen", "Kurs in 6 Tagen"]
    assert week.url == f"/suche/?ab={today()}&bis={today(6)}&sortierung=datum"


def test_the_link_to_the_week_says_how_many_there_are(lena):
    for _ in range(6):
        make_offer(days=(1,))
    assert "Alle 6 Angebote ansehen" in lena.get("/").content.decode()


def test_topics_show_how_many_offers_they_hold(lena):
    topic = make_topic("sprache")
    make_topic("leer")
    make_offer(terms=[topic])
    assert lena.get("/").context["topics"] == [
        ("Leer", "/themen/leer/", "0"),
        ("Sprache", "/themen/sprache/", "1"),
    ]


def test_the_figures_count_what_is_public(lena):
    make_offer(price="free")
    make_offer()
    make_offer(status="draft")
    stats = dict(lena.get("/").context["stats"])
    assert (stats["Angebote"], stats["davon kostenlos"]) == ("2", "1")


def test_staff_choose_the_frequent_searches(lena):
    SiteSettings.objects.create(pk=1, frequent_searches="Töpfern & mehr\n\nSchach")
    assert lena.get("/").context["frequent"] == [
        ("Töpfern & mehr", "/suche/?q=T%C3%B6pfern+%26+mehr"),
        ("Schach", "/suche/?q=Schach"),
    ]


def test_the_page_sets_no_cookie(lena):
    assert not lena.get("/").cookies


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_at_most_six_statements(lena, django_assert_max_num_queries, number):
    make_life_stage()
    for _ in range(number):
        make_offer(days=(1,), terms=[make_topic()])
    lena.get("/impressum/")
    lena.get("/suche/")
    with django_assert_max_num_queries(6):
        lena.get("/")
