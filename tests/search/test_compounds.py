"""Compounds are divided where every part is a word, and nowhere else."""

import pytest

from portal.search import compounds, german


def parts(word, known=()):
    (token,) = german.tokens(word)
    return list(compounds.all_parts(token, frozenset(known)))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Rückengesundheit", ["rucken", "gesundheit"]),
        ("Gitarrenunterricht", ["gitarre", "unterricht"]),
        ("Schwimmkurs", ["schwimmen", "kurs"]),
        ("Bildungsurlaub", ["bildung", "urlaub"]),
        ("Sprachreise", ["sprache", "reise"]),
        ("Waldführerinnen", ["wald", "fuhrer"]),
        ("A1-Kurs", ["a1", "kurs"]),
    ],
)
def test_a_compound_holds_its_parts(word, expected):
    assert parts(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "Brückenkopf",
        "Kindergarten",
        "Volkshochschule",
        "Mannschaft",
        "Bildung",
        "Termin",
        "Weiterbildung",
        "Fortschritt",
    ],
)
def test_no_part_is_found_where_none_is_meant(word):
    assert not {"rucken", "garten", "kind", "schule", "mann", "bild", "term", "bildung", "schritt"} & set(
        parts(word)
    )


def test_parts_of_parts_are_found_too():
    assert {"senior", "computer"} <= set(parts("Seniorencomputerkurs"))


def test_a_name_divides_a_compound_only_where_the_index_knows_it():
    assert parts("Blorbotreff") == []
    assert parts("Blorbotreff", known=["blorbo"]) == ["blorbo", "treff"]


def test_half_a_level_is_part_of_the_level():
    assert parts("A1.2") == ["a1"]


@pytest.mark.parametrize("word", ["verstehen", "bestellt", "x" * 200])
def test_verbs_and_noise_stay_whole(word):
    assert parts(word) == []
