"""The order of hits, and pages that never overlap."""

from datetime import datetime, timedelta, timezone

import pytest

from .support import ask, date_span, day, document, index_of, titles


def test_without_words_the_next_date_comes_first_and_what_has_none_last():
    index = index_of(
        document("ohne"),
        document("spät", spans=[date_span(9)]),
        document("früh", spans=[date_span(-3), date_span(2, hour=18)], last_day=day(2)),
        document("früher am Tag", spans=[date_span(2, hour=9)]),
    )
    assert titles(ask(index)) == ["früher am Tag", "früh", "spät", "ohne"]


def test_by_date_a_text_is_ordered_by_date_too():
    index = index_of(
        document("Chor", spans=[date_span(9)]), document("Ein Abend mit dem Chor", spans=[date_span(1)])
    )
    assert titles(ask(index, "chor", sort="datum")) == ["Ein Abend mit dem Chor", "Chor"]


def test_newest_first():
    made = [datetime(2026, 1, n, tzinfo=timezone(timedelta(0))) for n in (1, 3, 2)]
    index = index_of(*[document(str(moment.day), published=moment) for moment in made])
    assert titles(ask(index, sort="neu")) == ["3", "2", "1"]


@pytest.mark.parametrize(
    "better", [{"spans": [date_span(3)]}, {"has_places_left": True}, {"confirmed_until": day(5)}]
)
def test_of_two_equal_hits_the_sooner_open_or_confirmed_one_comes_first(better):
    index = index_of(document("Chor", 1), document("Chor", 2, **better), document("Chor", 3))
    assert ask(index, "chor").hits[0].object_id == 2


def test_pages_hold_every_hit_once():
    index = index_of(*[document("Chor") for _n in range(405)])
    pages = [ask(index, "chor", page=page) for page in range(1, 22)]
    numbers = [hit.object_id for page in pages for hit in page.hits]
    assert (len(numbers), len(pages[-1].hits)) == (405, 5)
    assert numbers == sorted(set(numbers))


def test_a_page_beyond_the_last_is_the_last():
    results = ask(index_of("Chor"), page=99_999_999_999)
    assert (results.page, results.pages, titles(results)) == (1, 1, ["Chor"])
