"""Whatever arrives in the query string, there is an answer, and soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.query import Filters

from .support import ask, document, index_of

HOSTILE = [
    "a" * 10_000,
    "deutsch " * 1_300,
    "-" * 300,
    " -".join("abc" for _n in range(300)),
    '"' * 300,
    '"' + "wort " * 300,
    "\0\x01\x02",
    "\ud800\udfff",
    "%' OR 1=1 --",
    "ä" * 60 + "ß" * 60,
    "Привет мир",
    "日本語コース",
    "مرحبا بالعالم",
    "🎻🎸 kurs",
    "a̐é́ö̲",
    "donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde",
    "x-" * 299 + "x",
    "kinderschwimmkursgruppentreffwerkstatt bergwaldgartenholzkurs " * 5,
    "gitrare deutshc ygoa exlce " * 6,
    "日本語 Привет مرحبا हिन्दी 한국어 kurs " * 8,
    "1234567890 " * 30,
    "Teilnehmer*innen:innen/-innen(innen) " * 8,
]


@pytest.fixture(scope="module")
def index():
    return index_of(*[document(f"Kurs Deutsch {n}", body="Gitarre Yoga Excel " * 9) for n in range(400)])


@pytest.fixture(scope="module")
def usual(index):
    """CPU seconds of a usual search, to compare with."""
    ask(index, "deutsch gitarre")
    begin = time.process_time()
    for _n in range(10):
        ask(index, "deutsch gitarre yoga")
    return (time.process_time() - begin) / 10


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_cost_no_more_than_a_hundred_usual_ones(index, usual, text):
    begin = time.process_time()
    ask(index, text, Filters(place=text))
    assert time.process_time() - begin < 100 * usual


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=60), st.text(max_size=30), st.integers(-5, 10**11))
def test_any_text_place_and_page_has_an_answer(index, text, place, page):
    results = ask(index, text, Filters(place=place, age=7, weekday=("mo",)), page=page)
    assert 1 <= results.page <= results.pages
