"""Events are found: tab, filters, API, sitemap, feed; what is not public is found nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import series
from events.models import Event, EventSeries
from tests.factories import make_district, make_life_stage, make_provider, make_topic
from tests.networks.factories import make_network

from .factories import make_event, make_item

pytestmark = pytest.mark.django_db


def found(client, query=""):
    return [each["title"] for each in client.get(f"/api/v1/events?{query}").json()["events"]]


def past(title, **fields):
    return make_event(title, starts_at=timezone.now() - timedelta(days=30), **fields)


def test_tab_counts_events_and_finds_them_by_their_programme(lena):
    event = make_event("Tag der Bildung", summary="Ein Tag für alle")
    make_item(event, "Safari durch den Datendschungel")
    event.speakers.create(name="Josephine Beispielfrau", slug="jo")
    for words in ("datendschungel", "Beispielfrau", "tag der bildung"):
        page = lena.get("/suche/", {"in": "veranstaltungen", "q": words}).content.decode()
        assert f'href="/veranstaltungen/{event.slug}/"' in page
        assert "1 Veranstaltung" in page


def test_past_events_are_found_only_where_asked_for(lena):
    past("Gewesen")
    make_event("Kommend")
    assert found(lena) == ["Kommend"]
    assert set(found(lena, "past=1")) == {"Gewesen", "Kommend"}
    assert "Gewesen" not in lena.get("/suche/?in=veranstaltungen").content.decode()


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "withdrawn"}, {"visibility": "members"}])
def test_what_is_not_public_is_found_nowhere(lena, fields):
    network = make_network()
    event = make_event(
        "Geheimtreffen", network=network, provider=make_provider("Haus", slug="haus"), **fields
    )
    assert found(lena, "past=1") == []
    for address in (
        f"/api/v1/events/{event.pk}", f"/veranstaltungen/{event.slug}/", f"/veranstaltungen/{event.slug}/kalender.ics",
        f"/veranstaltungen/{event.slug}/programm.json", f"/veranstaltungen/{event.slug}/programm/",
        f"/veranstaltungen/{event.slug}/mitwirkende/",
    ):  # fmt: skip
        assert lena.get(address).status_code == 404
    for address in (
        "/veranstaltungen/", "/veranstaltungen/monat/", "/veranstaltungen/feed.xml", "/veranstaltungen/kalender.ics",
        "/sitemap.xml", "/anbieter/haus/", "/suche/?in=veranstaltungen&q=geheimtreffen",
    ):  # fmt: skip
        content = lena.get(address).content.decode()
        assert event.slug not in content
        assert "Geheimtreffen" not in content.replace("geheimtreffen", "")


def test_filters_of_the_search_hold_for_events(lena):
    topic, stage, district = make_topic("mint"), make_life_stage("jugend"), make_district("buckau")
    event = make_event("Passt", district=district, price="free", format="hybrid")
    event.topics.add(topic)
    event.life_stages.add(stage)
    make_event("Anderes", price="paid", format="online")
    for query in ("topic=mint", "life_stage=jugend", "district=buckau", "free=1", "format=hybrid"):
        assert found(lena, query) == ["Passt"], query
    day = timezone.localtime(event.starts_at).date()
    assert set(found(lena, f"from={day}&to={day}")) == {"Passt", "Anderes"}
    assert found(lena, f"from={day + timedelta(days=5)}") == []


def test_series_is_one_hit_with_all_its_dates_and_follows_every_one_of_them(lena):
    event = make_event("Stammtisch")
    first = timezone.localtime(event.starts_at).date()
    rule = EventSeries.objects.create(
        frequency="weekly", first_day=first, last_day=first + timedelta(days=21)
    )
    later = series.make_events(event, rule)
    (hit,) = lena.get("/api/v1/events").json()["events"]
    assert len(hit["dates"]) == 4
    page = lena.get("/suche/?in=veranstaltungen").content.decode()
    assert "und 3 weitere Termine" in page
    Event.objects.filter(pk=later[0].pk).update(status="withdrawn")
    (hit,) = lena.get("/api/v1/events").json()["events"]
    assert len(hit["dates"]) == 3
    Event.objects.filter(pk=event.pk).update(status="withdrawn")
    (hit,) = lena.get("/api/v1/events").json()["events"]
    assert (hit["id"], len(hit["dates"])) == (later[1].pk, 2)


def test_change_is_found_at_once(lena):
    event = make_event("Alt")
    assert found(lena, "q=alt") == ["Alt"]
    Event.objects.filter(pk=event.pk).update(title="Frühlingsmarkt")
    assert found(lena, "q=frühlingsmarkt") == ["Frühlingsmarkt"]


def test_one_event_of_the_api_tells_its_programme_in_few_statements(lena, django_assert_max_num_queries):
    event = make_event("Tag", description="**Viel**")
    for number in range(20):
        make_item(event, f"Punkt {number}").speakers.add(
            event.speakers.create(name=f"P {number}", slug=f"p{number}")
        )
    lena.get("/api/v1/events")
    with django_assert_max_num_queries(15):
        answer = lena.get(f"/api/v1/events/{event.pk}").json()
    assert len(answer["programme"]) == 20
    assert answer["programme"][0]["speakers"] == ["P 0"]
    assert "<strong>" in answer["description_html"]
    assert "email" not in answer


def test_provider_page_sitemap_feed_and_calendar_name_coming_events(lena):
    provider = make_provider("Haus", slug="haus")
    event = make_event("Offene Tür", provider=provider)
    for address in ("/anbieter/haus/", "/sitemap.xml", "/veranstaltungen/feed.xml"):
        assert event.get_absolute_url() in lena.get(address).content.decode()
    assert "Offene Tür" in lena.get("/veranstaltungen/kalender.ics").content.decode()
