"""The found words as they stand on the cards, for marking them."""

from portal.search import german

_MARKED = ("title", "subtitle", "summary")


def spoken_words(cards, alternatives, vocabulary):
    """Spellings, in lower case, of the words on some cards that answer any of the alternatives."""
    wanted = {
        number for alternative in alternatives for group in alternative.groups for number, _factor in group
    }
    text = "\n".join(card.get(key) or "" for card in cards for key in _MARKED) if wanted else ""
    found = {
        spelling
        for token in set(german.tokens(text))
        if vocabulary.ids.get(german.token_form(token)) in wanted
        for spelling in (token.parts or (token.spelling,))
    }
    return tuple(sorted(found))
