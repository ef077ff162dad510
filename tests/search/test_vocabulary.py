"""The words of the index: typing errors, beginnings, inflections."""

import pytest

from portal.search.vocabulary import Vocabulary, WordRow


@pytest.fixture
def vocabulary():
    words = ["gitarre", "gitarrist", "theater", "excel", "kurs", "schwimmkurs", "beraten", "beratung"]
    ids = {word: number for number, word in enumerate(words, 1)}
    parts = {"schwimmkurs": (ids["kurs"],)}
    return Vocabulary(WordRow(ids[word], word, word, parts.get(word, ())) for word in words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gittare", "gitarre"), ("teather", "theater"), ("excell", "excel"), ("gtarre", "gitarre")],
)
def test_one_or_two_typing_errors_are_forgiven(vocabulary, typed, meant):
    assert vocabulary.similar(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["kus", "geige", "xyzxyzxyz", "1234567", ""])
def test_short_and_far_words_are_not_repaired(vocabulary, typed):
    assert vocabulary.similar(typed) == []


def test_a_beginning_finds_its_words_in_order(vocabulary):
    assert vocabulary.starting_with("gita") == ["gitarre", "gitarrist"]
    assert vocabulary.starting_with("gita", limit=1) == ["gitarre"]


def test_a_word_stands_for_itself_before_its_inflections_and_compounds(vocabulary):
    factors = dict(vocabulary.variants("kurs"))
    assert factors[vocabulary.ids["kurs"]] > factors[vocabulary.ids["schwimmkurs"]] > 0
    assert vocabulary.ids["beraten"] in dict(vocabulary.variants("beratung"))


def test_new_words_are_known_at_once(vocabulary):
    vocabulary.similar("violine")
    vocabulary.add([WordRow(99, "violine", "violine", ())])
    assert vocabulary.similar("violyne") == [("violine", 1)]
    assert vocabulary.starting_with("viol") == ["violine"]
