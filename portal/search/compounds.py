"""Compounds: "Rückengesundheit" is found by "Rücken" and by "Gesundheit", "Brückenkopf" not by "Rücken".

A word is divided only where every part is a word: of the dictionary, or of the index itself (names, new and foreign
words). The result belongs to the word alone, so the index stores it once a word, not once a text.
"""

from functools import lru_cache

from portal.search import german, wordlists

MIN_LENGTH = 6
MIN_PART = 5  # of a part that only the index knows
MAX_LENGTH = 45

_LISTS = wordlists.read("german.txt")
_NO_HEADS = frozenset(_LISTS["no heads"])
_NO_STARTS = frozenset(_LISTS["no starts"])
_SHORT_HEADS = frozenset(_LISTS["short heads"])
_SHORT_STEMS = frozenset(_LISTS["short stems"])
_WHOLE = frozenset(_LISTS["whole"])
_SHORT_PARTS = frozenset(_LISTS["short parts"])
_LINKS = ("", "s", "n", "en", "es", "er", "e", "nen", "ens", "innen")
_STEM_ENDINGS = ("en", "n", "e")  # "schwimm-kurs", "wander-tag", "sprach-reise"


@lru_cache(100_000)
def _word(segment):
    """(lemma, cost) where the segment is a word of the dictionary, else None."""
    if segment in _SHORT_PARTS:
        return segment, 0.6
    if len(segment) < 4 or german.is_stop_word(segment) or not german.in_dictionary(segment):
        return None
    return german.base(segment), 0.2 if len(segment) == 4 else 0.0


@lru_cache(100_000)
def _stem(segment):
    """(lemma, cost) where the segment is a word short of its ending, as the first part of a compound may be."""
    if len(segment) < 5 and segment not in _SHORT_STEMS:
        return None
    found = next((segment + end for end in _STEM_ENDINGS if german.in_dictionary(segment + end)), None)
    return (german.base(found), 0.3) if found else None


def _first_part(segment, known):
    if segment in _NO_STARTS or german.is_stop_word(segment):
        return None
    return _word(segment) or _stem(segment) or _word_of_index(segment, known)


def _last_part(segment, known):
    if segment in _NO_HEADS or (len(segment) <= 4 and segment not in _SHORT_HEADS | _SHORT_PARTS):
        return None
    if not (german.is_noun(segment) or len(segment) >= 6):
        return None
    return _word(segment) or _word_of_index(segment, known)


def _word_of_index(segment, known):
    return (segment, 0.3) if len(segment) >= MIN_PART and german.fold(segment) in known else None


def _cheapest(word, known):
    """Lemmas of the parts that cover the word at the lowest cost; dynamic programming over the end of a part."""
    size = len(word)
    # Few words end in another word: looking at the ends first spares most of the work.
    heads = {start: head for start in range(3, size - 2) if (head := _last_part(word[start:], known))}
    last = max(heads, default=0)
    best = {0: (0.0, ())}
    for start in range(last + 1):
        if start not in best:
            continue
        cost, parts = best[start]
        if start in heads:
            lemma, price = heads[start]
            _keep(best, size, cost + 1 + price, (*parts, lemma))
        for end in range(start + 3, last + 1):
            if found := _first_part(word[start:end], known):
                for link in _LINKS:
                    if word.startswith(link, end) and end + len(link) <= last:
                        price = 1 + found[1] + (0.1 if link else 0)
                        _keep(best, end + len(link), cost + price, (*parts, found[0]))
    return best.get(size, (0, ()))[1]


def _keep(best, end, cost, parts):
    if end not in best or cost < best[end][0]:
        best[end] = cost, parts


def split(word, known=frozenset()):
    """Lemmas of the parts of a compound in order; empty for a simple word.

    ``word`` is in lower case with its umlauts; ``known`` holds forms that count as words beside the dictionary.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH or not word.isalpha() or word in _WHOLE:
        return ()
    if german.in_dictionary(word) and not german.is_noun(word) and len(word) < 10:
        return ()  # a verb or a short adjective
    return _cheapest(word, known)


def split_token(token, known=frozenset()):
    """Lemmas of the parts of a token, at its hyphens or within the word; "A1.2" is a part of A1."""
    if token.parts:
        return tuple(german.base(part) for part in token.parts if len(part) > 1 and not part.isdigit())
    if german.is_half_level(token.spelling):
        return (token.spelling[:2],)
    return split(german.base(token.spelling), known) or split(token.spelling, known)


def all_parts(token, known=frozenset()):
    """Parts of a token and the parts of those, as lemmas by form."""
    found, waiting = {}, list(split_token(token, known))
    while waiting:
        part = waiting.pop(0)
        if german.fold(part) not in found:
            found[german.fold(part)] = part
            waiting += split(part, known)
    found.pop(german.token_form(token), None)
    return found


def leaves(token, known=frozenset()):
    """Lemmas of the simple words a token is made of, in order; empty for a simple word."""
    parts = split_token(token, known)
    return tuple(leaf for part in parts for leaf in (split(part, known) or (part,)))
