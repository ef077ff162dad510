"""Whatever changes an offer, by whatever way, is found from the next search on."""

from datetime import time

import pytest
from django.db import connection, transaction
from taggit.models import Tag

from portal.search import engine, index, memory, query
from portal.search.models import Place, SearchChange, SearchEntry, Synonym
from portal.search.query import Filters
from providers.models import Answer, LocationAccess, Offer, OfferDate, Provider
from tests.factories import (
    make_access_feature,
    make_date,
    make_district,
    make_location,
    make_offer,
    make_offer_kind,
    make_operator,
    make_provider,
    make_topic,
)

pytestmark = pytest.mark.django_db


def titles(text="", kind="offer", **filters):
    results = engine.search(query.plan(text=text, filters=Filters(**filters), kind=kind))
    return [hit.card["title"] for hit in results.hits]


def test_a_new_offer_is_found_at_once():
    make_offer("Töpfern")
    assert titles("töpfern") == ["Töpfern"]


def test_drafts_and_offers_of_hidden_providers_are_not_found():
    make_offer("Entwurf Chor", status=Offer.Status.DRAFT)
    make_offer("Verborgener Chor", provider=make_provider(status=Provider.Status.DRAFT))
    assert titles("chor") == []


def test_a_changed_title_replaces_the_old_words():
    offer = make_offer("Töpfern")
    assert titles("töpfern")
    Offer.objects.filter(pk=offer.pk).update(title="Weben")
    assert (titles("töpfern"), titles("weben")) == ([], ["Weben"])


def test_a_deleted_offer_is_gone():
    offer = make_offer("Töpfern")
    assert titles("töpfern")
    offer.delete()
    assert titles("töpfern") == []
    assert SearchEntry.objects.get(kind="offer").is_gone


def test_a_withdrawn_provider_takes_its_offers_along_and_brings_them_back():
    offer = make_offer("Töpfern")
    providers = Provider.objects.filter(pk=offer.provider_id)
    providers.update(status=Provider.Status.WITHDRAWN)
    assert titles("töpfern") == []
    providers.update(status=Provider.Status.PUBLISHED)
    assert titles("töpfern") == ["Töpfern"]


def test_bulk_statements_count():
    offers = [make_offer(f"Chor {n}") for n in range(3)]
    assert len(titles("chor")) == 3
    for offer in offers:
        offer.title = "Orchester"
    Offer.objects.bulk_update(offers, ["title"])
    assert (titles("chor"), len(titles("orchester"))) == ([], 3)


def rename(row, name="Blorbo"):
    type(row).objects.filter(pk=row.pk).update(name=name)


@pytest.mark.parametrize(
    "part", ["provider", "operator", "kind", "topic", "field above", "keyword", "place", "district"]
)
def test_whatever_is_renamed_is_found_by_its_new_name(part):
    provider = make_provider(operator=make_operator())
    district, field = make_district(), make_topic("feld")
    topic = make_topic("thema", parent=field)
    location = make_location(provider, district=district)
    kind = make_offer_kind()
    make_offer("Chor", provider=provider, terms=[topic], keywords=["Altes"], location=location, kind=kind)
    assert titles("blorbo") == []
    rename(
        {
            "provider": provider,
            "operator": provider.operator,
            "kind": kind,
            "topic": topic,
            "field above": field,
            "keyword": Tag.objects.get(),
            "place": location,
            "district": district,
        }[part]
    )
    assert titles("blorbo") == ["Chor"]


def test_links_to_the_vocabulary_count():
    offer, topic = make_offer("Chor"), make_topic("musik")
    offer.topics.add(topic)
    assert titles(topic=("musik",)) == ["Chor"]
    offer.topics.clear()
    assert titles(topic=("musik",)) == []


def test_keywords_count():
    offer = make_offer("Chor")
    offer.keywords.add("Blorbo")
    assert titles("blorbo") == ["Chor"]
    offer.keywords.clear()
    assert titles("blorbo") == []


def test_dates_count_and_cancelled_ones_do_not():
    offer = make_offer("Chor")
    date = make_date(offer, 3, start_time=time(18), end_time=time(20))
    day = date.first_day
    assert titles(first_day=day, last_day=day, daytime=("abends",)) == ["Chor"]
    OfferDate.objects.update(status=OfferDate.Status.CANCELLED)
    assert titles(first_day=day, last_day=day) == []


def test_what_is_known_of_a_place_counts_for_its_offers():
    location = make_location()
    make_offer("Chor", location=location)
    LocationAccess.objects.create(location=location, feature=make_access_feature(), answer=Answer.YES)
    assert titles(access=("stufenlos",)) == ["Chor"]
    LocationAccess.objects.update(answer=Answer.NO)
    assert titles(access=("stufenlos",)) == []


