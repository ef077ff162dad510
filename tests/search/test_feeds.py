"""A search as RSS feed and as calendar: the same query string, the same offers, none that is over."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from providers.models import Offer
from tests.factories import make_date, make_district, make_location, make_offer, make_topic, today

pytestmark = pytest.mark.django_db
BAD = [
    "q=%00&stadtteil=%ED%A0%80",
    "seite=99999999999999999999&ab=31.02.2027&alter=999&umkreis=1e999",
    "q=" + "-" * 300,
    "q=" + "a%20" * 5000,
    "&".join(f"thema=x{number}" for number in range(300)),
    "q=%22%22%22&ort=%F0%9F%8E%88&bis=9999-12-31",
]


def items(client, **asked):
    response = client.get("/suche/feed.xml?" + urlencode(asked, doseq=True))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel").findall("item")


def titles(client, **asked):
    return [item.findtext("title") for item in items(client, **asked)]


def events(client, **asked):
    response = client.get("/suche/kalender.ics?" + urlencode(asked, doseq=True))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).events


def published(offer, days):
    Offer.objects.filter(pk=offer.pk).update(published_at=timezone.now() + timedelta(days=days))
    return offer


def test_the_feed_has_the_offers_of_the_search_the_newest_first(lena):
    published(make_offer("Deutsch alt"), -9)
    published(make_offer("Deutsch neu"), -1)
    published(make_offer("Schwimmen"), 0)
    assert titles(lena, q="deutsch") == ["Deutsch neu", "Deutsch alt"]


def test_ended_offers_are_in_no_feed_even_if_asked_for(lena):
    make_offer("Deutsch vorbei", days=[-3])
    assert titles(lena, q="deutsch", vergangene=1) == []
    assert events(lena, q="deutsch", vergangene=1) == []


def test_filters_hold_for_feed_and_calendar(lena):
    free = make_offer("Deutsch umsonst", price="free", days=[2])
    make_offer("Deutsch teuer", price="amount", price_from=90, days=[2])
    assert titles(lena, q="deutsch", kostenlos=1) == ["Deutsch umsonst"]
    assert [event["url"] for event in events(lena, kostenlos=1)] == [
        settings.SITE_URL + free.get_absolute_url()
    ]


def test_an_item_keeps_its_identity_when_its_address_changes(lena):
    offer = published(make_offer("Deutsch"), -1)
    before = items(lena)[0].findtext("guid")
    Offer.objects.filter(pk=offer.pk).update(slug="ganz-anders", title="Deutsch A1")
    item = items(lena)[0]
    assert item.findtext("title") == "Deutsch A1"
    assert item.findtext("guid") == before
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("link") == f"{settings.SITE_URL}/angebote/ganz-anders/"


def test_what_providers_write_stays_text(lena):
    make_offer("<b>Fett</b> & \x0b roh", summary="<script>x</script>", terms=[make_topic(name="A & B")])
    item = items(lena)[0]
    assert item.findtext("title").startswith("<b>Fett</b> &")
    assert "<script>" not in item.findtext("description")
    assert "&lt;script&gt;" in item.findtext("description")
    assert "<br>Kosten: Kosten nicht bekannt" in item.findtext("description")
    assert item.findtext("category") == "A & B"


def test_the_feed_says_what_it_is_and_what_was_left_out(lena):
    place = make_location(district=make_district("buckau", name="Buckau"))
    make_offer("Deutsch", location=place)
    address = "/suche/feed.xml?" + urlencode(
        {"q": "deutsch", "stadtteil": ["buckau", "atlantis"]}, doseq=True
    )
    channel = ElementTree.fromstring(lena.get(address).content).find("channel")
    assert channel.findtext("title") == "Bildungsportal Magdeburg: deutsch, Stadtteil: Buckau"
    assert "„atlantis“ kennen wir nicht" in channel.findtext("description")
    assert channel.findtext("link") == f"{settings.SITE_URL}/suche/?q=deutsch&stadtteil=buckau&sortierung=neu"


def test_the_calendar_holds_the_dates_that_were_asked_for(lena):
    offer = make_offer("Deutsch")
    days = [today(number) for number in range(1, 15)]
    for number in range(1, 15):
        make_date(offer, number, start_time=time(11, 59) if number < 8 else time(17))
    monday = next(day for day in days[7:] if day.weekday() == 0)
    found = events(lena, tag="mo", zeit="abends")
    assert [event.start.date() for event in found] == [monday]
    span = events(lena, ab=days[3].isoformat(), bis=days[4].isoformat())
    assert [event.start.date() for event in span] == days[3:5]


def test_words_understood_as_filters_hold_for_the_dates(lena):
    offer = make_offer("Deutsch")
    make_date(offer, 2, start_time=time(9))
    make_date(offer, 3, start_time=time(18))
    assert [event.start.date() for event in events(lena, q="deutsch abends")] == [today(3)]
    assert titles(lena, q="deutsch abends") == ["Deutsch"]


@pytest.mark.parametrize(
    ("hour", "part"),
    [((11, 59), "morgens"), ((12, 0), "nachmittags"), ((16, 59), "nachmittags"), ((17, 0), "abends")],
)
def test_parts_of_the_day_are_those_of_the_search(lena, hour, part):
    offer = make_offer("Deutsch")
    make_date(offer, 2, start_time=time(*hour))
    make_date(offer, 3)
    assert [event.start for event in events(lena, zeit=part)] == [
        datetime.combine(today(2), time(*hour), timezone.get_current_timezone())
    ]


def test_the_calendar_ends_after_a_year(lena):
    make_offer("Deutsch", days=[2, 380])
    assert [event.start for event in events(lena)] == [today(2)]


def test_a_withdrawn_offer_is_out_at_once(lena):
    offer = make_offer("Deutsch", days=[2])
    assert len(events(lena)) == len(items(lena)) == 1
    Offer.objects.filter(pk=offer.pk).update(status="withdrawn")
    assert events(lena) == []
    assert items(lena) == []


@pytest.mark.parametrize("address", ["/suche/feed.xml", "/suche/kalender.ics"])
def test_the_statements_do_not_grow_with_the_answer(lena, address):
    counts = set()
    for number in (1, 5, 20):
        for _each in range(number):
            make_offer("Deutsch", days=[2, 9], location=make_location())
        lena.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            lena.get(f"{address}?q=deutsch&zeit=abends&stadtteil=atlantis")
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 6


@pytest.mark.parametrize("query", BAD)
@pytest.mark.parametrize("address", ["/suche/feed.xml", "/suche/kalender.ics"])
def test_whatever_is_asked_the_answer_can_be_read(lena, address, query):
    make_offer("Deutsch", days=[2])
    response = lena.get(f"{address}?{query}")
    assert response.status_code == 200
    (ElementTree.fromstring if "feed" in address else Calendar.from_ical)(response.content)


def test_an_unchanged_answer_is_not_sent_twice(lena):
    make_offer("Deutsch", days=[2])
    for address in ("/suche/feed.xml", "/suche/kalender.ics"):
        tag = lena.get(address)["ETag"]
        assert lena.get(address, headers={"if-none-match": tag}).status_code == 304


def test_the_result_page_leads_to_feed_and_calendar(lena):
    make_offer("Deutsch")
    html = lena.get("/suche/?q=deutsch&sortierung=neu&seite=2").content.decode()
    assert html.count('href="/suche/feed.xml?q=deutsch"') == 2
    assert html.count('href="/suche/kalender.ics?q=deutsch"') == 2
    assert 'href="/suche/feed.xml?q=xyzzy"' in lena.get("/suche/?q=xyzzy").content.decode()
    assert "feed.xml" not in lena.get("/suche/?in=anbieter").content.decode()
