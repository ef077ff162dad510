"""What the page of an offer says, and how calmly it says what is not known."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from portal.pages.offer.finding import any_offer
from portal.pages.offer.page import offer_page
from providers import wording
from providers.models import LocationAccess, LocationHours, Offer, OfferAccess, OfferDate, OfferSeries
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

pytestmark = pytest.mark.django_db


def page_of(offer):
    return offer_page(any_offer(offer.slug))


def facts_of(offer):
    return {label: (plain(value), plain(more)) for _icon, label, value, more in page_of(offer).facts}


def plain(words):
    return words.replace(wording.NBSP, " ")


def test_nothing_known_still_answers_when_where_cost_and_for_whom():
    assert facts_of(make_offer()) == {
        "Wann": ("Termin beim Anbieter erfragen", ""),
        "Wo": ("Ort beim Anbieter erfragen", ""),
        "Kosten": ("Kosten nicht bekannt", ""),
        "Für wen": ("keine Angabe", ""),
    }


def test_the_next_date_stands_first_and_says_how_many_follow():
    offer = make_offer(days=(-3, 4, 11))
    day = wording.day_words(today(4), today())
    assert facts_of(offer)["Wann"] == (plain(day), "und 1 weiterer Termin")


def test_a_cancelled_date_is_not_the_next_one_but_stays_in_the_table():
    offer = make_offer()
    make_date(offer, 2, status=OfferDate.Status.CANCELLED)
    make_date(offer, 9)
    page = page_of(offer)
    assert facts_of(offer)["Wann"][0] == plain(wording.day_words(today(9), today()))
    assert [row.state for row in page.dates.next_rows] == ["fällt aus", ""]


def test_a_series_is_said_in_words_with_the_days_left_out():
    offer = make_offer()
    OfferSeries.objects.create(
        offer=offer,
        weekdays=[1, 3],
        first_day=today(-10),
        last_day=today(30),
        start_time=time(18),
        end_time=time(20, 15),
        except_days=[today(5)],
    )
    page = page_of(offer)
    ((words, _period, left_out),) = page.dates.series
    assert plain(words) == "jeden Dienstag und Donnerstag, 18 bis 20:15 Uhr"
    assert left_out == f"nicht am {wording.day_words(today(5), today(), weekday=False)}"
    assert facts_of(offer)["Wann"][0] == plain(words)


def test_only_the_next_dates_are_shown_and_all_are_there():
    dates = page_of(make_offer(days=range(-5, 20))).dates
    assert len(dates.next_rows) == 5
    assert len(dates.rows) == 25
    assert dates.caption == "25 Termine, die nächsten 5"


def test_a_continuous_offer_shows_the_hours_of_its_place():
    place = make_location()
    for weekday in range(5):
        LocationHours.objects.create(location=place, weekday=weekday, opens=time(9), closes=time(17))
    page = page_of(make_offer(location=place, schedule=Offer.Schedule.CONTINUOUS))
    assert [(days, plain(times)) for days, times in page.dates.hours] == [
        ("Montag bis Freitag", "9 bis 17 Uhr")
    ]


def test_a_place_is_named_with_its_district():
    place = make_location(district=make_district())
    assert facts_of(make_offer(location=place))["Wo"] == ("Haus der Probe, Buckau", "")


def test_an_online_offer_needs_no_place():
    page = page_of(make_offer(format=Offer.Format.ONLINE, location=make_location(district=make_district())))
    assert (page.place, page.map, page.shape) == (None, None, "i-screen")


def test_cost_names_reduction_and_funding():
    offer = make_offer(
        price="amount", price_from=Decimal(96), price_reduced=Decimal(48), terms=[make_funding()]
    )
    assert facts_of(offer)["Kosten"] == ("96 €", "ermäßigt 48 €, Bildungsgutschein möglich")


def test_for_whom_and_in_which_language():
    offer = make_offer(
        age_from=16, level="A2", terms=[make_audience("eltern"), make_language("de", name="Deutsch")]
    )
    facts = facts_of(offer)
    assert facts["Für wen"] == ("ab 16 Jahren", "Eltern, Niveau A2")
    assert facts["Sprache"] == ("Deutsch", "")


def test_accessibility_is_answered_yes_no_or_not_known():
    place = make_location()
    LocationAccess.objects.create(
        location=place, feature=make_access_feature("stufenlos"), answer="yes", note="mit Rampe"
    )
    make_access_feature("parkplatz")
    spoken = make_access_feature("gebaerden", scope="offer")
    offer = make_offer(location=place)
    OfferAccess.objects.create(offer=offer, feature=spoken, answer="no")
    assert page_of(offer).access == {
        "yes": [("Stufenlos", "mit Rampe")],
        "no": [("Gebaerden", "")],
        "unknown": "Parkplatz",
    }


def test_the_contact_of_the_provider_fills_in():
    provider = make_provider(phone="0391 1234", email="info@example.org", contact_person="Petra Muster")
    own = make_offer(provider=provider, contact_email="kurs@example.org", contact_name="Ali Muster")
    assert page_of(make_offer(provider=provider)).contact.name == "Petra Muster"
    assert (page_of(own).contact.email, page_of(own).contact.phone) == ("kurs@example.org", "")


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"registration": "required", "registration_url": "https://example.org/a"}, "Beim Anbieter anmelden"),
        ({"registration": "unknown", "url": "https://example.org/a"}, "Zur Seite des Anbieters"),
        ({"registration_url": "https://example.org/a", "availability": "waitlist"}, "Auf die Warteliste"),
        ({"registration_url": "https://example.org/a", "availability": "full"}, ""),
        ({"registration_url": "https://example.org/a", "availability": "cancelled"}, ""),
        ({"registration_url": "https://example.org/a", "registration_deadline": today(-1)}, ""),
        ({"registration_url": "javascript:alert(1)"}, ""),
    ],
)
def test_the_main_button_leads_where_people_can_still_register(fields, label):
    assert page_of(make_offer(**fields)).booking.label == label


def test_a_missed_deadline_is_said():
    offer = make_offer(registration="required", registration_deadline=today(-1))
    day = wording.day_words(today(-1), today(), weekday=False)
    assert f"Die Anmeldung war bis {day} möglich." in page_of(offer).booking.sentences


def test_an_ended_offer_says_so_and_offers_no_button():
    page = page_of(make_offer(days=(-2,), registration_url="https://example.org/a"))
    assert page.ended.startswith("Dieses Angebot ist beendet")
    assert (page.booking.url, page.booking.sentences) == ("", ())
    assert page.badges[0][2] == "Beendet"


@pytest.mark.parametrize(
    ("days_ago", "badge", "sentence"),
    [
        (3, "Aktuell bestätigt", "Zuletzt bestätigt am"),
        (400, "Nicht bestätigt", "Nicht bestätigt seit dem"),
        (None, "Nicht bestätigt", "Der Anbieter hat diese Angaben noch nicht bestätigt."),
    ],
)
def test_how_fresh_the_entry_is(days_ago, badge, sentence):
    confirmed = timezone.now() - timedelta(days=days_ago) if days_ago else None
    page = page_of(make_offer(confirmed_at=confirmed))
    assert badge in [words for _tone, _icon, words in page.badges]
    assert page.origin[-1].startswith(sentence)


def test_terms_lead_to_the_search_with_their_filter():
    offer = make_offer(
        kind=make_offer_kind(),
        location=make_location(district=make_district()),
        terms=[make_topic("sprache"), make_life_stage()],
        keywords=["abends"],
    )
    assert page_of(offer).sorting == [
        ("Art", [("Kurs", "/suche/?art=kurs")]),
        ("Themen", [("Sprache", "/suche/?thema=sprache")]),
        ("Lebensphasen", [("Beruf Und Familie", "/suche/?lebensphase=beruf-und-familie")]),
        ("Stadtteil", [("Buckau", "/suche/?stadtteil=buckau")]),
        ("Schlagworte", [("abends", "/suche/?q=abends")]),
    ]


def test_an_offer_comes_in_one_statement_and_its_neighbours_in_another(django_assert_num_queries):
    offer = make_offer(days=range(200), terms=[make_topic(), make_life_stage()], location=make_location())
    with django_assert_num_queries(2):
        page_of(offer)
