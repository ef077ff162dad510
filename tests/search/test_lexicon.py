"""The portal's own knowledge of words: other names, what is found as well, what a word evokes."""

import importlib
import sys
from pathlib import Path

import pytest
from django.conf import settings

from portal.search import german, lexicon
from portal.search.synonyms import Synonyms, phrase_forms, read_groups, read_line

from .support import ask, found, index_of


@pytest.fixture
def making():
    """The maintainers' script."""
    sys.path.insert(0, str(Path(settings.BASE_DIR) / "deploy"))
    yield importlib.import_module("lexicon")
    sys.path.pop(0)
    sys.modules.pop("lexicon")


def test_the_file_is_what_the_lists_make_it(making):
    assert lexicon.TARGET.read_text() == making.made()


def test_lists_are_well_formed():
    for path in lexicon.LISTS.glob("*.txt"):
        for line in path.read_text().splitlines():
            words = line.partition("#")[0].strip()
            assert words.count(">") <= 1, f"{path.name}: {line}"
            group = read_line(words)
            assert group is None or len(group.phrases) > 1, f"{path.name}: {line}"


@pytest.mark.parametrize(
    ("searched", "title"),
    [
        ("Security", "Fachkraft für Schutz und Sicherheit: Bewachungsgewerbe"),
        ("Brettspiele", "Gesellschaftsspiele am Abend"),
        ("Zahnarzthelferin", "Zahnmedizinische Fachangestellte"),
        ("Kreuzschmerzen", "Rückenschule"),
    ],
)
def test_everyday_words_find_the_words_of_the_trade(searched, title):
    assert found(index_of(title, "Schwimmen für alle"), searched) == [title]


def test_what_staff_say_counts_more_than_what_the_lexicon_says():
    index = index_of("Tierpark", "Affenberg", synonyms=read_groups("zoo, affenberg"))
    assert found(index, "Zoo") == ["Affenberg", "Tierpark"]


def test_staff_can_forbid_what_the_lexicon_says_by_whatever_way_it_comes():
    titles = ("Bewachungsgewerbe heute", "Schwimmen")
    assert found(index_of(*titles), "Wachschutz")
    forbidden = [read_line("Wachschutz, Bewachungsgewerbe", is_block=True)]
    forbidden += [read_line("Wachschutz, Bewachung", is_block=True)]
    assert found(index_of(*titles, synonyms=forbidden), "Wachschutz") == []


def test_the_synonyms_of_a_synonym_are_found_below_it():
    groups = read_groups("schnatz, quibbel\nquibbel, zwurbel\nquibbel > fern")
    index = index_of("Schnatz", "Quibbel", "Zwurbel", "Fern", synonyms=groups)
    assert found(index, "Schnatz") == ["Schnatz", "Quibbel", "Zwurbel"]


def test_what_a_word_evokes_answers_sentences_alone():
    index = index_of("Nähen am Abend", *[f"Schwimmen {number}" for number in range(9)])
    alone = ask(index, "Hose")
    assert (alone.total, alone.similar) == (0, [])
    assert found(index, "Wer zeigt mir, wie ich meine Hose kürze?") == ["Nähen am Abend"]


def test_a_word_that_looks_like_another_in_the_index_does_not_bring_its_matters():
    assert ("trauer",) not in Synonyms().evoked((german.form("Wein"),))


def test_phrases_are_looked_up_whatever_their_filling_words():
    forms = phrase_forms("Deutsch als Fremdsprache")
    assert (german.form("DaF"),) in {other for other, _factor in Synonyms().of(forms)}


def test_everyday_words_without_a_matter_are_known():
    assert lexicon.says_little(german.form("Seite"))
    assert not lexicon.says_little(german.form("Gitarre"))
