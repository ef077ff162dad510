"""Whole sentences: what several words point to counts, not every word."""

import pytest

from portal.search import query
from portal.search.synonyms import read_line

from .support import ask, document, found, index_of

OTHERS = [f"Schwimmen {number}" for number in range(40)]


def similar(index, text):
    return [hit.card["title"] for hit in ask(index, text).similar]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Meine Hosen sind zu lang und ich will sie selbst kürzen", "Nähen für Anfänger"),
        ("Ich liege nachts wach und bin morgens müde", "Besser schlafen"),
        ("Mein Opa vergisst immer mehr und findet nicht nach Hause", "Leben mit Demenz"),
    ],
)
def test_the_situation_of_a_person_leads_to_the_matter_that_helps(sentence, title):
    assert found(index_of(title, *OTHERS), sentence)[:1] == [title]


def test_what_two_words_point_to_comes_before_what_one_word_points_to():
    index = index_of("Zeit für Trauer", "Umgang mit Datenverlust", *OTHERS)
    hits = found(index, "Ich habe einen Verlust zu tragen, meine Schwester ist gestorben")
    assert hits[:1] == ["Zeit für Trauer"]


def test_a_sentence_is_answered_by_what_holds_most_of_the_matter():
    index = index_of("Aquarell und Kohle im Atelier", "Kohle und Bergbau", *OTHERS)
    assert found(index, "Aquarell und Kohle auf Büttenpapier im Atelier") == ["Aquarell und Kohle im Atelier"]


def test_keywords_that_an_offer_answers_in_full_are_answered_by_nothing_less():
    index = index_of("Aquarell, Kohle, Kreide, Atelier", "Aquarell, Kohle, Kreide", *OTHERS)
    assert found(index, "Aquarell Kohle Kreide Atelier") == ["Aquarell, Kohle, Kreide, Atelier"]


def test_words_that_name_no_matter_count_little():
    asides = [document(f"Treff {number}", body="stehen beide Seiten zusammen") for number in range(3)]
    index = index_of(*asides, "Gitarre am Stadtrand", *OTHERS)
    assert found(index, "Wo stehen beide Seiten der Gitarre denn zusammen?")[:1] == ["Gitarre am Stadtrand"]


def test_who_a_sentence_is_about_counts_less_than_what():
    index = index_of("Treffpunkt für Töchter", "Gitarre spielen", *OTHERS)
    assert found(index, "Meine Tochter möchte gern auf der Gitarre spielen")[:1] == ["Gitarre spielen"]


def test_a_small_letter_tells_an_adjective_from_a_noun():
    index = index_of("Das große Fest", "Existenzgründung", *OTHERS)
    sentence = "Ich gebe meine feste Stelle auf, weil ich eine Geschäftsidee habe"
    assert found(index, sentence)[:1] == ["Existenzgründung"]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Ich liebe meinen Garten", {"ich", "garten"}),
        ("ich liebe meinen garten", None),
        ("Ich liebe meinen garten", None),
        ("ICH LIEBE MEINEN GARTEN", None),
        ("", None),
    ],
)
def test_capitals_tell_nouns_only_where_the_person_writes_them(text, nouns):
    assert query.plan(text=text).nouns == nouns


def test_what_other_places_are_asked_for_is_answered_only_by_what_names_it():
    index = index_of("Rund ums Auto: Technik verstehen", "Verkehr von morgen", *OTHERS)
    results = ask(index, "Wann fährt heute die nächste Straßenbahn zum Auto?")
    assert results.total == 0
    assert results.similar == []
    history = index_of("Geschichte der Straßenbahn", *OTHERS)
    assert found(history, "Wann fährt heute die nächste Straßenbahn?") == ["Geschichte der Straßenbahn"]


def test_what_means_nearly_the_same_does_not_stand_for_what_must_be_named():
    index = index_of("Hotelbetriebswirt", "Nahverkehr verstehen", *OTHERS)
    for text in ("Hotel mit Frühstück", "Wann fährt heute die nächste Straßenbahn?"):
        results = ask(index, text)
        assert (results.total, results.similar) == (0, [])


def test_a_sentence_of_which_nothing_is_borne_out_gets_nothing():
    results = ask(index_of(*OTHERS), "Ich möchte mit meinem Xylophon auf den Mond fliegen")
    assert (results.total, results.similar) == (0, [])


def test_what_staff_forbid_is_not_evoked_either():
    sentence = "Meine Hosen sind zu lang und ich will sie selbst kürzen"
    titles = ("Nähen für Anfänger", *OTHERS)
    forbidden = [read_line(f"{word}, nähen", is_block=True) for word in ("hose", "kürzen", "lang")]
    assert found(index_of(*titles), sentence)
    assert not found(index_of(*titles, synonyms=forbidden), sentence)


def test_what_does_not_fit_as_well_is_similar_at_most():
    index = index_of(
        document("Nähen: Hosen und Röcke ändern"),
        document("Modenschau", body="mit Nähen und Kleidern"),
        *OTHERS,
    )
    sentence = "Ich will endlich meine Hosen selbst ändern und nähen lernen"
    assert found(index, sentence) == ["Nähen: Hosen und Röcke ändern"]
    assert set(similar(index, sentence)) <= {"Modenschau"}


def test_an_excluded_word_stays_excluded():
    index = index_of("Nähen am Abend", "Nähen am Morgen", *OTHERS)
    assert found(index, "Meine Hosen sind zu lang, wer zeigt mir nähen -Abend") == ["Nähen am Morgen"]
