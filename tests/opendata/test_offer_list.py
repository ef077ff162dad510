"""`GET /api/v1/offers` answers what the result page answers, under English names."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.search import index
from providers.models import Offer, OfferAccess, Provider
from tests.factories import (
    make_access_feature,
    make_audience,
    make_date,
    make_district,
    make_funding,
    make_language,
    make_life_stage,
    make_location,
    make_offer,
    make_offer_kind,
    make_provider,
    make_topic,
    today,
)

from .support import ask, counted_on_the_page, titles

pytestmark = pytest.mark.django_db


DAY = timedelta(days=1)
SOON = today(10)
WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")


@pytest.fixture
def course():
    """An offer of which everything is known, beside one of which nothing is."""
    make_offer("Töpfern")
    make_district("werder", center=(52.2, 11.7))
    provider = make_provider("Sprachhaus", slug="sprachhaus")
    place = make_location(provider, district=make_district("buckau", name="Buckau"))
    offer = make_offer(
        "Deutsch am Abend",
        provider=provider,
        summary="Sprechen und lesen.",
        kind=make_offer_kind("kurs"),
        terms=[
            make_topic("sprache"),
            make_life_stage("jugend"),
            make_audience("eltern"),
            make_funding("bildungsgutschein"),
            make_language("de"),
        ],
        location=place,
        format="vor-ort",
        price="free",
        age_from=16,
        age_to=27,
        level="A2",
        registration="required",
        registration_deadline=today(5),
        availability="few",
        places_total=12,
        places_left=3,
        source="vhs",
        source_id="4711",
    )
    OfferAccess.objects.create(offer=offer, feature=make_access_feature("gebaerdensprache"), answer="yes")
    make_date(offer, first_day=SOON, last_day=SOON, start_time=time(18), end_time=time(19, 30))
    return offer


# Queries of the API and of the page that fit the course and not the other offer.
CHOSEN = [
    ({"q": "deutschkurs"}, "q=deutschkurs"),
    ({"topic": "sprache"}, "thema=sprache"),
    ({"life_stage": "jugend"}, "lebensphase=jugend"),
    ({"audience": "eltern"}, "zielgruppe=eltern"),
    ({"district": ["buckau", "werder"]}, "stadtteil=buckau&stadtteil=werder"),
    ({"kind": "kurs"}, "art=kurs"),
    ({"provider": "sprachhaus"}, "anbieter=sprachhaus"),
    ({"language": "de"}, "sprache=de"),
    ({"funding": "bildungsgutschein"}, "foerderung=bildungsgutschein"),
    ({"accessible": "gebaerdensprache"}, "barrierefrei=gebaerdensprache"),
    ({"free": 1}, "kostenlos=1"),
    ({"format": "vor-ort"}, "format=vor-ort"),
    ({"weekday": WEEKDAYS[SOON.weekday()]}, f"tag={WEEKDAYS[SOON.weekday()]}"),
    ({"time": "abends"}, "zeit=abends"),
    ({"from_": SOON - DAY, "to": SOON + DAY}, f"ab={SOON - DAY}&bis={SOON + DAY}"),
    ({"age": 16, "free": 1}, "alter=16&kostenlos=1"),
    ({"near": "Buckau", "radius": 2}, "ort=Buckau&umkreis=2"),
    ({"places": 1}, "frei=1"),
]


@pytest.mark.parametrize(("asked", "query"), CHOSEN)
def test_each_parameter_means_what_it_means_on_the_page(lena, course, asked, query):
    answer = ask(lena, **asked)
    assert titles(answer) == ["Deutsch am Abend"]
    assert answer["total"] == counted_on_the_page(query) == 1


@pytest.mark.parametrize(
    "asked",
    [{"age": 40}, {"topic": "sprache", "time": "morgens"}, {"to": SOON - DAY, "from_": SOON - 2 * DAY}],
)
def test_what_does_not_fit_is_not_there(lena, course, asked):
    assert "Deutsch am Abend" not in titles(ask(lena, **asked))


def test_an_offer_carries_every_fact_in_a_form_for_machines(lena, course):
    (offer,) = ask(lena, q="deutsch")["offers"]
    assert (offer["id"], offer["slug"]) == (course.pk, course.slug)
    assert offer["url"].endswith(f"/angebote/{course.slug}/")
    assert offer["url"].startswith("http")
    assert offer["provider"]["slug"] == "sprachhaus"
    assert (offer["source"], offer["source_id"], offer["ended"]) == ("vhs", "4711", False)
    assert offer["price"] == {"kind": "free", "from": None, "to": None, "reduced": None, "note": ""}
    assert offer["dates"] == [
        {
            "first_day": str(SOON),
            "start": "18:00",
            "last_day": str(SOON),
            "end": "19:30",
            "status": "planned",
        }
    ]
    assert offer["place"]["district"] == {"slug": "buckau", "name": "Buckau"}
    assert (offer["place"]["lat"], offer["place"]["lon"]) == (52.10, 11.63)
    assert [term["slug"] for term in offer["topics"] + offer["life_stages"] + offer["audiences"]] == [
        "sprache",
        "jugend",
        "eltern",
    ]
    assert (offer["age_from"], offer["age_to"], offer["level"], offer["format"]) == (16, 27, "A2", "vor-ort")
    assert offer["registration"] == {
        "kind": "required",
        "deadline": str(today(5)),
        "places_total": 12,
        "places_left": 3,
    }
    assert (offer["availability"], offer["distance_km"]) == ("few", None)


def test_what_is_not_known_is_null(lena):
    make_offer("Töpfern")
    (offer,) = ask(lena)["offers"]
    unknown = ("kind", "level", "format", "place", "age_from", "first_day", "confirmed_at")
    assert {offer[name] for name in unknown} == {None}


def test_amounts_are_decimal_texts(lena):
    make_offer(price="range", price_from="12.50", price_to="80", price_reduced="6")
    assert ask(lena)["offers"][0]["price"] == {
        "kind": "range",
        "from": "12.50",
        "to": "80.00",
        "reduced": "6.00",
        "note": "",
    }


def test_facets_carry_the_names_of_the_parameters_and_count_as_the_page(lena, course):
    facets = ask(lena)["facets"]
    assert set(facets) == {
        *("topic", "life_stage", "audience", "district", "kind", "provider", "language", "funding"),
        *("accessible", "format", "level", "weekday", "time", "free", "places"),
    }
    assert facets["topic"] == [{"value": "sprache", "label": "Sprache", "count": 1}]
    assert facets["free"] == [{"value": "1", "label": "kostenlos", "count": 1}]


def test_the_distance_comes_with_a_place(lena, course):
    make_district("altstadt", name="Altstadt", center=(52.11, 11.63))
    answer = ask(lena, near="Altstadt", radius=5, sort="naehe")
    assert answer["offers"][0]["distance_km"] == pytest.approx(1.1, abs=0.1)
    assert (answer["place"], answer["radius_km"]) == ("Altstadt", 5)


def test_ended_offers_come_only_when_asked_for_and_say_so(lena):
    make_offer("Gestern", days=[-1])
    make_offer("Morgen", days=[1])
    assert titles(ask(lena)) == ["Morgen"]
    answer = ask(lena, past=1)
    assert {offer["title"]: offer["ended"] for offer in answer["offers"]} == {
        "Gestern": True,
        "Morgen": False,
    }


def test_limit_and_offset_cut_out_any_part_of_the_list(lena):
    provider = make_provider()
    for number in range(7):
        make_offer(f"Kurs {number}", provider=provider, days=[number + 1])
    everything = titles(ask(lena, sort="datum"))
    assert everything == [f"Kurs {number}" for number in range(7)]
    for offset, limit in ((0, 3), (2, 3), (5, 3), (7, 3), (10**22, 3)):
        answer = ask(lena, sort="datum", limit=limit, offset=offset)
        assert titles(answer) == everything[offset : offset + limit]
        assert answer["total"] == 7


def test_newest_first(lena):
    old, new = make_offer("Alt"), make_offer("Neu")
    Offer.objects.filter(pk=old.pk).update(published_at="2020-01-01T00:00Z")
    Offer.objects.filter(pk=new.pk).update(published_at="2026-01-01T00:00Z")
    assert titles(ask(lena, sort="neu")) == ["Neu", "Alt"]


def test_a_mistyped_word_and_near_misses_stand_apart(lena):
    make_offer("Schwimmkurs")
    make_offer("Kochen wie in Syrien")
    assert ask(lena, q="schwimkurs")["did_you_mean"] == ["schwimmkurs"]
    answer = ask(lena, q="syrisch kochen")
    assert (answer["total"], titles(answer)) == (0, [])
    assert titles(answer, "similar") == ["Kochen wie in Syrien"]


def test_what_was_cut_from_the_question_is_said(lena):
    assert ask(lena, q="wort " * 40)["notes"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": Offer.Status.WITHDRAWN},
        {"provider_status": Provider.Status.WITHDRAWN},
        {"valid_from": today(1)},
    ],
)
def test_what_is_not_public_is_gone_at_once(lena, course, change):
    assert ask(lena, q="deutsch")["total"] == 1
    if status := change.pop("provider_status", None):
        Provider.objects.filter(pk=course.provider_id).update(status=status)
    Offer.objects.filter(pk=course.pk).update(**change) if change else None
    answer = ask(lena, q="deutsch")
    assert (answer["total"], answer["offers"]) == (0, [])


def test_changed_places_show_at_once(lena, course):
    ask(lena, q="deutsch")
    Offer.objects.filter(pk=course.pk).update(availability="full", places_left=0)
    (offer,) = ask(lena, q="deutsch")["offers"]
    assert (offer["availability"], offer["registration"]["places_left"]) == ("full", 0)


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_a_list_costs_at_most_four_statements_for_any_number_of_hits(lena, rows):
    provider, topic = make_provider(), make_topic("sprache")
    made = Offer.objects.bulk_create(
        Offer(provider=provider, title="Deutsch", slug=f"deutsch-{n}", status=Offer.Status.PUBLISHED)
        for n in range(rows)
    )
    Offer.topics.through.objects.bulk_create(Offer.topics.through(offer=offer, topic=topic) for offer in made)
    index.catch_up()
    ask(lena)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert ask(lena, q='"deutsch"', topic="sprache", limit=100)["total"] == rows
    assert len(statements) == 3
