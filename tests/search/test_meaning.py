"""What is found beyond the words themselves: other spellings and other names."""

from portal.search import german, thesaurus
from portal.search.synonyms import read_groups, read_line

from .support import ask, document, found, index_of

OTHERS = [f"Schwimmen {number}" for number in range(30)]


def similar(index, text):
    return [hit.card["title"] for hit in ask(index, text).similar]


def test_a_word_written_as_it_sounds_finds_the_right_one_though_others_made_the_same_mistake():
    index = index_of(*[f"Rhythmus {number}" for number in range(6)], "Rhytmus am Abend")
    assert len(found(index, "Rhytmus")) == 7
    assert ask(index, "Rhytmus").did_you_mean == ["Rhythmus"]


def test_a_correct_word_is_not_taken_for_one_that_sounds_alike():
    index = index_of(*[f"Seite {number}" for number in range(6)], "Saite und Bogen")
    assert found(index, "Saite") == ["Saite und Bogen"]


def test_an_unknown_word_is_rather_misspelt_than_made_of_two():
    index = index_of(
        "Kneippkur im Kloster", document("Feldarbeit", body="Wir ziehen einen Kreis auf dem Feld")
    )
    assert "Kneippkur im Kloster" in found(index, "Kneipkur")


def test_the_general_thesaurus_answers_for_a_word_with_one_meaning():
    assert found(index_of("Nachmittag im Tiergarten", "Nachmittag am See"), "Zoo") == [
        "Nachmittag im Tiergarten"
    ]


def test_what_staff_say_comes_before_what_the_thesaurus_says():
    index = index_of("Im Tiergarten", "Bei den Affen", synonyms=read_groups("zoo, affen"))
    assert found(index, "Zoo") == ["Bei den Affen", "Im Tiergarten"]


def test_a_word_with_many_meanings_is_not_looked_up():
    assert thesaurus.related("zug")[0] == ()


def test_the_thesaurus_holds_the_forms_the_index_holds():
    others, _senses = thesaurus.related(german.form("Asylbewerber"))
    assert (german.form("Flüchtling"),) in others


def test_the_thesaurus_holds_no_insults():
    assert thesaurus.related(german.form("Idiot")) == ((), 0)


def test_what_is_found_as_well_ranks_below_what_means_the_same():
    index = index_of("Spiel", "Ball", "Kugel", synonyms=read_groups("kugel, ball\nkugel > spiel"))
    assert found(index, "Kugel") == ["Kugel", "Ball", "Spiel"]


def test_words_of_wishing_are_no_part_of_the_question():
    index = index_of(
        "Stricken für alle", document("Chor", body="Ich möchte endlich wieder richtig gut singen")
    )
    assert found(index, "Ich möchte endlich mal wieder richtig stricken") == ["Stricken für alle"]


def test_nothing_is_similar_that_leaves_out_the_most_telling_word():
    index = index_of("Frühstück im Garten", *OTHERS)
    assert similar(index, "Frühstück Xylophon") == []


def test_an_appointment_is_not_the_matter_it_is_about_while_a_course_is():
    index = index_of("Das Museum für Kinder")
    assert found(index, "Museumskurs") == ["Das Museum für Kinder"]
    assert found(index, "Museumstermin") == []


def test_what_staff_forbid_is_taken_neither_from_the_thesaurus_nor_from_synonyms():
    zoo = ("Im Tiergarten", "Bei den Affen")
    said = read_groups("zoo, affen")
    forbidden = [read_line(words, is_block=True) for words in ("Zoo, Tiergarten", "Zoo, Affen", "Zoo, Tier")]
    assert len(found(index_of(*zoo, synonyms=said), "zoo")) == 2
    assert found(index_of(*zoo, synonyms=[*said, *forbidden]), "zoo") == []


def test_a_word_that_ends_another_which_nobody_could_divide_is_near():
    index = index_of("Treff der Xoschach", *OTHERS)
    assert similar(index, "Schach") == ["Treff der Xoschach"]


def test_words_that_a_long_text_merely_mentions_are_near_at_most():
    filling = " ".join(f"Thema{number}" for number in range(300))
    index = index_of(
        document("Vereinsfest", body=f"Gitarre {filling} Klavier"), "Gitarre und Klavier", *OTHERS
    )
    assert found(index, "Gitarre Klavier") == ["Gitarre und Klavier"]


def test_a_compound_in_no_title_is_still_found_by_its_other_name():
    index = index_of("Ferien im Zoo", document("Fest", body="Ein Tier am Rand. " * 9 + "Der Park."), *OTHERS)
    assert "Ferien im Zoo" in found(index, "Tierpark")
