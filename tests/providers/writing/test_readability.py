"""Readability of German texts: figures by their sources, and hints at the right place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.readability import read, sentence_spans, syllables

EASY = (
    "Sie lernen Deutsch. Der Kurs ist am Montag. Er ist kostenlos. Bringen Sie einen Stift mit. "
    "Wir freuen uns auf Sie. Kommen Sie einfach vorbei. Das Haus ist offen."
)
HARD = (
    "Im Rahmen der Durchführung berufsbezogener Qualifizierungsmaßnahmen erfolgt vorbehaltlich der Bewilligung "
    "durch die zuständigen Verwaltungsbehörden eine Inanspruchnahme sozialpädagogischer "
    "Unterstützungsleistungen, deren Finanzierung gegebenenfalls hinsichtlich der individuellen Leistungsfähigkeit "
    "der Antragstellenden unverzüglich überprüft wird."
)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Haus Kurs Spiel wir See Tee Boot Zoo Typ Geiz Bein bei Geist"),
        (2, "Sprache Deutschkurs Bildung Bauer Feier neuen Kaffee Räume spielen bequem Quelle Yoga Beere naiv teuer"),
        (3, "Anmeldung Angebot Bücherei Ferien Museum Theater geöffnet studieren Europa Januar Batterie Linie aktuell"),
        (4, "Volkshochschule Familie Jubiläum Biologie Gymnasium bearbeiten beeinflussen Italien Abenteuer"),
        (5, "Universität Situation individuell kooperieren Kreativität"),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(count, words):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Wir lesen z. B. Märchen. Danach spielen wir.", 2),
        ("Am 3. März beginnt der Kurs. Er dauert bis zum 24. Mai.", 2),
        ("Kommen Sie zu Dr. Müller in die Str. der Einheit.", 1),
        ("Es kommen 12. Dann ist es voll.", 2),
        ("Um 17.30 Uhr geht es los! Kommen Sie? Ja.", 3),
        ("# Titel\n\nEin Satz.\n\n- erstens\n- zweitens", 4),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text, number):
    assert len(sentence_spans(text)) == number


def test_lix_and_wiener_follow_their_formulas():
    # 29 words, 7 sentences, 3 words of more than six letters (Deutsch, kostenlos, Bringen), counted by hand.
    reading = read(EASY)
    assert (reading.words, reading.sentences) == (29, 7)
    assert reading.lix == round(29 / 7 + 100 * 4 / 29, 1)
    assert reading.level == "leicht"


def test_official_german_is_hard_and_says_why():
    reading = read(HARD)
    assert reading.level == "schwer"
    assert reading.lix > 60
    assert {"sentence", "long", "official", "nominal"} <= {hint.kind for hint in reading.hints}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Das gilt bezüglich der Kosten.", "official", "bezüglich"),
        ("Wir bieten Coaching an.", "foreign", "Coaching"),
        ("Mit Anmeldung z. B. am Telefon.", "abbreviation", "z. B."),
        ("Der Kurs ist vom BAMF.", "abbreviation", "BAMF"),
        ("Hier wird viel gelernt.", "passive", "wird viel gelernt"),
        ("Die Grundbildungsangebotsliste hilft.", "long", "Grundbildungsangebotsliste"),
        ("**Bezüglich** der [Kosten](https://example.org/entgelt)", "official", "Bezüglich"),
    ],
)
def test_a_hint_marks_its_words(text, kind, words):
    hints = [hint for hint in read(text).hints if hint.kind == kind]
    assert [hint.text for hint in hints] == [words]
    assert text[hints[0].start : hints[0].end] == words


@pytest.mark.parametrize(
    "text", ["Sie werden viel Neues lernen.", "Das BAMF (Bundesamt) hilft.", "Wir lesen und spielen."]
)
def test_plain_words_get_no_hint(text):
    assert read(text).hints == ()


def test_a_short_text_is_not_judged():
    assert read("Ein Kurs.").level == ""


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer_and_true_positions(text):
    for hint in read(text).hints:
        assert text[hint.start : hint.end] == hint.text
