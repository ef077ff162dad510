"""Names to suggest, in memory: words of titles, filter values, places, each with the current offers behind it.

Derived from one snapshot of the index; what a change left as it was is taken over from the lookup before.
"""

import numpy as np

from portal.search import german
from portal.search.beginnings import Beginnings
from portal.search.columns import Rows, ranges
from portal.search.query import FACETS, KINDS

NAMED_FACETS = ("topic", "district", "provider")
_OFFER = KINDS.index("offer")
_SHORTEST_PART = 3
_MOST_PARTS = 20  # words looked up as parts of others


class Titles:
    """The words in the titles of one segment: which rows hold them, and how many of those are current on a day."""

    def __init__(self, segment, today):
        facts = segment.facts
        self.segment, self.today = segment, today
        self.current = (facts["visible_from"] <= today) & (facts["last_day"] >= today)
        self._words, self._rows = segment.in_titles()

    def counts(self, alive, size):
        """How many current offers hold each word id below ``size``."""
        held = alive & self.current & (self.segment.kinds == _OFFER)
        return np.bincount(self._words[held[self._rows]], minlength=size)[:size]

    def mask(self, word_ids):
        """The rows whose title holds any of the words."""
        found = np.zeros(self.segment.size, bool)
        wanted = word_ids.astype(self._words.dtype)  # another type would have all words copied
        begins, ends = (np.searchsorted(self._words, wanted, side) for side in ("left", "right"))
        held = ends > begins
        found[self._rows[ranges(begins[held], ends[held])]] = True
        return found


class Lookup:
    """All names of one snapshot on one day; ``before`` is an older lookup whose parts are used again."""

    def __init__(self, snapshot, today, before=None):
        old = before if before and before.today == today else None
        self.snapshot, self.today = snapshot, today
        self._set_forms(before)
        self._set_titles(old)
        self._set_values(before)
        self._set_places(before)

    def _set_forms(self, before):
        vocabulary = self.snapshot.vocabulary
        is_older = before is not None and before.snapshot.vocabulary is vocabulary
        self.forms = list(vocabulary.ids)  # it grows, at its end, for older snapshots too
        size = len(before.forms) if is_older else 0
        new = self.forms[size:]
        ids = np.array([vocabulary.ids[form] for form in new], np.int64)
        self.form_ids = np.concatenate([before.form_ids, ids]) if is_older else ids
        self.form_beginnings = before.form_beginnings.with_names(new, size) if is_older else Beginnings(new)

    def _set_titles(self, old):
        size = int(self.form_ids.max(initial=0)) + 1
        known = {id(titles.segment): titles for titles in old.titles} if old else {}
        counted = {id(part): counts for part, counts in old.counted} if old else {}
        self.titles = [
            known.get(id(part.segment)) or Titles(part.segment, self.today) for part in self.snapshot.parts
        ]
        self.counted = []
        for titles, part in zip(self.titles, self.snapshot.parts, strict=True):
            counts = counted.get(id(part), ())
            self.counted.append((part, counts if len(counts) == size else titles.counts(part.alive, size)))
        self.word_counts = sum((counts for _part, counts in self.counted), np.zeros(size, np.int64))

    def _set_values(self, before):
        values = self.snapshot.values
        if before and before.snapshot.values is values:
            self.values, self.value_ids = before.values, before.value_ids
            self.value_beginnings = before.value_beginnings
        else:
            rows = (row for row in values.rows.values() if row.facet in NAMED_FACETS)
            self.values = sorted(rows, key=lambda row: row.label)
            self.value_beginnings = Beginnings([row.label for row in self.values])
            self.value_ids = np.array([row.id for row in self.values], np.int64)
        self.public = [
            part.alive & titles.current for part, titles in zip(self.snapshot.parts, self.titles, strict=True)
        ]
        self.value_counts = np.zeros(values.size, np.int64)
        for mask, part in zip(self.public, self.snapshot.parts, strict=True):
            rows = Rows(mask & (part.segment.kinds == _OFFER))
            for facet in NAMED_FACETS:
                column = part.segment.facets[list(FACETS).index(facet)]
                self.value_counts += column.counts(rows, values.size)

    def _set_places(self, before):
        if before and before.snapshot.places is self.snapshot.places:
            self.places, self.place_beginnings = before.places, before.place_beginnings
        else:
            self.places = self.snapshot.places.rows
            self.place_beginnings = Beginnings([row.name for row in self.places])

    def named_values(self, words, limit):
        """Rows of topics, Stadtteile and providers with current offers, most offers first."""
        places = self.value_beginnings.holding(words)
        counts = self.value_counts[self.value_ids[places]]
        best = np.argsort(-counts, kind="stable")[:limit]
        return [self.values[places[at]] for at in best.tolist() if counts[at]]

    def words(self, beginning, limit):
        """Forms that begin so and stand in titles, in most titles first."""
        places = self.form_beginnings.beginning(beginning)
        counts = self.word_counts[self.form_ids[places]]
        best = np.argsort(-counts, kind="stable")[:limit]
        return [self.forms[places[at]] for at in best.tolist() if counts[at]]

    def entries(self, tokens, limits):
        """{kind: ids} of current entries whose titles hold all the words, the newest first; ``limits`` are by kind.

        Where no title has a word that begins so, words that are part of another one count too: "Eltern-Kind-Chor".
        """
        content = [token for token in tokens if not german.is_stop_word(token.spelling)] or tokens[-1:]
        for word_ids in (self._begun, self._composed):
            masks = self._masks([word_ids(token) for token in content])
            if any(mask.any() for mask in masks):
                return {kind: self._newest(masks, kind, limit) for kind, limit in limits.items()}
        return dict.fromkeys(limits, ())

    def _begun(self, token):
        """Ids of the words that a typed word begins or is an inflection of."""
        begun = self.form_ids[self.form_beginnings.beginning(german.fold(token.spelling))]
        whole = self.snapshot.vocabulary.inflections(german.token_form(token))
        return np.union1d(begun, np.array(whole, np.int64))

    def _composed(self, token):
        """These and the words they are part of."""
        vocabulary, begun = self.snapshot.vocabulary, self._begun(token)
        if len(token.spelling) < _SHORTEST_PART or not token.spelling.isalpha():
            return begun
        forms = [vocabulary.words[number].form for number in begun[:_MOST_PARTS].tolist()]
        ids = [number for form in forms for number, _factor in vocabulary.variants(form)]
        return np.union1d(begun, np.array(ids, np.int64))

    def _masks(self, groups):
        """By part, the current rows whose titles hold a word of each group."""
        if not groups or not all(map(len, groups)):
            return []
        masks = [mask.copy() for mask in self.public]
        for mask, titles in zip(masks, self.titles, strict=True):
            for word_ids in groups:
                mask &= titles.mask(word_ids)
        return masks

    def _newest(self, masks, kind, limit):
        ids, published = [], []
        for mask, titles in zip(masks, self.titles, strict=True):
            rows = np.flatnonzero(mask & (titles.segment.kinds == KINDS.index(kind)))
            ids.append(titles.segment.entry_ids[rows])
            published.append(titles.segment.facts["published"][rows].astype(np.int64))
        ids, published = np.concatenate(ids), np.concatenate(published)
        if len(ids) > limit:  # sorting all of them takes longer than everything else
            best = np.argpartition(-published, limit)[:limit]
            ids, published = ids[best], published[best]
        return ids[np.lexsort((ids, -published))].tolist()
