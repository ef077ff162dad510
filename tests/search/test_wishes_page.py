"""What a question was understood as stands on the result page, and every bit of it can be taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.pages import context
from portal.search import query
from tests.factories import make_audience, make_district, make_location, make_offer, make_provider

from .test_page import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    context.stored_site.forget()


@pytest.fixture
def city():
    """A course in Buckau, another elsewhere, and one for older people."""
    provider = make_provider()
    buckau = make_location(provider, district=make_district("buckau", name="Buckau"))
    make_offer("Töpfern am Fluss", provider=provider, location=buckau)
    make_offer("Töpfern im Hof", provider=provider)
    make_offer("Tanz", provider=provider, terms=[make_audience("aeltere", name="Ältere Menschen")])


def test_understood_filters_are_chips_that_keep_their_words_when_taken_away(lena, city):
    page = search(lena, q="Töpfern in Buckau")
    assert "Verstanden als" in page.text
    assert "1 Angebot" in page.text
    assert page.links["Stadtteil: Buckau"] == "/suche/?q=T%C3%B6pfern+in+Buckau&woertlich=in+Buckau"
    assert page.links["Lieber wörtlich suchen"] == "/suche/?q=T%C3%B6pfern+in+Buckau&woertlich=1"


def test_literal_searches_say_so_and_lead_back(lena, city):
    page = search(lena, q="Töpfern in Buckau", woertlich="in Buckau")
    assert "Verstanden als" not in page.text
    assert page.links["Wieder als Filter verstehen"] == "/suche/?q=T%C3%B6pfern+in+Buckau"


def test_boxes_of_the_column_show_only_what_was_chosen(lena, city):
    page = search(lena, q="Töpfern in Buckau")
    assert "checked" not in page.boxes["stadtteil", "buckau"]
    assert "Gewählt" not in page.text
    page = search(lena, q="Töpfern in Buckau", stadtteil="buckau")
    assert "checked" in page.boxes["stadtteil", "buckau"]
    assert "Verstanden als" not in page.text


def test_filters_that_leave_nothing_are_named_with_what_there_is_without_them(lena, city):
    page = search(lena, q="Töpfern für Ältere in Buckau")
    assert (
        "„Zielgruppe: Ältere Menschen“ und „Stadtteil: Buckau“. Mit allen zusammen fanden wir nichts."
        in page.text
    )
    assert "Ohne: 2 Angebote." in page.text
    assert page.links["Ohne „Zielgruppe: Ältere Menschen“ suchen"] == "/suche/?q=T%C3%B6pfern+in+Buckau"


def test_a_price_that_leaves_nothing_is_said_and_left_out(lena, city):
    page = search(lena, q="Töpfern unter 20 Euro")
    assert "„bis 20 €“. Damit fanden wir nichts." in page.text
    assert "Ohne: 2 Angebote." in page.text


@pytest.mark.parametrize("words", ["Töpfern in Buckau abends", "Töpfern für Ältere in Buckau am Montag"])
def test_a_page_costs_at_most_four_statements(lena, city, words):
    search(lena, q=words)
    context.stored_site.forget()
    with CaptureQueriesContext(connection) as asked:
        search(lena, q=words)
    assert len(asked) <= 4


@pytest.mark.parametrize("literal", ["1", "%00", "x" * 3000, "&woertlich=".join("abcdefgh")])
@pytest.mark.parametrize(
    "text", ["in Buckau " * 60, "9 Jahre " * 60, "heute \0 Abend", '"in Buckau', "8. Klasse" * 40]
)
def test_whatever_is_typed_has_an_answer(lena, city, text, literal):
    response = lena.get(f"/suche/?woertlich={literal}", {"q": text[: query.MAX_CHARACTERS]})
    assert response.status_code == 200
    assert lena.get("/suche/", {"q": text, "woertlich": literal}).status_code == 200


def test_the_help_page_explains_and_is_linked(lena, city):
    assert search(lena, q="Töpfern").links["So funktioniert die Suche"] == "/suche/hilfe/"
    page = lena.get("/suche/hilfe/").content.decode()
    assert "Verstanden als" in page
    assert page.count("<h1") == 1
