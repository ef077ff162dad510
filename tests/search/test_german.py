"""Text to forms: what counts as the same word, whatever the inflection, spelling or gender."""

import pytest

from portal.search import german


def forms(text):
    return [german.token_form(token) for token in german.tokens(german.clean(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurse", "KURS"),
        ("Häuser", "Haus"),
        ("Praktika", "Praktikum"),
        ("genäht", "nähen"),
        ("Übung", "Uebung"),
        ("Töpfern", "toepfern"),
        ("Straße", "STRASSE"),
        ("Großeltern", "grosseltern"),
        ("Café", "Cafe"),
        ("Erzieherinnen", "Erzieher"),
        ("Ärztin", "Arzt"),
        ("Köchinnen", "Koch"),
        ("Migrantin", "Migranten"),
        ("Yoga-Kurse", "Yogakurs"),
        ("E-Mail", "Email"),
    ],
)
def test_two_spellings_of_a_word_share_a_form(one, other):
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    "word",
    [
        "Erzieher*innen",
        "Erzieher:innen",
        "Erzieher_innen",
        "ErzieherInnen",
        "Erzieher/-innen",
        "Erzieher(innen)",
    ],
)
def test_every_mark_of_gender_gives_one_word(word):
    assert forms(word) == ["erzieher"]


@pytest.mark.parametrize(("one", "other"), [("Termin", "Term"), ("Schüler", "Schule"), ("Rücken", "Brücken")])
def test_words_that_only_look_alike_stay_apart(one, other):
    assert forms(one) != forms(other)
    assert german.stem(one.lower()) != german.stem(other.lower())


def test_nouns_and_verbs_of_one_stem_are_related():
    assert german.stem(german.lemma("Beratung")) == german.stem(german.lemma("beraten"))


def test_levels_and_names_of_programming_languages_are_words():
    assert forms("Deutsch A1/B2, C++ und C#, ab 60+") == [
        "deutsch",
        "a1",
        "b2",
        "c++",
        "und",
        "c#",
        "ab",
        "60plus",
    ]
    assert forms("A1.2") == ["a1.2"]


def test_hyphens_keep_the_parts_of_a_word():
    (token,) = german.tokens("Eltern-Kind-Turnen")
    assert token == ("elternkindturnen", ("eltern", "kind", "turnen"))


def test_a_chain_of_hyphens_is_not_one_word():
    assert len(german.tokens("-".join("a" * 300))) == 300


def test_digraphs_after_vowels_are_no_umlauts():
    assert german.fold("neue Feuer Museum") == "neue feuer museum"


def test_other_scripts_are_words_too():
    assert len(forms("Немецкий язык, العربية, 日本語")) == 4


def test_controls_and_half_characters_vanish():
    assert german.clean("a\0b\x1fc\ud800d\u2028e") == "a b cd e"


@pytest.mark.parametrize("text", ["", "   ", "!?…", "----", "+++"])
def test_a_text_without_words_has_none(text):
    assert german.tokens(german.clean(text)) == []
