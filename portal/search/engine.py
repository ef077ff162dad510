"""From a plan to results: words and filters together, exact totals, facet counts, order, cards."""

import re
from dataclasses import replace
from functools import cached_property

import numpy as np

from portal.search import filters, memory, order, query, unstated, wishes
from portal.search.facets import Counter
from portal.search.filters import Question
from portal.search.query import KINDS
from portal.search.results import Hit, Results
from portal.search.sentences import text_side
from portal.search.spoken import spoken_words
from portal.search.understanding import understand

ENOUGH = 10  # with fewer strict hits, similar ones fill up to this number


def search(plan, index=None):
    """Results of a plan over everything committed so far.

    ``index`` answers for the database (see `memory.Index`); tests and benchmarks bring their own.
    """
    index = index or memory.index
    return _best_reading(plan, index, index.current()).results()


def everything(plan, index):
    """(question, [(segment, rows, keys)]): all strict hits of a plan by part, keys low first, without cards."""
    search = _best_reading(plan, index, index.current())
    found = (search._ranked(number) for number in range(len(search.parts)))
    parts = zip(search.parts, found, strict=True)
    return search.question, [(part.segment, rows, keys) for part, (rows, keys, _scores) in parts]


def _best_reading(plan, index, snapshot):
    """The search with all that was understood; where that leaves nothing, the words literally, or without filters."""
    search = _Search(plan, index, snapshot)
    if not search.read.matches or not plan.relaxes or search.total:
        return search
    literal = replace(plan, literal=(query.ALL_WORDS,))
    without = query.reworded(literal, search.read.text_left, plan.filters)
    tried = [_Search(other, index, snapshot) for other in (without, literal) if other.has_text]
    found = min((other for other in tried if other.total), key=lambda other: other.total, default=None)
    if found:
        found.dropped, found.is_literal = search.read.matches, found.plan is literal
    return found or search


def _read(plan, snapshot):
    """(plan with what its text was understood as, what was understood)."""
    read = wishes.read(plan.text, snapshot, plan.today, plan.filters, plan.literal)
    return query.reworded(plan, read.text_left, read.filters) if read.text_left != plan.text else plan, read


