"""Public pages of events: each series once, few statements whatever the number, members' events only for members."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events import linked_data, series
from events.models import EventSeries
from tests.factories import make_access_feature, make_topic
from tests.networks.factories import make_network, make_seat

from .factories import make_event, make_item

pytestmark = pytest.mark.django_db
LONG = "Worum es in diesem Beitrag geht, in zwei bis drei Sätzen, wie sie in Programmen stehen. " * 3


def large(number):
    """An event with so many items, four beside each other, with rooms, people and topics."""
    event = make_event(f"Tag mit {number}", capacity=500, price="free")
    event.topics.add(make_topic(f"thema-{number}"))
    event.access_facts.create(feature=make_access_feature(f"merkmal-{number}"), answer="yes")
    rooms = [event.rooms.create(name=f"Raum {place}", capacity=20) for place in range(4)]
    for place in range(number):
        item = make_item(
            event, f"Punkt {place} mit einem Titel von üblicher Länge", after=place // 4, minutes=1,
            room=rooms[place % 4], abstract=LONG,
        )  # fmt: skip
        item.speakers.add(
            event.speakers.create(name=f"Person {place}", slug=f"p{place}", affiliation="Stadt")
        )
    return event


@pytest.mark.parametrize("number", [1, 20, 200])
def test_pages_of_an_event_cost_at_most_six_statements(lena, django_assert_max_num_queries, number):
    event = large(number)
    for path in ("", "programm/", "mitwirkende/"):
        lena.get("/impressum/")
        with django_assert_max_num_queries(6):
            page = lena.get(f"{event.get_absolute_url()}{path}")
        assert page.status_code == 200


def test_titles_of_items_are_headings(lena):
    event = make_event()
    make_item(event, "Begrüßung", kind="break")
    page = lena.get(f"{event.get_absolute_url()}programm/").content.decode()
    assert re.search(r"<h3[^>]*>Begrüßung</h3>", re.sub(r">\s+|\s+<", lambda found: found[0].strip(), page))


def test_programme_of_200_items_is_light(lena):
    page = lena.get(f"{large(200).get_absolute_url()}programm/").content
    assert len(gzip.compress(page, 6)) < 30_000, (
        "the styles and scripts of the first view need the other half"
    )


@pytest.mark.parametrize("number", [1, 20, 200])
def test_lists_cost_at_most_six_statements(lena, django_assert_max_num_queries, number):
    for place in range(number):
        make_event(f"Treffen {place}", starts_at=timezone.now() + timedelta(hours=1 + place))
    for address in ("/veranstaltungen/", "/veranstaltungen/?vergangene=1", "/veranstaltungen/monat/"):
        lena.get("/impressum/")
        with django_assert_max_num_queries(6):
            lena.get(address)


def test_list_shows_a_series_once_with_its_next_date(lena):
    event = make_event("Stammtisch")
    first = timezone.localtime(event.starts_at).date()
    rule = EventSeries.objects.create(
        frequency="weekly", first_day=first, last_day=first + timedelta(days=21)
    )
    series.make_events(event, rule)
    page = lena.get("/veranstaltungen/").content.decode()
    assert page.count(">Stammtisch</a>") == 1
    assert f'href="{event.get_absolute_url()}"' in page
    assert "und 3 weitere Termine" in page


def test_members_event_is_for_members_only(lena, anna, omar):
    network = make_network()
    make_seat(network, user=anna)
    event = make_event("Interne Klausur", network=network, visibility="members")
    make_item(event)
    member, stranger = Client(), Client()
    member.force_login(anna)
    stranger.force_login(omar)
    paths = ("", "programm/", "programm.json", "kalender.ics", "mitwirkende/")
    for path in paths:
        page = member.get(f"{event.get_absolute_url()}{path}")
        assert page.status_code == 200
        assert "private" in page.headers["Cache-Control"]
        for client in (lena, stranger):
            hidden, nothing = (
                client.get(event.get_absolute_url() + path),
                client.get(f"/veranstaltungen/nichts/{path}"),
            )
            assert hidden.status_code == nothing.status_code == 404
            assert dict(hidden.headers) == dict(nothing.headers) | {
                "Content-Length": hidden.headers["Content-Length"]
            }
    assert "Interne Klausur" not in member.get("/veranstaltungen/").content.decode()


def test_public_pages_ask_nobody_for_a_session(anna):
    client = Client()
    client.force_login(anna)
    page = client.get(make_event().get_absolute_url())
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "private" not in page.headers.get("Cache-Control", "")


def data_of(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_page_carries_the_event_for_machines_and_for_share_cards(lena):
    event = make_event(
        "Tag </script> & Nacht", summary="Kurz", price="free", place_name="Rathaus", format="vor-ort"
    )
    page = lena.get(event.get_absolute_url()).content.decode()
    data = data_of(page)
    assert data["name"] == "Tag </script> & Nacht"
    assert data["location"] == {"@type": "Place", "name": "Rathaus", "address": {"@type": "PostalAddress"}}
    assert data["isAccessibleForFree"] is True
    assert data["eventStatus"].endswith("EventScheduled")
    assert 'property="og:title" content="Tag &lt;/script&gt; &amp; Nacht"' in page


def test_cancelled_and_online_events_say_so_to_machines():
    data = linked_data.of_event(make_event(status="cancelled", format="online"))
    assert data["eventStatus"].endswith("EventCancelled")
    assert data["location"]["@type"] == "VirtualLocation"
    assert "organizer" not in data and "image" not in data