def test_a_row_moved_to_another_offer_changes_both():
    one, other = make_offer("Eins"), make_offer("Zwei")
    date = make_date(one, 3)
    assert titles(first_day=date.first_day) == ["Eins"]
    OfferDate.objects.update(offer=other)
    assert titles(first_day=date.first_day) == ["Zwei"]


def test_a_provider_is_found_by_its_name_and_by_the_topics_of_its_offers():
    provider = make_provider("Beispielchor")
    make_offer("Singen", provider=provider, terms=[make_topic("musik")])
    assert titles("beispielchor", kind="provider") == ["Beispielchor"]
    assert titles(kind="provider", topic=("musik",)) == ["Beispielchor"]
    Offer.objects.all().delete()
    assert titles(kind="provider", topic=("musik",)) == []


def test_an_emptied_table_leaves_nothing_behind():
    make_offer("Chor", terms=[make_topic("musik")])
    assert titles(topic=("musik",))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE providers_offer_topics")
    assert titles(topic=("musik",)) == []


def test_synonyms_count_from_the_next_search_on():
    make_offer("Infoabend Blorbo")
    assert titles("grumpf") == []
    synonym = Synonym.objects.create(words="grumpf, blorbo")
    assert titles("grumpf") == ["Infoabend Blorbo"]
    block = Synonym.objects.create(words="blorbo, grumpf", is_block=True)
    assert titles("grumpf") == []
    block.delete()
    assert titles("grumpf") == ["Infoabend Blorbo"]
    Synonym.objects.filter(pk=synonym.pk).update(is_active=False)
    assert titles("grumpf") == []


def test_places_and_districts_count_from_the_next_search_on():
    make_offer("Chor", location=make_location(center=(52.1, 11.6)))
    Place.objects.create(name="Alter Hafen", lat=52.2, lon=11.6)
    assert titles(place="Alter Hafen") == []
    Place.objects.update(lat=52.1)
    assert titles(place="Alter Hafen") == ["Chor"]
    make_district("hafen", center=(53, 12), name="Hafenviertel")
    assert titles(place="Hafenviertel") == []


def test_what_is_rolled_back_was_never_there():
    make_offer("Chor")
    assert titles("chor") == ["Chor"]
    with transaction.atomic():
        make_offer("Geisterchor")
        assert len(titles("chor")) == 2
        transaction.set_rollback(True)
    assert titles("chor") == ["Chor"]


def test_a_long_list_is_left_to_the_worker():
    make_offer("Chor")
    assert len(titles("chor")) == 1
    SearchChange.objects.bulk_create(SearchChange(kind="offer", object_id=n) for n in range(900, 951))
    make_offer("Kinderchor")
    assert len(titles("chor")) == 1
    assert index.catch_up() >= 52
    assert len(titles("chor")) == 2
    assert not SearchChange.objects.exists()


def test_a_rebuilt_index_answers_like_the_old_one():
    make_offer("Rückengesundheit am Abend", terms=[make_topic("sport")])
    before = titles("rücken", topic=("sport",))
    assert index.rebuild() == 2
    assert titles("rücken", topic=("sport",)) == before == ["Rückengesundheit am Abend"]


def test_a_name_that_comes_later_divides_older_compounds():
    make_offer("Blorbotreff am Markt")
    assert titles("blorbo am markt") == []
    make_offer("Blorbo")
    assert titles("blorbo am markt") == ["Blorbotreff am Markt"]


def test_cards_hold_every_date_and_code():
    offer = make_offer("Chor", days=[3], price="amount", price_from="12.50", location=make_location())
    (hit,) = engine.search(query.plan(text="chor")).hits
    assert hit.card["url"] == offer.get_absolute_url()
    assert (hit.card["price"], hit.card["price_from"]) == ("amount", "12.50")
    assert hit.card["dates"] == [
        [offer.first_day.isoformat(), None, offer.first_day.isoformat(), None, "planned"]
    ]
    assert hit.card["place"]["postcode"] == "39104"


@pytest.mark.parametrize(
    ("text", "statements"),
    [("", 2), ("chor", 2), ("chor -tanz", 2), ("nichts davon", 1), ('"chor der stadt"', 3)],
)
def test_a_search_costs_few_statements(django_assert_num_queries, text, statements):
    for number in range(3):
        make_offer(f"Chor der Stadt {number}", terms=[make_topic("musik")])
    engine.search(query.plan(text="warm"))
    with django_assert_num_queries(statements):
        engine.search(query.plan(text=text, filters=Filters(place="buckau")))


def test_another_process_that_learns_of_a_change_reads_only_what_changed(django_assert_num_queries):
    make_offer("Chor")
    here, there = memory.Index(), memory.Index()
    for each in (here, there):
        engine.search(query.plan(text="chor"), each)
    make_offer("Kinderchor", provider=Provider.objects.get())
    engine.search(query.plan(text="chor"), here)
    with django_assert_num_queries(4):  # state, entries, words with values, cards
        assert engine.search(query.plan(text="chor"), there).total == 2
