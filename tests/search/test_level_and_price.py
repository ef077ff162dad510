"""Level and price as filters: what an offer states counts, what nobody told is never taken for cheap."""

from decimal import Decimal

import pytest

from tests.factories import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses():
    make_offer("Deutsch am Abend", level="A2", price="amount", price_from=Decimal("20.50"))
    make_offer("Deutsch im Park", level="B1", price="free")
    make_offer("Deutsch B1 intensiv", price="amount", price_from=Decimal("96"))
    make_offer("Deutsch für alle")


def found(client, **query):
    answer = client.get("/api/v1/offers", query).json()
    return {offer["title"] for offer in answer["offers"]}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"level": "a2"}, {"Deutsch am Abend"}),
        ({"level": ["a2", "b1"]}, {"Deutsch am Abend", "Deutsch im Park"}),
        # Understood from words, an offer that says the level without stating it counts too.
        ({"q": "Deutsch B1"}, {"Deutsch im Park", "Deutsch B1 intensiv"}),
        ({"max_price": "20"}, {"Deutsch im Park"}),
        ({"max_price": "21"}, {"Deutsch im Park", "Deutsch am Abend"}),
        ({"q": "Deutsch unter 100 Euro"}, {"Deutsch im Park", "Deutsch am Abend", "Deutsch B1 intensiv"}),
    ],
)
def test_what_a_level_and_a_price_find(lena, courses, query, titles):
    assert found(lena, **query) == titles


def test_a_price_that_is_none_is_left_out_and_said(lena, courses):
    page = lena.get("/suche/", {"preis": "viel"}).content.decode()
    assert "„viel“ ist kein Preis von 0 bis 50.000 Euro." in page
