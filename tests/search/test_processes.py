"""Several processes and threads: nobody answers stale, nobody waits for long, versions appear in order."""

import threading

import pytest
from django.db import connection, transaction

from portal.search import engine, index, memory, query
from portal.search.models import SearchChange, SearchEntry, SearchRevision
from providers.models import Offer
from tests.factories import make_offer, make_provider

pytestmark = pytest.mark.django_db(transaction=True)


def run(*works):
    """Run functions side by side, each with a connection of its own; returns their results in order."""
    results = [None] * len(works)

    def one(number, work):
        try:
            results[number] = work()
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def total(text, own=None):
    return engine.search(query.plan(text=text), own).total


def test_a_commit_elsewhere_is_found_by_an_index_that_was_loaded_before():
    make_offer("Chor")
    own = memory.Index()
    assert total("chor", own) == 1
    run(lambda: make_offer("Kinderchor"))
    assert total("chor", own) == 2


def test_what_is_not_committed_is_not_found_elsewhere():
    make_offer("Chor")
    with transaction.atomic():
        make_offer("Kinderchor")
        (seen,) = run(lambda: total("chor", memory.Index()))
        assert seen == 1
    assert total("chor") == 2


def test_threads_that_write_and_search_at_once_end_in_agreement():
    provider = make_provider()
    own = memory.Index()

    def write(start):
        for number in range(start, start + 8):
            make_offer(f"Chor {number}", provider=provider)
            total("chor", own)

    run(*(lambda start=start: write(start) for start in (0, 100, 200)))
    assert total("chor", own) == total("chor", memory.Index()) == Offer.objects.count() == 24


def test_an_answer_does_not_wait_for_a_writer_that_takes_long():
    make_offer("Chor")
    assert total("chor") == 1
    with transaction.atomic():
        index._lock()
        make_offer_committed_elsewhere = run(
            lambda: make_offer("Kinderchor"),
        )
        assert make_offer_committed_elsewhere
        (seen,) = run(lambda: total("chor", memory.Index()))
        assert seen == 1
    assert total("chor") == 2


def test_versions_become_visible_in_order():
    for number in range(6):
        make_offer(f"Chor {number}")
        SearchChange.objects.create(kind="offer", object_id=10_000 + number)
    run(*[lambda: index.catch_up_soon()] * 3)
    index.catch_up()
    assert SearchEntry.objects.filter(is_gone=False, kind="offer").count() == 6
    assert set(SearchEntry.objects.values_list("version", flat=True)) <= set(
        SearchRevision.objects.values_list("version", flat=True)
    )


def test_a_rebuild_elsewhere_is_taken_over():
    make_offer("Chor")
    own = memory.Index()
    assert total("chor", own) == 1
    run(index.rebuild)
    assert total("chor", own) == 1
    (hit,) = engine.search(query.plan(text="chor"), own).hits
    assert hit.card["title"] == "Chor"
