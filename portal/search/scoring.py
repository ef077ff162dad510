"""How well entries answer the words of a plan: strict matches with scores, and similar entries below them."""

import math

import numpy as np

from portal.search.columns import scaled
from portal.search.understanding import Alternative

GENERIC_SHARE = 0.25  # what a word such as "Kurs" adds beside others
TITLE_BONUS = 0.25
FLOOR = 0.4  # share of the rarity searched for below which an entry is no answer at all
FAINT = 0.2  # share of the best score below which words are mentioned but not meant


class Words:
    """The text side of a search over all parts of a snapshot."""

    def __init__(self, understanding, snapshot):
        self.units = understanding.units
        self.excluded = understanding.excluded
        self.parts = snapshot.parts
        self._strict = [[_best(part.segment, unit.strict) for unit in self.units] for part in snapshot.parts]
        total = sum(part.segment.size for part in snapshot.parts)
        self.rarity = [_rarity(sum(map(np.count_nonzero, vectors)), total) for vectors in self._columns()]

    def _columns(self):
        return zip(*self._strict, strict=True) if self._strict else [() for _unit in self.units]

    def mask(self, number):
        """Entries of a part in which every unit that is not generic occurs, and nothing excluded."""
        needed = [
            vector
            for unit, vector in zip(self.units, self._strict[number], strict=True)
            if not unit.is_generic
        ]
        mask = np.ones(self.parts[number].segment.size, bool)
        for vector in needed:
            mask &= vector != 0
        return mask & self.allowed(number)

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
        for unit, vector, rarity in zip(self.units, self._strict[number], self.rarity, strict=True):
            score += _WORTH[vector[rows]] * np.float32(rarity * _share(unit))
        return score

    def similar(self, number, rows):
        """(rows, scores) of those among some rows that answer a good part of what was searched."""
        covered = np.zeros(len(rows), np.float32)
        score = np.zeros(len(rows), np.float32)
        segment = self.parts[number].segment
        for unit, strict, rarity in zip(self.units, self._strict[number], self.rarity, strict=True):
            vector, credit = strict[rows], (strict[rows] != 0).astype(np.float32)
            for alternative in unit.loose:
                other = _best(segment, [alternative])[rows]
                credit = np.maximum(credit, np.where(other, np.float32(alternative.factor), 0))
                vector = np.maximum(vector, other)
            covered += credit * np.float32(rarity * _share(unit))
            score += _WORTH[vector] * np.float32(rarity * _share(unit))
        wanted = max(1e-6, sum(r * _share(u) for u, r in zip(self.units, self.rarity, strict=True)))
        share = covered / wanted
        good = (share >= FLOOR) & (score >= FAINT * wanted)
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


def _share(unit):
    return GENERIC_SHARE if unit.is_generic else 1.0


def _rarity(frequency, total):
    """Inverse document frequency in steps of a tenth, so that processes with different deltas rank alike."""
    return round(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), 1)


_weights = np.arange(256, dtype=np.float32)
_WORTH = (_weights // 2 / 127 + TITLE_BONUS * (_weights % 2)) * (_weights > 0)