class _Search:
    """One search over one snapshot; lists are by part of the snapshot."""

    dropped, is_literal = (), False  # filters understood that would have left nothing

    def __init__(self, plan, index, snapshot):
        plan, self.read = _read(plan, snapshot)
        self.plan = plan
        self.index = index
        self.parts = snapshot.parts
        self.where = snapshot.places.look_up(plan.filters.place)
        self.question = Question(plan, snapshot, self.where.place)
        self.understood = understand(plan, snapshot)
        self.public = [filters.public(self.question, part) for part in self.parts]
        self.words = text_side(plan, self.understood, snapshot, self.public) if plan.has_text else None
        self.groups = [filters.groups(self.question, part.segment) for part in self.parts]
        unstated.widen(self.groups, self.read.matches, self.question, self.parts)
        self.strict = [self._strict(number) for number in range(len(self.parts))]
        self.selections = list(map(filters.Selection, self.groups, self.strict))
        self.distances = [self._distances(part.segment) for part in self.parts]

    def _strict(self, number):
        if self.words is None:
            return self.public[number]
        mask = self.public[number] & self.words.mask(number)
        if self.understood.phrases:
            mask &= self._with_phrases(number, mask)
        return mask

    def _with_phrases(self, number, mask):
        entry_ids = self.parts[number].segment.entry_ids
        held = self.index.entries_with_phrases(entry_ids[mask], self.understood.phrases)
        return np.isin(entry_ids, held)

    def _distances(self, segment):
        place = self.question.place
        return segment.distances(place.lat, place.lon) if place else None

    @cached_property
    def found(self):
        return [self._ranked(number) for number in range(len(self.parts))]

    @property
    def total(self):
        return sum(len(keys) for _rows, keys, _scores in self.found)

    def results(self):
        counter = Counter(self.question, self.selections)
        found, total = self.found, self.total
        pages = max(1, -(-total // self.plan.page_size))
        page = min(self.plan.page, pages)
        begin = (page - 1) * self.plan.page_size if self.plan.offset is None else self.plan.offset
        shown = self._pick(found, begin, begin + self.plan.page_size)
        similar = self._similar(ENOUGH - total) if total < ENOUGH and self.words else []
        cards = self.index.cards([self._entry_id(*place) for place, _score in shown + similar])
        words = self._spoken(cards.values(), with_loose=bool(similar))
        return Results(
            total=total,
            hits=self._hits(shown, cards, words),
            facets=counter.facets(),
            kind_counts=counter.kinds(),
            similar=self._hits(similar, cards, words),
            did_you_mean=self._did_you_mean(),
            notes=[*self.plan.notes, *self._notes()],
            place=self.question.place.name if self.question.place else "",
            radius_km=filters.radius(self.question),
            place_choices=self.where.choices,
            page=page,
            pages=pages,
            plan=replace(self.plan, literal=(query.ALL_WORDS,)),
            understood=self.read.matches,
            dropped=self.dropped,
            is_literal=self.is_literal,
        )

    def _ranked(self, number):
        """(rows, keys, scores) of the strict hits of a part under all filters."""
        rows = self.selections[number].rows.numbers
        scores = self.words.scores(number, rows) if self.words else np.zeros(len(rows), np.float32)
        return rows, self._keys(number, rows, scores if self.words else None), scores

    def _keys(self, number, rows, scores):
        return order.keys(self.question, self.parts[number].segment, rows, scores, self.distances[number])

    def _similar(self, count):
        """Best entries that answer a good part of the words, strict ones left out."""
        found = []
        for number in range(len(self.parts)):
            base = self.public[number] & self.words.allowed(number) & ~self.strict[number]
            near = filters.Selection(self.groups[number], base).rows.numbers
            rows, scores = self.words.similar(number, near)
            found.append((rows, self._keys(number, rows, scores), scores))
        return self._pick(found, 0, count)

    def _pick(self, found, begin, end):
        """[((part, row), score)] of the ranks from begin to end over all parts."""
        if not found:
            return []
        keys = np.concatenate([keys for _rows, keys, _scores in found])
        owner = np.repeat(np.arange(len(found)), [len(keys) for _rows, keys, _scores in found])
        rows = np.concatenate([rows for rows, _keys, _scores in found])
        scores = np.concatenate([scores for _rows, _keys, scores in found])
        return [
            ((int(owner[place]), int(rows[place])), float(scores[place]))
            for place in order.lowest(keys, begin, end)
        ]

    def _entry_id(self, number, row):
        return int(self.parts[number].segment.entry_ids[row])

    def _hits(self, shown, cards, words):
        """Hits with their cards; an entry that went away since is left out."""
        return [
            self._hit(number, row, score, cards[self._entry_id(number, row)], words)
            for (number, row), score in shown
            if self._entry_id(number, row) in cards
        ]

    def _hit(self, number, row, score, card, words):
        segment = self.parts[number].segment
        distance = float(self.distances[number][row]) if self.distances[number] is not None else np.inf
        return Hit(
            kind=KINDS[segment.kinds[row]],
            object_id=int(segment.object_ids[row]),
            score=round(score, 3),
            card=card,
            words=words,
            distance_km=round(distance, 2) if np.isfinite(distance) else None,
            ended=order.has_ended(self.question, segment, row),
        )

    def _spoken(self, cards, with_loose):
        units = self.understood.units
        alternatives = [a for unit in units for a in unit.strict + (unit.loose if with_loose else [])]
        return spoken_words(cards, alternatives, self.question.snapshot.vocabulary)

    def _did_you_mean(self):
        """The whole text with each mistyped word replaced, a capital kept."""
        text = self.plan.text
        for typed, meant in self.understood.repairs.items():
            spelling = self.question.snapshot.vocabulary.spelling(meant)
            text = re.sub(
                re.escape(typed), lambda match, word=spelling: _as_typed(match[0], word), text, flags=re.I
            )
        return [text] if text != self.plan.text else []

    def _notes(self):
        return [self.where.problem] if self.where.problem else []


def _as_typed(typed, meant):
    return meant.capitalize() if typed[0].isupper() else meant
