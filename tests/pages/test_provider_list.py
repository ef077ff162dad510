"""/anbieter/: A to Z, filters, paging, and what a bad query string gets."""

import pytest

from tests.factories import (
    ALTSTADT,
    make_district,
    make_location,
    make_offer,
    make_operator,
    make_provider,
    make_provider_kind,
)

pytestmark = pytest.mark.django_db


def names(response):
    return [row.name for row in response.context["list"].rows]


def test_providers_stand_in_german_order(lena):
    for name in ("Zirkus", "Öffentliche Werkstatt", "Offener Treff", "Ärzte im Kiez", "Bibliothek"):
        make_provider(name)
    assert names(lena.get("/anbieter/")) == [
        "Ärzte im Kiez",
        "Bibliothek",
        "Offener Treff",
        "Öffentliche Werkstatt",
        "Zirkus",
    ]


def test_only_published_providers_are_listed(lena):
    make_provider("Sichtbar")
    for status in ("draft", "withdrawn", "archived"):
        make_provider(status=status)
    assert names(lena.get("/anbieter/")) == ["Sichtbar"]


def test_filters_narrow_together(lena):
    club, school = make_provider_kind("verein"), make_provider_kind("schule")
    right = make_provider("Richtig", kind=club, operator=make_operator())
    make_location(right, district=make_district())
    make_provider("Falsche Art", kind=school, operator=make_operator())
    elsewhere = make_provider("Anderswo", kind=club, operator=make_operator())
    make_location(elsewhere, district=make_district("altstadt", ALTSTADT))
    response = lena.get("/anbieter/?art=verein&traeger=kommunal&stadtteil=buckau&name=RICHT")
    assert names(response) == ["Richtig"]


def test_a_letter_shows_its_providers_and_counts(lena):
    for name in ("Öffnung", "Offen", "Zirkus", "1. Verein"):
        make_provider(name)
    response = lena.get("/anbieter/?buchstabe=o")
    assert sorted(names(response)) == ["Offen", "Öffnung"]
    assert response.context["list"].heading == "2 Anbieter"
    assert names(lena.get("/anbieter/?buchstabe=0")) == ["1. Verein"]


def test_only_offers_one_can_still_take_are_counted(lena):
    provider = make_provider()
    make_offer(provider=provider, days=(2,))
    make_offer(provider=provider, days=(-2,))
    make_offer(provider=provider, status="draft")
    assert lena.get("/anbieter/").context["list"].rows[0].offers == "1 Angebot"


@pytest.mark.parametrize("page", ["2", "99999999999", "-1", "x", "9" * 5000])
def test_every_page_number_shows_a_page(lena, page):
    for _ in range(30):
        make_provider()
    response = lena.get("/anbieter/", {"seite": page})
    assert response.status_code == 200
    assert names(response)


def test_paging_keeps_the_filters(lena):
    for _ in range(30):
        make_provider()
    html = lena.get("/anbieter/?name=Beispiel").content.decode()
    assert 'href="/anbieter/?name=Beispiel&amp;seite=2"' in html


@pytest.mark.parametrize("query", ["art=unsinn", "name=%00", "stadtteil=%ED%A0%80", "name=" + "x" * 300])
def test_what_is_not_understood_is_left_out_and_said(lena, query):
    make_provider("Bleibt")
    response = lena.get(f"/anbieter/?{query}")
    assert names(response) == ["Bleibt"]
    assert "Einen Teil der Auswahl kennen wir nicht" in response.content.decode()


def test_nothing_found_leads_on(lena):
    html = lena.get("/anbieter/?name=Gibtesnicht").content.decode()
    assert "Dazu haben wir keinen Anbieter" in html
    assert "Alle Anbieter ansehen" in html


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_costs_at_most_four_statements(lena, django_assert_max_num_queries, number):
    for _ in range(number):
        make_location(make_provider(kind=make_provider_kind()), district=make_district())
    with django_assert_max_num_queries(4):
        lena.get("/anbieter/")
