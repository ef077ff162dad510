"""The words of the index in memory: what is written alike, what contains what, what a beginning may become."""

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.search import german

EXACT, INFLECTED, COMPOUND = 1.0, 0.85, 0.6  # how far a word of an offer stands for the word searched
MIN_PREFIX = 3
MIN_TYPO = 4


class WordRow(NamedTuple):
    """A row of `SearchWord`: ``spelling`` is the lemma with its umlauts, ``parts`` are ids of other words."""

    id: int
    form: str
    spelling: str
    parts: tuple[int, ...]


class Vocabulary:
    """All words of the index; it only grows, so threads may read while one adds."""

    def __init__(self, rows=()):
        self.ids = {}
        self.words = {}
        self._stems = defaultdict(list)
        self._compounds = defaultdict(list)
        self._sorted = []
        self._text = None, ""
        self._shapes = _Shapes()
        self.add(list(rows))

    def __len__(self):
        return len(self.ids)

    def __contains__(self, form):
        return form in self.ids

    def add(self, rows):
        """Take in new words, and known ones whose parts were found later."""
        new = [row.form for row in rows if row.form not in self.ids]
        for row in rows:
            if row.form not in self.ids:
                self._stems[german.stem(row.spelling)].append(row.id)
            self.ids[row.form] = row.id
            for part in row.parts:
                if row.id not in self._compounds[part]:
                    self._compounds[part].append(row.id)
            self.words[row.id] = row
        # Sorting what is sorted but for its end is quick; readers keep the list they have.
        self._sorted = sorted([*self._sorted, *new])
        self._shapes = self._shapes.with_forms(new)

    def spelling(self, form):
        """A form with its umlauts."""
        return self.words[self.ids[form]].spelling

    def inflections(self, form, spelling=None):
        """Ids of the word of a form and of words that differ in their ending only."""
        own = self.ids.get(form)
        siblings = [number for number in self._stems.get(german.stem(spelling or form), ()) if number != own]
        return siblings if own is None else [own, *siblings]

    def variants(self, form, spelling=None):
        """(word id, factor) of every word that stands for a form: itself, inflections, compounds with it."""
        found = {}
        for number in self.inflections(form, spelling):
            factor = EXACT if number == self.ids.get(form) else INFLECTED
            found[number] = max(found.get(number, 0), factor)
            for compound in tuple(self._compounds.get(number, ())):
                found[compound] = max(found.get(compound, 0), factor * COMPOUND)
        return tuple(found.items())

    def itself(self, form):
        """`variants` without words that merely share a stem: "Vertriebene" is not about "Vertrieb"."""
        own = self.ids.get(form)
        compounds = dict.fromkeys(self._compounds.get(own, ()), COMPOUND)
        return () if own is None else tuple((compounds | {own: EXACT}).items())

    def starting_with(self, prefix, limit=200):
        """Forms that begin with a folded prefix, in alphabetical order."""
        forms = self._sorted
        begin = bisect_left(forms, prefix)
        end = min(bisect_left(forms, prefix + "\U0010ffff"), begin + limit)
        return forms[begin:end]

    def ending_with(self, end, limit=60):
        """Longer forms that end with a folded word, whether or not they could be divided: "Neuimker"."""
        forms, text = self._sorted, self._text
        if text[0] is not forms:
            text = self._text = forms, "\n".join(["", *forms, ""])
        found, place = [], text[1].find(f"{end}\n")
        while place >= 0 and len(found) < limit:
            begin = text[1].rfind("\n", 0, place + 1) + 1
            if begin < place:
                found.append(text[1][begin : place + len(end)])
            place = text[1].find(f"{end}\n", place + 1)
        return found

    def similar(self, form, limit=6):
        """Forms one or two typing errors away, as (form, errors), nearest first.

        One error is forgiven from four letters on, two from seven; a changed first letter only with one error.
        """
        allowed = 0 if len(form) < MIN_TYPO else 1 if len(form) < 7 else 2
        if not allowed or not form.isalpha():
            return []
        candidates = self._shapes.plausible(form, allowed)
        found = process.extract(form, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        near = [(other, int(errors)) for other, errors, _index in found if errors <= 1 or other[0] == form[0]]
        return sorted(near, key=lambda pair: (pair[1], pair[0][0] != form[0], pair[0]))[:limit]


class _Shapes:
    """Lengths and letters of many forms as columns, to rule out quickly what cannot be a typing error."""

    def __init__(self, forms=(), lengths=(), letters=()):
        self._forms = list(forms)
        self._lengths = np.array(lengths, np.int16)
        self._letters = np.array(letters, np.uint64)

    def with_forms(self, forms):
        lengths = np.fromiter(map(len, forms), np.int16, len(forms))
        letters = np.fromiter(map(_letter_mask, forms), np.uint64, len(forms))
        return _Shapes(
            self._forms + forms,
            np.concatenate([self._lengths, lengths]),
            np.concatenate([self._letters, letters]),
        )

    def plausible(self, form, errors):
        """Forms whose length and letters allow for that few errors: each error changes at most two letters."""
        near = np.abs(self._lengths - len(form)) <= errors
        near &= np.bitwise_count(self._letters ^ _letter_mask(form)) <= 2 * errors
        return [self._forms[index] for index in np.flatnonzero(near)]


def _letter_mask(form):
    """One bit a letter that occurs (64 classes)."""
    mask = 0
    for letter in set(form):
        mask |= 1 << (ord(letter) & 63)
    return np.uint64(mask)
