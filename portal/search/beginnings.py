"""Names by the beginnings of their words: sorted once, looked up by bisection, one typing error forgiven."""

import re
from bisect import bisect_left
from functools import lru_cache
from string import ascii_lowercase

import numpy as np

from portal.search import german

MIN_TYPO = 5  # letters from which on one error is forgiven
MAX_WORDS = 8
_REMEMBERED = 500  # answers for single beginnings
_LAST = "\U0010ffff"
_WORD = re.compile(r"[^\W_]+")


def words_of(text):
    """The folded words of a name or of what was typed; hyphens divide."""
    return _WORD.findall(german.fold(text))[:MAX_WORDS]


class Beginnings:
    """A list of names to ask; answers are places in that list, as sorted arrays without repeats."""

    def __init__(self, names=()):
        pairs = _pairs(names)
        self._words = [word for word, _place in pairs]
        self._places = _places(pairs)
        self.beginning = lru_cache(_REMEMBERED)(self._beginning)

    def with_names(self, names, first):
        """These and a few more names, the places of which begin with ``first``."""
        pairs = _pairs(names, first)
        larger = Beginnings()
        larger._words = self._words.copy()
        at = [bisect_left(self._words, word) for word, _place in pairs]
        for shift, (place, (word, _place)) in enumerate(zip(at, pairs, strict=True)):
            larger._words.insert(place + shift, word)
        larger._places = np.insert(self._places, at, _places(pairs))
        return larger

    def holding(self, words):
        """Names with a word for each of the given beginnings."""
        found = [self.beginning(word) for word in words] or [self._places[:0]]
        common = found[0]
        for other in found[1:]:
            common = np.intersect1d(common, other, assume_unique=True)
        return common

    def _beginning(self, word):
        """Names with a word that begins so, or would with one typing error less."""
        exact = self._from(word)
        if len(exact) or len(word) < MIN_TYPO:
            return np.unique(exact)
        near = [self._from(other) for other in self._one_error_away(word)]
        return np.unique(np.concatenate(near)) if near else exact

    def _from(self, beginning):
        begin = bisect_left(self._words, beginning)
        return self._places[begin : bisect_left(self._words, beginning + _LAST, lo=begin)]

    def _occurs(self, beginning):
        place = bisect_left(self._words, beginning)
        return place < len(self._words) and self._words[place].startswith(beginning)

    def _one_error_away(self, word):
        """Beginnings that occur: a letter too many, missing or wrong, or two swapped."""
        for cut in range(len(word)):
            head, tail = word[:cut], word[cut:]
            if not self._occurs(head):
                return
            yield from filter(self._occurs, _altered(head, tail))


def _pairs(names, first=0):
    """Sorted (word, place of its name)."""
    return sorted({(word, place) for place, name in enumerate(names, first) for word in words_of(name)})


def _places(pairs):
    return np.fromiter((place for _word, place in pairs), np.int64, len(pairs))


def _altered(head, tail):
    """Spellings with an error where the head ends."""
    yield head + tail[1:]
    if len(tail) > 1:
        yield head + tail[1] + tail[0] + tail[2:]
    for letter in ascii_lowercase:
        yield head + letter + tail[1:]
        yield head + letter + tail
