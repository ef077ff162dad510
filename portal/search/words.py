"""Which words documents bring to the index, and how they are divided."""

from typing import NamedTuple

from portal.search import compounds, german


class NewWord(NamedTuple):
    """A word the index lacks; ``parts`` are forms."""

    form: str
    spelling: str
    parts: tuple[str, ...]


def tokens_of(documents):
    """{form: a token with it} of all words of the documents, stop words included."""
    found = {}
    for document in documents:
        for _field, tokens in document.tokens:
            for token in tokens:
                found.setdefault(german.token_form(token), token)
    return found


def divided(tokens, known):
    """New words for tokens and for all parts found in them; ``known`` holds forms that count as words."""
    words = {}
    for form, token in tokens.items():
        parts = {} if german.is_stop_word(token.spelling) else compounds.all_parts(token, known)
        words[form] = NewWord(form, german.token_base(token), tuple(parts))
        for part, lemma in parts.items():
            if part not in tokens and part not in words:
                inner = compounds.all_parts(german.Token(lemma), known)
                words[part] = NewWord(part, lemma, tuple(inner))
    return words


def late_parts(words, arrivals):
    """{id: parts} of undivided words that can be divided now that words of no dictionary have arrived.

    ``words`` are rows of the vocabulary, ``arrivals`` forms; parts are lemmas by form.
    """
    foreign = {
        form for form in arrivals if len(form) >= compounds.MIN_PART and not german.in_dictionary(form)
    }
    return {
        word.id: parts
        for word in words
        if foreign and _may_hold(word, foreign)
        if (parts := compounds.all_parts(german.Token(word.spelling), foreign))
    }


def _may_hold(word, forms):
    """Quick look whether an undivided word begins or ends with one of the forms."""
    size = len(word.form)
    if word.parts or size < compounds.MIN_PART + 4:
        return False
    return any(word.form[:cut] in forms or word.form[cut:] in forms for cut in range(4, size - 2))
