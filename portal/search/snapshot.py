"""One state of the index in memory: immutable to its readers, replaced as a whole when entries change."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from portal.search.columns import Segment
from portal.search.places import Gazetteer
from portal.search.query import FACETS
from portal.search.synonyms import Synonyms
from portal.search.vocabulary import Vocabulary

FACET_NAMES = tuple(FACETS)


class ValueRow(NamedTuple):
    """A row of `FacetValue`: one choice of one filter group."""

    id: int
    facet: str
    slug: str
    label: str
    position: int


class Values:
    """All facet values by id and by (facet, slug)."""

    def __init__(self, rows=()):
        self.rows = {row.id: row for row in rows}
        self.ids = {(row.facet, row.slug): row.id for row in rows}
        self.size = max(self.rows, default=0) + 1
        self.facet_of = np.zeros(self.size, np.uint8)
        for row in rows:
            self.facet_of[row.id] = FACET_NAMES.index(row.facet)

    def with_rows(self, rows):
        """These values with some added or renamed."""
        return Values([*(self.rows | {row.id: row for row in rows}).values()]) if rows else self

    def codes(self, facet, slugs):
        """Ids of the values of a facet, unknown slugs left out."""
        return [self.ids[facet, slug] for slug in slugs if (facet, slug) in self.ids]


class Part(NamedTuple):
    """A segment and which of its entries still hold."""

    segment: Segment
    alive: np.ndarray


@dataclass(frozen=True)
class Snapshot:
    """Everything a search needs but the cards. ``recent`` are the rows of the last part, kept to build it anew."""

    version: int = 0
    parts: tuple[Part, ...] = ()
    recent: tuple = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    values: Values = field(default_factory=Values)
    synonyms: Synonyms = field(default_factory=Synonyms)
    places: Gazetteer = field(default_factory=Gazetteer)

    def segment(self, rows):
        return Segment(rows, self.values.facet_of, len(FACET_NAMES))

    def frequency(self, word_id):
        """In how many entries a word occurs (changed entries count twice until the next full load)."""
        return sum(part.segment.frequency(word_id) for part in self.parts)

    def frequency_of(self, form):
        return self.frequency(self.vocabulary.ids[form])

    def occurs(self, group):
        """True where any word of a group of variants occurs in any entry."""
        ids = [word_id for word_id, _factor in group]
        # Most of what the lists of words name, no entry speaks of.
        return bool(ids) and any(part.segment.holds(ids) for part in self.parts)

    def with_part(self, rows):
        """A snapshot with entries it did not hold before; itself where there are none."""
        segment = self.segment(rows)
        return replace(self, parts=(*self.parts, _part(segment))) if segment.size else self

    def with_entries(self, rows, gone, limit=5000):
        """A snapshot in which rows replace the entries of the same id and the ids in ``gone`` are missing.

        The last part is made anew each time, from rows kept for that; beyond ``limit`` it is closed.
        """
        changed = np.unique(np.array([row.entry_id for row in rows] + list(gone), np.int64))
        base = self.parts[:-1] if self.recent else self.parts
        parts = tuple(_without(part, changed) for part in base)
        recent = {row.entry_id: row for row in (*self.recent, *rows)}
        for entry_id in gone:
            recent.pop(entry_id, None)
        kept = tuple(recent[entry_id] for entry_id in sorted(recent))
        snapshot = replace(self, parts=parts, recent=kept if len(kept) <= limit else ())
        return snapshot.with_part(kept)


def _part(segment):
    return Part(segment, np.ones(segment.size, bool))


def _without(part, entry_ids):
    """A part in which some entries are no longer alive; entries of a segment stand in the order of their ids."""
    places = np.searchsorted(part.segment.entry_ids, entry_ids)
    places = places[places < part.segment.size]
    places = places[np.isin(part.segment.entry_ids[places], entry_ids)]
    if not len(places):
        return part
    alive = part.alive.copy()
    alive[places] = False
    return Part(part.segment, alive)
