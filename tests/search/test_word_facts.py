"""Staff see what the search knows of a word on its own, so that they can forbid it."""

from django.urls import reverse

from portal.search import word_facts
from tests.factories import make_offer

LIST = "admin:search_synonym_changelist"


def page(desk, word):
    return desk.get(reverse(LIST), {"q": word}).content.decode()


def test_the_list_says_what_is_known_of_the_word_looked_for(desk):
    make_offer("Nähen für Anfänger")
    text = page(desk, "Hose")
    assert "Was die Suche ohne Sie über „Hose“ weiß" in text
    assert "nähen" in text
    assert "nicht verwenden" in text


def test_words_that_no_entry_holds_stand_apart(desk):
    make_offer("Nähen für Anfänger")
    known = {way.title: way for way in word_facts.known("Hose")}["Lässt in ganzen Sätzen denken an"]
    assert "nähen" in known.found
    assert "schneider" in known.unused


def test_of_an_unknown_word_nothing_is_said(desk):
    assert word_facts.known("Xylquark") == []
    assert "Nichts. Was Sie als Synonym anlegen" in page(desk, "Xylquark")


def test_without_a_word_the_list_is_as_ever(desk):
    assert "Was die Suche ohne Sie" not in page(desk, "")


def test_any_input_is_answered(desk):
    for word in ("\x00", "ä" * 500, '"', "und der die"):
        assert desk.get(reverse(LIST), {"q": word}).status_code == 200
