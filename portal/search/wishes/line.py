"""A question as a line of words: rules read it folded and in lower case, and point back to what was typed."""

import re
from typing import NamedTuple

from portal.search import german, wordlists

_QUOTES = str.maketrans("„“”«»‟", '""""""')
_TOKEN = re.compile(
    r'-?"[^"]*"?'  # a phrase is never understood as anything but its words
    r"|(?<!\S)-\S+"  # neither is an excluded word
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"
    r"|\d{1,2}\.(?=\s)"
    r"|€|[^\W_]+(?:[-+*:_/][^\W_]+)*\+?"
)
_SHUT = "|"  # stands for what no rule may read
WORDS = {
    section: frozenset(german.fold(word.replace("_", " ")) for word in words)
    for section, words in wordlists.read("wish_words.txt").items()
}


def whole(pattern):
    """A pattern of keys that begins and ends with whole words."""
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


class Wish(NamedTuple):
    """A filter in a line: the words from ``start`` to ``end`` choose values of fields of `query.Filters`."""

    start: int
    end: int
    parameter: str
    chosen: tuple[tuple[str, object], ...]
    label: str


class Line:
    """The words of a text; ``keys`` are what rules compare."""

    def __init__(self, text):
        self.text = text
        found = list(_TOKEN.finditer(text.translate(_QUOTES)))
        self._spans = [match.span() for match in found]
        self.keys = [_key(match[0]) for match in found]
        self._joined = " ".join(self.keys)
        self._starts, self._ends, place = {}, {}, 0
        for number, key in enumerate(self.keys):
            self._starts[place] = number
            place += len(key)
            self._ends[place] = number + 1
            place += 1

    def runs(self, longest):
        """(start, end, words) of all runs of up to ``longest`` words, longer ones first."""
        for length in range(min(longest, len(self.keys)), 0, -1):
            for start in range(len(self.keys) - length + 1):
                yield start, start + length, " ".join(self.keys[start : start + length])

    def matches(self, pattern):
        """(start, end, match) of a pattern made by `whole`."""
        for match in pattern.finditer(self._joined):
            yield self._starts[match.start()], self._ends[match.end()], match

    def before(self, start, skipping=()):
        """The word before a place, articles and the like skipped, or nothing."""
        while start > 0 and self.keys[start - 1] in skipping:
            start -= 1
        return self.keys[start - 1] if start else ""

    def after(self, end):
        return self.keys[end] if end < len(self.keys) else ""

    def typed(self, start, end):
        """The words as they were typed."""
        return self.text[self._spans[start][0] : self._spans[end - 1][1]]

    def led(self, wish):
        """A wish with the small words before it: "in Buckau", "am Dienstag"."""
        start = wish.start
        while start and self.keys[start - 1] in WORDS["leading"]:
            start -= 1
        return wish._replace(start=start)

    def without(self, wishes):
        """The text without the words of some wishes."""
        kept, place = [], 0
        for wish in sorted(wishes):
            kept.append(self.text[place : self._spans[wish.start][0]])
            place = self._spans[wish.end - 1][1]
        return " ".join(" ".join([*kept, self.text[place:]]).split()).strip(" ,;.?!")


def _key(word):
    if word[0] in '"-':
        return _SHUT
    if any(mark in word for mark in "*:_/"):
        tokens = german.tokens(word)
        return german.fold(tokens[0].spelling) if len(tokens) == 1 else german.fold(word)
    return german.fold(word)
