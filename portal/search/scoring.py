"""How well entries answer the words of a plan: strict matches with scores, and similar entries below them."""

import math

import numpy as np

from portal.search.columns import scaled
from portal.search.rules import Alternative

GENERIC_SHARE = 0.25  # what a word such as "Kurs" adds beside others
TITLE_BONUS = 0.25
FLOOR = 0.4  # share of the rarity searched for below which an entry is no answer at all
MENTIONED = 0.3  # share of the best score below which several words are merely mentioned
FAINT = 0.2  # share of the best score below which words are mentioned but not meant


class Words:
    """The text side of a search over all parts of a snapshot."""

    def __init__(self, understanding, snapshot):
        self.units = understanding.units
        self.excluded = understanding.excluded
        self.parts = snapshot.parts
        self.total = sum(part.segment.size for part in snapshot.parts)
        core = [[best(part.segment, unit.core) for unit in self.units] for part in snapshot.parts]
        frequencies = [
            sum(np.count_nonzero(vectors[place]) for vectors in core) for place in range(len(self.units))
        ]
        self.weights = [
            np.float32(_weight(unit, frequency, self.total))
            for unit, frequency in zip(self.units, frequencies, strict=True)
        ]
        self._strict = [
            [
                np.maximum(vector, best(part.segment, unit.also)) if unit.also else vector
                for unit, vector in zip(self.units, vectors, strict=True)
            ]
            for part, vectors in zip(snapshot.parts, core, strict=True)
        ]
        self._has_several = sum(not unit.is_generic for unit in self.units) > 1

    def mask(self, number):
        """Entries of a part in which every unit that is not generic occurs, and nothing excluded."""
        mask = np.ones(self.parts[number].segment.size, bool)
        for unit, vector in zip(self.units, self._strict[number], strict=True):
            if not unit.is_generic:
                mask &= vector != 0
        mask = self._not_in_passing(number, mask) if self._has_several else mask
        return mask & self.allowed(number)

    def _not_in_passing(self, number, mask):
        """The mask without entries that only mention the words, each somewhere in a long text."""
        rows = np.flatnonzero(mask)
        mask[rows[self.scores(number, rows) < MENTIONED * sum(self.weights)]] = False
        return mask

    def allowed(self, number):
        """Entries of a part without an excluded word."""
        segment = self.parts[number].segment
        mask = np.ones(segment.size, bool)
        for alternative in self.excluded:
            mask &= best(segment, [alternative]) == 0
        return mask

    def scores(self, number, rows):
        """Score of some rows of a part: rarity times weight, summed over the units."""
        score = np.zeros(len(rows), np.float32)
        for vector, weight in zip(self._strict[number], self.weights, strict=True):
            score += WORTH[vector[rows]] * weight
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
                other = best(segment, [alternative])[rows]
                credit = np.maximum(credit, np.where(other, np.float32(alternative.factor), 0))
                vector = np.maximum(vector, other)
            covered += credit * weight
            if weight == heaviest:
                touches &= credit > 0
            if unit.must_occur:
                touches &= in_title(segment, unit.must_occur)[rows]
            score += WORTH[vector] * weight
        wanted = max(1e-6, sum(self.weights))
        share = covered / wanted
        good = touches & (share >= FLOOR) & (score >= FAINT * wanted)
        return rows[good], (score * for_share(share))[good]


def best(segment, alternatives):
    """One byte an entry: the best of several alternatives, 0 where none holds."""
    alone = {}
    found = np.zeros(segment.size, np.uint8)
    for alternative in alternatives:
        if len(alternative.groups) > 1:
            np.maximum(found, _vector(segment, alternative), out=found)
            continue
        for word_id, factor in alternative.groups[0]:
            alone[word_id] = max(alone.get(word_id, 0), round(factor * alternative.factor, 2))
    return np.maximum(found, segment.vector(alone.items()), out=found)


def for_share(share):
    """What a score counts where only a share of what was asked is borne out, by weight."""
    return 0.3 + 0.7 * share


def in_title(segment, alternatives):
    """Mask of the entries in whose title one of the alternatives stands."""
    return (best(segment, alternatives) & 1) != 0


def _vector(segment, alternative: Alternative):
    """The weakest group decides how well an alternative holds."""
    vectors = [segment.vector(group) for group in alternative.groups]
    weakest = vectors[0]
    for vector in vectors[1:]:
        weakest = np.minimum(weakest, vector)
    return weakest if alternative.factor == 1 else scaled(alternative.factor)[weakest]


def _weight(unit, frequency, total):
    """How much a unit counts: its rarity, less where it is generic."""
    return rarity(frequency, total) * (GENERIC_SHARE if unit.is_generic else 1.0)


def rarity(frequency, total):
    """Inverse document frequency in steps of a tenth, so that processes with different deltas rank alike."""
    return round(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), 1)


_weights = np.arange(256, dtype=np.float32)
WORTH = (_weights // 2 / 127 + TITLE_BONUS * (_weights % 2)) * (_weights > 0)  # of a byte of a vector
