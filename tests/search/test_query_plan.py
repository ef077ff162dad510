"""Whatever is typed becomes a plan."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search import query

from .support import TODAY


def plan(text, **arguments):
    return query.plan(text=text, today=TODAY, **arguments)


def words(text):
    return [token.spelling for token in plan(text).words]


def test_filling_and_asking_words_are_dropped():
    assert words("Wo kann ich in der Stadt Deutsch lernen?") == ["stadt", "deutsch", "lernen"]


def test_a_text_of_filling_words_alone_keeps_them():
    assert words("was ist das") == ["was", "ist", "das"]


def test_quotes_of_any_kind_make_a_phrase():
    for text in ('"erste hilfe" baby', "„erste hilfe“ baby", "»erste hilfe« baby"):
        made = plan(text)
        assert [[token.spelling for token in phrase] for phrase in made.phrases] == [["erste", "hilfe"]]
        assert [token.spelling for token in made.words] == ["baby"]


def test_an_open_quote_runs_to_the_end():
    assert len(plan('yoga "erste hilfe').phrases) == 1


def test_a_minus_before_a_word_excludes_it():
    made = plan("yoga -online Eltern-Kind - Treff")
    assert [token.spelling for (token,) in made.excluded] == ["online"]
    assert [token.spelling for token in made.words] == ["yoga", "elternkind", "treff"]


def test_a_minus_before_a_phrase_excludes_it():
    made = plan('kurs -"erste hilfe"')
    assert not made.phrases
    assert len(made.excluded[0]) == 2


@pytest.mark.parametrize(
    ("text", "unfinished"), [("gita", True), ("gita ", True), ("gita.", False), ("", False)]
)
def test_the_last_word_counts_as_unfinished_where_nothing_follows(text, unfinished):
    assert plan(text).is_unfinished is unfinished


def test_long_texts_are_cut_and_say_so():
    made = plan("deutsch " * 2000)
    assert len(made.words) == query.MAX_WORDS
    assert "sehr lang" in made.notes[0]


def test_a_text_without_words_says_so():
    assert "kein Wort" in plan("?!?").notes[0]
    assert not plan("?!?").has_text
    assert plan("").notes == ()


@pytest.mark.parametrize("page", [-5, 0, 1])
def test_pages_begin_with_one(page):
    assert plan("", page=page).page == 1


def test_an_unknown_order_is_relevance():
    assert plan("", sort="zufall").sort == "relevanz"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_nothing_that_can_be_typed_breaks_the_plan(text):
    made = plan(text)
    assert len(made.words) <= query.MAX_WORDS
    assert "\0" not in made.text
