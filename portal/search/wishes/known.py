"""What rules look words up in: the names of the filter values as staff keep them, and the list of everyday words."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from portal.search import german, wordlists
from portal.search.facets import TIME_NAMES
from portal.search.query import FACETS

from .line import WORDS

ENDINGS = ("", "e", "er", "es", "en", "em")
_FIELDS = {parameter: field for field, parameter in FACETS.items()}
_FIELDS |= {"tag": "weekday", "zeit": "daytime", "kostenlos": "free", "frei": "places_left"}
_TITLED = {"free": "kostenlos", "places_left": "Plätze frei"}


class Phrase(NamedTuple):
    """Words that choose values of a field."""

    parameter: str
    field: str
    slugs: tuple[str, ...]


@lru_cache(1)
def everyday_words():
    """{words: Phrase} of the list of everyday words."""
    found = {}
    for line in (wordlists.DATA / "wishes.txt").read_text().splitlines():
        target, equals, phrases = line.partition("#")[0].partition(" = ")
        if equals:
            parameter, _colon, slugs = target.strip().partition(":")
            phrase = Phrase(parameter, _FIELDS[parameter], tuple(slugs.split(",")))
            found |= {german.fold(words): phrase for words in _spelled_out(phrases)}
    return found


def _spelled_out(phrases):
    for words in map(str.strip, phrases.split(",")):
        yield from (words.replace("*", ending) for ending in (ENDINGS if "*" in words else ("",)))


class Known:
    """Names in the index at one moment. ``names[field]`` maps words to slugs; ``parts`` words of longer names."""

    def __init__(self, values):
        self._values = values
        self.names = defaultdict(lambda: defaultdict(tuple))
        self.parts = defaultdict(lambda: defaultdict(tuple))
        for row in values.rows.values():
            words = _words(row.label)
            self.names[row.facet][" ".join(words)] += (row.slug,)
            for word in self._parts(row.facet, row.label, words):
                self.parts[row.facet][word] += (row.slug,)

    @staticmethod
    def _parts(facet, label, words):
        if facet == "district" and len(words) > 1:
            return [word for word in words if word not in WORDS["weak"]]
        if facet == "audience" and " und " in label and len(words) == 3:
            return [words[0], words[2]]
        return words[:1] if facet == "language" else []

    def has(self, field, slugs):
        """True where a filter group can hold all values."""
        return field not in FACETS or all((field, slug) in self._values.ids for slug in slugs)

    def label(self, field, slugs):
        """The names of values: „Samstag, Sonntag“."""
        return ", ".join(self._label(field, slug) for slug in slugs)

    def _label(self, field, slug):
        if field in FACETS:
            return self._values.rows[self._values.ids[field, slug]].label
        return _TITLED.get(field) or str(TIME_NAMES[slug])


def _words(label):
    return german.fold(label).replace("(", " ").replace(")", " ").replace(",", " ").split()


@lru_cache(2)
def known(values):
    """The names of one `snapshot.Values`, made once for each."""
    return Known(values)
