"""How well entries answer a whole sentence: not every word must occur, what several words point to counts.

"Meine Hosen sind zu lang, ich will sie selbst ändern" names no course; "Hose" evokes sewing, and "ändern" does too. So
each word adds what it says, means or evokes, the more the rarer it is, and what names no matter adds little.
"""

import numpy as np

from portal.search import german
from portal.search.scoring import GENERIC_SHARE, WORTH, Words, best, for_share, in_title, rarity

SEVERAL, MANY = 2, 3  # words with a meaning that make a sentence of what is spoken, and of any search
RAREST = 6.0  # a word does not count more for being rarer than this
UNKNOWN = 3.0  # nor, where no entry knows it, than this
LITTLE, NO_THING = 0.3, 0.6  # what words count that name no matter, and unknown ones that are no nouns
FITS, NEARLY = 0.6, 0.4  # share of the best score from which an entry answers the sentence, or is near
LEAST = 0.05  # share of what the sentence says below which nothing is an answer
COVERED = 0.3  # share of the words, by weight, without which nothing is an answer


def text_side(plan, understanding, snapshot, public):
    """The text side of a search: `Words`, or `Sentence` where many words need not all occur.

    ``public`` are masks by part of the entries that may be shown.
    """
    words = Words(understanding, snapshot)
    content = sum(not unit.is_generic for unit in understanding.units)
    if content < (SEVERAL if plan.is_spoken else MANY):
        return words
    if not plan.is_spoken and any((words.mask(n) & mask).any() for n, mask in enumerate(public)):
        return words
    return Sentence(understanding, snapshot, public, plan.nouns)


class Sentence(Words):
    """The text side of a search for a sentence, over all parts of a snapshot."""

    def __init__(self, understanding, snapshot, public, nouns=None):
        super().__init__(understanding, snapshot)
        felt = [
            [
                np.maximum(strict, best(part.segment, unit.hints))
                for unit, strict in zip(self.units, vectors, strict=True)
            ]
            for part, vectors in zip(self.parts, self._strict, strict=True)
        ]
        self.weights = [
            _weight(unit, sum(np.count_nonzero(vectors[place]) for vectors in felt), self.total, nouns)
            for place, unit in enumerate(self.units)
        ]
        self._scores = [self._added(number, vectors) for number, vectors in enumerate(felt)]
        best_of_all = max(
            (
                (scores * (mask & self.allowed(number))).max(initial=0)
                for number, (scores, mask) in enumerate(zip(self._scores, public, strict=True))
            ),
            default=0,
        )
        least = max(LEAST * sum(self.weights), 1e-6)
        self._fits, self._near = max(least, FITS * best_of_all), max(least, NEARLY * best_of_all)

    def _added(self, number, vectors):
        """Scores of the entries of a part, 0 where too little of the sentence is borne out."""
        scores, held = np.zeros((2, len(vectors[0])), np.float32)
        for vector, weight in zip(vectors, self.weights, strict=True):
            rows = np.flatnonzero(vector)
            credit = WORTH[vector[rows]] * np.float32(weight)
            scores[rows] += credit
            held[rows] += np.float32(weight)
        share = held / max(sum(self.weights), 1e-6)
        answers = share >= COVERED
        for unit in self.units:
            if unit.must_occur:
                answers &= in_title(self.parts[number].segment, unit.must_occur)
        return scores * np.where(answers, for_share(share), 0)

    def mask(self, number):
        return (self._scores[number] >= self._fits) & self.allowed(number)

    def scores(self, number, rows):
        return self._scores[number][rows]

    def similar(self, number, rows):
        scores = self._scores[number][rows]
        near = scores >= self._near
        return rows[near], scores[near]


def _weight(unit, frequency, total, nouns):
    weight = min(RAREST if frequency else UNKNOWN, rarity(frequency, total))
    if unit.is_generic:
        return weight * GENERIC_SHARE
    if unit.says_little:
        return weight * LITTLE
    return weight if not unit.word or _names_a_matter(unit.word, nouns) else weight * NO_THING


def _names_a_matter(word, nouns):
    return word.index.synonyms.names_a_matter((word.form,)) or _is_noun(word.token.spelling, nouns)


def _is_noun(spelling, nouns):
    """By its capital, where the person writes capitals; else by the dictionary."""
    return german.is_noun(spelling) if nouns is None else spelling in nouns
