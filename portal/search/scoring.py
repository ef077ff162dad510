"""How well entries answer the words of a plan: strict matches with scores, and similar entries below them."""

import math
from functools import cached_property

import numpy as np

from portal.search import german
from portal.search.columns import scaled
from portal.search.understanding import Alternative

GENERIC_SHARE = 0.25  # what a word such as "Kurs" adds beside others
TITLE_BONUS = 0.25
RAREST = 6.0  # in a sentence, a word does not count more for being rarer than this
SENTENCE = 3  # words beside generic ones that make a sentence of a search
THING, ASIDE = 0.7, 0.3  # what a noun, and what any other word of a sentence counts that no title has
DOUBT = 5  # entries by which a word must be more frequent before its titles say something
OFTEN_IN_TITLES = 0.3  # share of its entries in whose title a word stands that names a matter
MOST = 0.6  # of what a sentence says, by weight, an entry must hold to count
FLOOR = 0.4  # share of the rarity searched for below which an entry is no answer at all
MENTIONED = 0.3  # share of the best score below which several words are merely mentioned
FAINT = 0.2  # share of the best score below which words are mentioned but not meant


class Words:
    """The text side of a search over all parts of a snapshot."""

    def __init__(self, understanding, snapshot):
        self.units = understanding.units
        self.excluded = understanding.excluded
        self.parts = snapshot.parts
        self._strict = [[_best(part.segment, unit.strict) for unit in self.units] for part in snapshot.parts]
        total = sum(part.segment.size for part in snapshot.parts)
        rarity = [_rarity(sum(map(np.count_nonzero, vectors)), total) for vectors in self._columns()]
        content = sum(not unit.is_generic for unit in self.units)
        self.is_sentence, self._has_several = content >= SENTENCE, content > 1
        weigh = _weight_in_sentence if self.is_sentence else _weight
        self.weights = [
            np.float32(weigh(unit, vectors, rare))
            for unit, vectors, rare in zip(self.units, self._columns(), rarity, strict=True)
        ]

    @cached_property
    def is_relaxed(self):
        """Whether most of a sentence is enough."""
        return self.is_sentence and not any(self._with_all(number).any() for number in range(len(self.parts)))

    def _columns(self):
        return zip(*self._strict, strict=True) if self._strict else [() for _unit in self.units]

    def mask(self, number):
        """Entries of a part in which every unit that is not generic occurs, and nothing excluded.

        A sentence that no entry answers in every word is answered by those that hold most of what matters.
        """
        mask = self._with_most(number) if self.is_relaxed else self._with_all(number)
        return mask & self.allowed(number)

    def _with_all(self, number):
        mask = np.ones(self.parts[number].segment.size, bool)
        for unit, vector in zip(self.units, self._strict[number], strict=True):
            if not unit.is_generic:
                mask &= vector != 0
        return self._not_in_passing(number, mask) if self._has_several else mask

    def _not_in_passing(self, number, mask):
        """The mask without entries that only mention the words, each somewhere in a long text."""
        rows = np.flatnonzero(mask)
        mask[rows[self.scores(number, rows) < MENTIONED * sum(self.weights)]] = False
        return mask

    def _with_most(self, number):
        held = np.zeros(self.parts[number].segment.size, np.float32)
        for vector, weight in zip(self._strict[number], self.weights, strict=True):
            held += (vector != 0) * weight
        return held >= MOST * sum(self.weights)

    def allowed(self, number):
        """Entries of a part without an excluded word."""
        segment = self.parts[number].segment
        mask = np.ones(segment.size, bool)
        for alternative in self.excluded:
            mask &= _best(segment, [alternative]) == 0
        return mask

    def scores(self, number, rows):
        """Score of some rows of a part: rarity times weight, summed over the units."""
        score = np.zeros(len(rows), np.float32)
        for vector, weight in zip(self._strict[number], self.weights, strict=True):
            score += _WORTH[vector[rows]] * weight
        return score

    def similar(self, number, rows):
        """(rows, scores) of those among some rows that answer a good part of what was searched."""
        covered = np.zeros(len(rows), np.float32)
        score = np.zeros(len(rows), np.float32)
        touches = np.ones(len(rows), bool)
        segment, heaviest = self.parts[number].segment, max(self.weights, default=0)
        for unit, strict, weight in zip(self.units, self._strict[number], self.weights, strict=True):
            vector, credit = strict[rows], (strict[rows] != 0).astype(np.float32)
            for alternative in unit.loose:
                other = _best(segment, [alternative])[rows]
                credit = np.maximum(credit, np.where(other, np.float32(alternative.factor), 0))
                vector = np.maximum(vector, other)
            covered += credit * weight
            if weight == heaviest:
                touches &= credit > 0
            score += _WORTH[vector] * weight
        wanted = max(1e-6, sum(self.weights))
        share = covered / wanted
        good = touches & (share >= FLOOR) & (score >= FAINT * wanted)
        return rows[good], (score * (0.3 + 0.7 * share))[good]


def _best(segment, alternatives):
    """One byte an entry: the best of several alternatives, 0 where none holds."""
    best = np.zeros(segment.size, np.uint8)
    for alternative in alternatives:
        np.maximum(best, _vector(segment, alternative), out=best)
    return best


def _vector(segment, alternative: Alternative):
    """The weakest group decides how well an alternative holds."""
    vectors = [segment.vector(group) for group in alternative.groups]
    weakest = vectors[0]
    for vector in vectors[1:]:
        weakest = np.minimum(weakest, vector)
    return weakest if alternative.factor == 1 else scaled(alternative.factor)[weakest]


def _weight(unit, _vectors, rarity):
    """How much a unit counts: its rarity, less where it is generic."""
    return rarity * (GENERIC_SHARE if unit.is_generic else 1.0)


def _weight_in_sentence(unit, vectors, rarity):
    """How much it counts in a sentence: words that stand in titles tell of the matter, "ständig" does not."""
    found = sum(map(np.count_nonzero, vectors))
    in_titles = sum(np.count_nonzero(vector & 1) for vector in vectors)
    least = THING if _names_a_thing(unit) else ASIDE
    importance = max(least, min(1, in_titles / (found + DOUBT) / OFTEN_IN_TITLES))
    return round(_weight(unit, vectors, min(rarity, RAREST)) * importance, 1)


def _names_a_thing(unit):
    return any(german.is_noun(word.token.spelling) for word in unit.words)


def _rarity(frequency, total):
    """Inverse document frequency in steps of a tenth, so that processes with different deltas rank alike."""
    return round(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), 1)


_weights = np.arange(256, dtype=np.float32)
_WORTH = (_weights // 2 / 127 + TITLE_BONUS * (_weights % 2)) * (_weights > 0)
