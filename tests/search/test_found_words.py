"""Which offers a text finds: the promises of the search, each on a small index."""

import pytest

from portal.search.synonyms import read_groups

from .support import ask, document, found, index_of, titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("rücken", "Rückengesundheit im Büro"),
        ("gesundheit", "Rückengesundheit im Büro"),
        ("deutschkurse", "Deutsch am Abend"),
        ("deutschkurs", "Deutsch für Eltern"),
        ("gitarrenunterricht", "Gitarre für Anfänger"),
        ("foto kurs", "Fotokurs am Fluss"),
        ("kurse", "Kurs Buchbinden"),
        ("toepfern", "Töpfern an der Scheibe"),
        ("grosseltern", "Großeltern und Enkel"),
        ("erzieherin", "Fortbildung für Erzieher"),
        ("b1", "Englisch B1.2"),
        ("c++", "C++ für Fortgeschrittene"),
        ("beraten", "Beratung zur Schule"),
        ("ich möchte gern schwimmen lernen", "Schwimmkurs für Erwachsene"),
    ],
)
def test_a_text_finds_what_it_means(text, title):
    assert title in found(index_of(title, "Brückenkopf besichtigen", "Chor der Stadt"), text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("rücken", "Brückenkopf besichtigen"),
        ("garten", "Kindergarten stellt sich vor"),
        ("schüler", "Schule der Zukunft"),
        ("geige", "Feigen trocknen"),
        ("c", "C++ für Fortgeschrittene"),
        ("b1", "Englisch B2"),
    ],
)
def test_a_text_does_not_find_what_only_looks_alike(text, title):
    assert found(index_of(title), text) == []


def test_all_words_must_occur_but_generic_ones():
    index = index_of("Yoga für Schwangere", "Yoga am Morgen", "Treff für Schwangere")
    assert found(index, "yoga schwangere") == ["Yoga für Schwangere"]
    assert len(found(index, "yoga kurs")) == 2


def test_a_generic_word_alone_is_searched_for():
    assert found(index_of("Workshop Stempel", "Chor"), "workshop") == ["Workshop Stempel"]


def test_words_in_the_title_come_before_words_in_the_text():
    index = index_of(document("Alles über Brot", body="auch Chor und Tanz und Spiel"), "Chor am Dom")
    assert found(index, "chor") == ["Chor am Dom", "Alles über Brot"]


def test_a_word_itself_comes_before_its_compounds():
    assert found(index_of("Kinderchor am Dom", "Chor am Dom"), "chor") == ["Chor am Dom", "Kinderchor am Dom"]


def test_a_typing_error_is_repaired_and_offered():
    results = ask(index_of("Gitarre für Anfänger"), "Gittare lernen")
    assert titles(results) == ["Gitarre für Anfänger"]
    assert results.did_you_mean == ["Gitarre lernen"]


def test_a_correct_german_word_is_never_repaired():
    results = ask(index_of("Zeigen und erzählen", "Feige und Olive"), "geige")
    assert (titles(results), results.did_you_mean) == ([], [])


def test_the_beginning_of_a_word_is_enough():
    index = index_of("Gitarre für Anfänger", "Astronomie im Park")
    assert found(index, "gita") == ["Gitarre für Anfänger"]
    assert found(index, "astron") == ["Astronomie im Park"]


def test_synonyms_work_in_both_directions_or_one():
    synonyms = read_groups("kita, kindergarten\nmusik > chor\ndeutsch als fremdsprache, daf")
    index = index_of(
        "Infoabend Kindergarten", "Chor am Dom", "Musik und Tanz", "DaF am Abend", synonyms=synonyms
    )
    assert found(index, "kita") == ["Infoabend Kindergarten"]
    assert found(index, "musik") == ["Musik und Tanz", "Chor am Dom"]
    assert found(index, "chor") == ["Chor am Dom"]
    assert found(index, "Deutsch als Fremdsprache") == ["DaF am Abend"]


def test_a_synonym_of_a_part_counts():
    index = index_of("Smartphone verstehen", synonyms=read_groups("handy, smartphone"))
    assert found(index, "handykurs") == ["Smartphone verstehen"]


def test_words_in_quotes_must_stand_together():
    index = index_of("Erste Hilfe am Säugling", "Hilfe bei der ersten Wohnung", "Erster Chor")
    assert found(index, '"erste hilfe"') == ["Erste Hilfe am Säugling"]
    assert len(found(index, "erste hilfe")) == 2


def test_a_phrase_in_quotes_keeps_its_filling_words():
    index = index_of("Bildung für nachhaltige Entwicklung", "Entwicklung nachhaltiger Bildung")
    assert found(index, '"Bildung für nachhaltige Entwicklung"') == ["Bildung für nachhaltige Entwicklung"]


def test_an_excluded_word_is_nowhere():
    index = index_of("Yoga online", "Yoga im Park", document("Yoga", body="findet online statt"))
    results = ask(index, "yoga -online")
    assert titles(results) == ["Yoga im Park"]
    assert "Yoga online" not in [hit.card["title"] for hit in results.similar]


def test_similar_offers_stand_apart_and_count_nowhere():
    index = index_of(
        document("Kochen wie in Syrien", values=[("topic", "küche")]),
        document("Kochen für Studierende", values=[("topic", "uni")]),
    )
    results = ask(index, "kochen syrisch")
    assert results.total == 0
    assert results.facets["topic"] == []
    assert results.similar[0].card["title"] == "Kochen wie in Syrien"


@pytest.mark.parametrize(
    "text", ["fallschirmspringen", "pizza bestellen", "qwertz", "hebräisch", "yoga mit schlangen"]
)
def test_where_nothing_fits_there_is_no_answer(text):
    results = ask(
        index_of("Yoga im Park", "Deutsch am Abend", "Springseil basteln", "Bestandsaufnahme Wald"), text
    )
    assert (results.hits, results.similar) == ([], [])


def test_hits_name_the_words_to_mark():
    (hit,) = ask(index_of("Gitarrenkurse im Park"), "gitarre").hits
    assert hit.words == ("gitarrenkurse",)
