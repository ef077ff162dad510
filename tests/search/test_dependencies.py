"""The list of dependencies is complete: no table an entry is made from may change unseen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventSeries
from portal.search import documents
from portal.search.dependencies import DEPENDENCIES
from portal.search.models import SearchChange
from providers.models import Transition
from tests.events.factories import make_event, make_item
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
    make_operator,
    make_provider,
    make_provider_kind,
    make_topic,
)
from tests.networks.factories import make_meeting, make_network

pytestmark = pytest.mark.django_db


def full_offer():
    """An offer with a row in every table that an entry can speak of."""
    provider = make_provider(operator=make_operator(), kind=make_provider_kind())
    location = make_location(provider, district=make_district())
    location.access_facts.create(feature=make_access_feature(), answer="yes")
    location.hours.create(weekday=0, opens="09:00", closes="12:00")
    terms = [
        make_topic("kind", parent=make_topic("feld")),
        make_life_stage(),
        make_audience(),
        make_funding(),
    ]
    offer = make_offer(
        provider=provider,
        location=location,
        kind=make_offer_kind(),
        terms=[*terms, make_language()],
        keywords=["x"],
    )
    offer.access_facts.create(feature=make_access_feature("dgs", scope="offer"), answer="yes")
    offer.hours.create(weekday=1, opens="09:00", closes="12:00")
    offer.series.create(weekdays=[1], first_day="2026-11-24", last_day="2026-12-24")
    make_date(offer, 3, location=location)
    return offer


def full_network():
    network = make_network()
    network.topics.add(make_topic("thema", parent=make_topic("oben")))
    network.life_stages.add(make_life_stage("alter"))
    network.transitions.add(make_transition(network.life_stages.get()))
    network.districts.add(make_district("ort"))
    make_meeting(network, visibility="public")
    return network


def full_event():
    provider, network = make_provider("Haus"), make_network()
    event = make_event(provider=provider, network=network, district=make_district("lage"))
    event.topics.add(make_topic("art", parent=make_topic("ueber")))
    event.life_stages.add(make_life_stage("zeit"))
    event.audiences.add(make_audience("alle"))
    event.access_facts.create(feature=make_access_feature("schleife"), answer="yes")
    event.speakers.create(name="Ada", slug="ada")
    event.series = EventSeries.objects.create(first_day="2026-11-24", last_day="2026-12-24")
    event.save()
    make_item(event)
    return event


def make_transition(stage):
    return Transition.objects.create(name="Übergang", slug="uebergang", before=stage, after=stage)


def tables_read(kind, ids):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert documents.BUILDERS[kind](ids)
    text = " ".join(query["sql"] for query in queries)
    return set(re.findall(r'(?:FROM|JOIN) "(\w+)"', text))


@pytest.mark.parametrize("kind", ["offer", "provider", "network", "event"])
def test_every_table_a_document_reads_is_watched_for_its_kind(kind):
    made = {"network": full_network, "event": full_event}
    if kind in made:
        ids = [made[kind]().pk]
    else:
        offer = full_offer()
        ids = [offer.pk if kind == "offer" else offer.provider_id]
    watched = {table for table, kinds in DEPENDENCIES.items() if kind in kinds}
    assert tables_read(kind, ids) - watched == set()


def test_a_change_notes_the_objects_it_concerns_and_no_others():
    offer, other = full_offer(), make_offer("Anderes")
    SearchChange.objects.all().delete()
    type(offer.location).objects.filter(pk=offer.location_id).update(name="Neues Haus")
    noted = set(SearchChange.objects.values_list("kind", "object_id"))
    assert noted == {("offer", offer.pk), ("provider", offer.provider_id)}
    assert other.pk not in {number for kind, number in noted if kind == "offer"}


def test_every_watched_table_has_its_four_triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'search_note_%'")
        tables = [table for (table,) in cursor.fetchall()]
    assert {table: tables.count(table) for table in tables} == dict.fromkeys(DEPENDENCIES, 4)
