"""/anbieter/<slug>/: the profile of a provider."""

from datetime import time

import pytest

from providers import moderation
from providers.models import Closure, LocationHours
from tests.factories import (
    make_access_feature,
    make_district,
    make_location,
    make_offer,
    make_operator,
    make_provider,
    make_provider_kind,
    today,
)

pytestmark = pytest.mark.django_db


def test_the_profile_says_who_where_and_when(lena):
    provider = make_provider(
        "Beispiel-Bibliothek",
        kind=make_provider_kind("bibliothek"),
        operator=make_operator(),
        phone="0391 12345",
    )
    place = make_location(provider, district=make_district())
    LocationHours.objects.create(location=place, weekday=0, opens=time(9), closes=time(17))
    Closure.objects.create(location=place, first_day=today(2), last_day=today(3), reason="Umbau")
    Closure.objects.create(location=place, first_day=today(-3), last_day=today(-1), reason="Sommerpause")
    make_access_feature("aufzug")
    html = lena.get(provider.get_absolute_url()).content.decode()
    for words in (
        "Beispiel-Bibliothek",
        "Bibliothek",
        "Stadt",
        "tel:039112345",
        "Montag",
        "Umbau",
        "Aufzug",
        "Buckau",
    ):
        assert words in html
    assert "Sommerpause" not in html


def test_only_its_own_current_offers_are_shown(lena):
    provider = make_provider()
    make_offer("Mein Kurs", provider=provider, days=(3,))
    make_offer("Vorbei", provider=provider, days=(-3,))
    make_offer("Fremder Kurs")
    offers = lena.get(provider.get_absolute_url()).context["offers"]
    assert [str(card.title_html) for card in offers.cards] == ["Mein Kurs"]
    assert offers.url == f"/suche/?anbieter={provider.slug}&sortierung=datum"


def test_nothing_known_is_said_calmly(lena):
    html = lena.get(make_provider().get_absolute_url()).content.decode()
    assert "Telefon und E-Mail sind uns nicht bekannt." in html
    assert "Eine Adresse ist uns nicht bekannt." in html
    assert "Zurzeit ist kein Angebot eingetragen." in html


def test_old_sources_are_named_with_their_date(lena):
    provider = make_provider(
        source="register", source_note="Schulregister, Stand 2017, Lizenz nicht angegeben"
    )
    response = lena.get(provider.get_absolute_url())
    assert [words for _tone, _icon, words in response.context["page"].badges] == ["Stand 2017"]
    assert "Schulregister, Stand 2017" in response.content.decode()


def test_invented_providers_say_so(lena):
    assert (
        "Erfundenes Beispiel" in lena.get(make_provider(is_example=True).get_absolute_url()).content.decode()
    )


def test_drafts_do_not_exist_and_withdrawn_ones_are_gone(lena, mehmet):
    draft, withdrawn = make_provider(status="draft"), make_provider()
    moderation.withdraw_provider(withdrawn, by=mehmet)
    assert lena.get(draft.get_absolute_url()).status_code == 404
    assert lena.get(withdrawn.get_absolute_url()).status_code == 410
    assert lena.get("/anbieter/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_profile_costs_at_most_six_statements(lena, django_assert_max_num_queries, number):
    provider = make_provider()
    district = make_district()
    for _ in range(number):
        make_location(provider, district=district)
        make_offer(provider=provider, days=(1,))
    lena.get("/suche/")
    with django_assert_max_num_queries(6):
        lena.get(provider.get_absolute_url())
