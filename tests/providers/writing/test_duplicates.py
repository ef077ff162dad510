"""Duplicates: found where a person would call them the same, and not within a series of courses."""

import time

import pytest
from django.utils import timezone

from providers.duplicates import likely_duplicates
from providers.models import Offer
from tests.factories import make_offer, make_provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return make_provider("Haus", slug="haus")


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Deutschkurs A1", "Deutsch-Kurs A1"),
        ("Nähen für Anfänger", "Nähen für Anfängerinnen"),
        ("Smartphone-Sprechstunde", "Sprechstunde Smartphone"),
        ("Töpfern am Abend", "Toepfern am Abend"),
        ("Bewerbungs-Training", "Bewerbungstraining"),
        ("Buchfürung Intensiv", "Buchführung intensiv"),
    ],
)
def test_the_same_course_is_found(title, known, house):
    offer = make_offer(known, slug="da", provider=house)
    found = likely_duplicates(title, provider=house)
    assert [each.offer for each in found] == [offer]
    assert "gleicher Anbieter" in found[0].reason


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Englisch A1", "Englisch A2"),
        ("Englisch A1.1", "Englisch A1.2"),
        ("Englisch A1", "Spanisch A1"),
        ("Excel Grundkurs", "Excel Aufbaukurs"),
        ("Yoga für Anfänger", "Pilates für Anfänger"),
        ("Manuelle Therapie Modul Hand", "Manuelle Therapie Modul Knie"),
        ("Rechnen Teil I", "Rechnen Teil II"),
        ("Schwimmen Modul A", "Schwimmen Modul B"),
    ],
)
def test_courses_of_one_series_are_not_duplicates(title, known, house):
    make_offer(known, slug="da", provider=house)
    assert likely_duplicates(title, provider=house) == []


def test_day_and_provider_decide_about_the_same_title(house):
    other = make_provider("Anderes", slug="anderes")
    offer = make_offer("Yoga am Abend", slug="da", provider=other, days=[3])
    day = Offer.objects.get(pk=offer.pk).first_day
    same, later = (
        likely_duplicates("Yoga am Abend", provider=house, start=start)
        for start in (day, day.replace(year=day.year + 1))
    )
    assert [each.reason for each in same] == ["ähnlicher Titel, gleicher Beginn"]
    assert later == []


def test_what_is_not_public_is_shown_to_its_provider_only(house):
    make_offer("Geheimer Tanzkurs", slug="da", provider=house, status=Offer.Status.DRAFT)
    assert likely_duplicates("Geheimer Tanzkurs", provider=make_provider("B", slug="b")) == []
    assert likely_duplicates("Geheimer Tanzkurs") == []
    mine = likely_duplicates("Geheimer Tanzkurs", provider=house)
    assert [each.url for each in mine] == [""]


def test_an_offer_is_no_duplicate_of_itself(house):
    offer = make_offer("Yoga", slug="da", provider=house)
    assert likely_duplicates("Yoga", provider=house, exclude=offer) == []


@pytest.mark.parametrize("title", ["", "???", "\x00", "(", "der die das", "a" * 5000, "\\d+ [x", "\ud800"])
def test_no_title_breaks_it(title, house):
    make_offer("Yoga", slug="da", provider=house)
    assert likely_duplicates(title, provider=house) == []


def test_ten_thousand_offers_are_searched_in_two_statements(house, django_assert_max_num_queries):
    subjects = [
        "Englisch",
        "Spanisch",
        "Yoga",
        "Nähen",
        "Kochen",
        "Malen",
        "Rechnen",
        "Lesen",
        "Tanzen",
        "Singen",
    ]
    now = timezone.now()
    Offer.objects.bulk_create(
        Offer(
            title=f"{subjects[number % 10]} {number}",
            slug=f"o-{number}",
            provider=house,
            status=Offer.Status.PUBLISHED,
            published_at=now,
        )
        for number in range(10_000)
    )
    begin = time.perf_counter()
    with django_assert_max_num_queries(2):
        found = likely_duplicates("Englisch 4990", provider=house)
    assert time.perf_counter() - begin < 0.5
    assert [each.offer.title for each in found] == ["Englisch 4990"]
