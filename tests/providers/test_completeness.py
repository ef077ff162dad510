"""How complete an entry is: musts weigh most, one tip at a time."""

import pytest

from providers.completeness import RULES, completeness_of, with_facts
from providers.models import Offer, OfferAccess
from tests.factories import (
    make_access_feature,
    make_audience,
    make_location,
    make_offer,
    make_offer_kind,
    make_topic,
)

pytestmark = pytest.mark.django_db

FULL = {
    "summary": "Kurz gesagt",
    "schedule": "on_request",
    "format": "online",
    "price": "free",
    "registration": "none",
    "contact_phone": "0391 1",
    "plain_language": "Kurz.",
    "picture": "angebote/a.webp",
    "picture_alt": "Ein Bild",
}


def of(offer):
    return completeness_of(with_facts(Offer.objects.select_related("provider")).get(pk=offer.pk))


def make_full(**fields):
    terms = [make_topic(), make_audience()]
    offer = make_offer(kind=make_offer_kind(), terms=terms, **(FULL | fields))
    OfferAccess.objects.create(offer=offer, feature=make_access_feature(), answer="yes")
    return offer


def test_an_empty_entry_names_what_people_decide_by():
    found = of(make_offer())
    assert found.percent == 0
    assert found.words == "Es fehlen: Worum es geht, Termin, Ort, Kosten"


def test_a_full_entry_has_nothing_to_add():
    assert (of(make_full()).percent, of(make_full()).words) == (100, "")


@pytest.mark.parametrize(
    ("field", "value", "percent", "words"),
    [
        ("price", "unknown", 85, "Es fehlt: Kosten"),
        ("schedule", "unknown", 85, "Es fehlt: Termin"),
        ("picture", "", 95, "Tipp: ein Bild ergänzen"),
        ("registration", "unknown", 95, "Tipp: sagen, ob man sich anmelden muss"),
    ],
)
def test_the_next_best_thing_to_add(field, value, percent, words):
    found = of(make_full(**{field: value}))
    assert (found.percent, found.words) == (percent, words)


def test_dates_and_places_count_as_answers():
    offer = make_full(schedule="dates", days=[3], format="", location=make_location())
    assert of(offer).percent == 100


def test_every_rule_can_be_broken_and_met():
    empty, full = make_offer(), make_full()
    rows = {row.pk: row for row in with_facts(Offer.objects.select_related("provider"))}
    for rule in RULES:
        assert rule.is_met(rows[full.pk]) and not rule.is_met(rows[empty.pk]), rule.what
