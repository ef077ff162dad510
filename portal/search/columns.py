"""The index in memory: word postings, facet columns, times and places of many entries as numpy arrays.

A segment is built from rows of `SearchEntry` and never changes; entries that change are marked dead in the old segment
and appear in a newer one. Row numbers count from 0 within a segment.
"""

from functools import cached_property, lru_cache
from itertools import batched
from typing import NamedTuple

import numpy as np

FACTS = np.dtype(
    [
        ("visible_from", "<i4"),  # first day in public, days since 1970-01-01
        ("last_day", "<i4"),  # NEVER_ENDS where no end is known
        ("confirmed", "<i4"),  # last day on which its confirmation counts, 0 if never
        ("published", "<i4"),  # minutes since 1970-01-01
        ("age_from", "u1"),
        ("age_to", "u1"),
        ("euros", "<u2"),  # lowest price, rounded up; PRICE_UNKNOWN where nobody told it
        ("flags", "u1"),
    ]
)
FREE, PLACES_LEFT = 1, 2  # flags
NEVER_ENDS = 2**31 - 1
LAST_DAY = 1_400_000  # later days count as this one (year 5803), so that minutes fit into 32 bits
AGE_OPEN = 255
PRICE_UNKNOWN = 2**16 - 1

# One span of an entry: days, start in minutes (-1 unknown), weekdays (bit 0 is Monday), parts of the day (SLOTS).
TIMES = np.dtype(
    [("first_day", "<i4"), ("last_day", "<i4"), ("start", "<i2"), ("weekdays", "u1"), ("slots", "u1")]
)
SLOTS = {"morgens": 1, "nachmittags": 2, "abends": 4}
SLOT_UNKNOWN = 8
PLACES = np.dtype([("lat", "<f4"), ("lon", "<f4")])

EARTH_KM_PER_DEGREE = 111.195


class Row(NamedTuple):
    """What a segment needs of an entry; the byte columns hold packed arrays."""

    entry_id: int
    kind: int
    object_id: int
    facts: bytes
    word_ids: bytes  # uint32
    weights: bytes  # uint8: seven bits of weight, lowest bit: occurs in the title
    values: bytes  # uint32 ids of facet values
    times: bytes
    places: bytes


_BYTE_COLUMNS = ("facts", "word_ids", "weights", "values", "times", "places")


class Segment:
    """Arrays over some entries. ``facet_of`` maps the id of a facet value to the number of its facet."""

    def __init__(self, rows, facet_of, facets):
        kept = _Collected(rows)
        self.size = kept.size
        self.entry_ids, self.kinds, self.object_ids = kept.entry_ids, kept.kinds, kept.object_ids
        self.facts = _by_name(kept.array("facts", FACTS))
        self._set_postings(*kept.ragged("word_ids", np.uint32), kept.array("weights", np.uint8))
        owners, codes = kept.ragged("values", np.uint32)
        kinds_of_code = facet_of[codes]
        self.facets = [
            FacetColumn(self.size, owners[kinds_of_code == number], codes[kinds_of_code == number])
            for number in range(facets)
        ]
        self.time_owners, times = kept.ragged("times", TIMES)
        self.times = _by_name(times)
        self.place_owners, places = kept.ragged("places", PLACES)
        self.places = _by_name(places)
        self.agendas, self.whole_times = {}, None  # kept by `agenda`
        self._shown = None, None

    def _set_postings(self, owners, words, weights):
        # One sort of packed numbers instead of an argsort: five times faster, and the postings come out in row order.
        packed = words.astype(np.uint64) << 40
        packed |= owners.astype(np.uint64) << 8
        packed |= weights
        packed.sort()
        words = (packed >> np.uint64(40)).astype(np.uint32)
        self._weights = packed.astype(np.uint8)
        self._rows = (packed >> np.uint64(8)).astype(np.uint32)
        self._words, starts = np.unique(words, return_index=True)
        self._starts = np.append(starts, len(words)).astype(np.int64)

    def _places(self, word_ids):
        """Where the postings of those of the words begin that occur."""
        wanted = np.asarray(word_ids, np.uint32)
        if not len(self._words):
            return np.zeros(0, np.int64)
        places = np.searchsorted(self._words, wanted)
        return places[self._words.take(places, mode="clip") == wanted]

    def shown_on(self, today, *, with_ended):
        """Mask of the entries that are in public on a day (day number); the last answer is kept."""
        asked = today, with_ended
        known, mask = self._shown
        if known != asked:
            mask = self.facts["visible_from"] <= today
            if not with_ended:
                mask &= self.facts["last_day"] >= today
            self._shown = asked, mask
        return mask

    def holds(self, word_ids):
        """True where any of the words occurs."""
        return len(self._places(word_ids)) > 0

    def postings(self, word_ids):
        """(rows, weights) of the entries with any of the words, one after the other."""
        places = self._places(word_ids)
        starts, stops = self._starts[places], self._starts[places + 1]
        if len(places) == 1:
            return self._rows[starts[0] : stops[0]], self._weights[starts[0] : stops[0]]
        spans = ranges(starts, stops)
        return self._rows[spans], self._weights[spans]

    def frequency(self, word_id):
        """In how many entries a word occurs, entries since changed included."""
        return len(self.postings((word_id,))[0])

    def in_titles(self):
        """(word ids, rows) of the words of titles, in the order of the ids."""
        chosen = np.flatnonzero(self._weights & 1)
        return np.repeat(self._words, np.diff(self._starts))[chosen], self._rows[chosen]

    def vector(self, variants):
        """One byte an entry: the best weight among (word id, factor) variants, 0 where none occurs."""
        vector = np.zeros(self.size, np.uint8)
        for factor in sorted({factor for _word, factor in variants}):
            rows, weights = self.postings([word for word, other in variants if other == factor])
            np.maximum.at(vector, rows, scaled(factor)[weights])
        return vector

    def distances(self, lat, lon):
        """Kilometres to the nearest place of each entry, infinite without place; flat-earth, fine within a region."""
        nearest = np.full(self.size, np.inf, np.float32)
        if len(self.place_owners):
            north = (self.places["lat"] - lat) * EARTH_KM_PER_DEGREE
            east = (self.places["lon"] - lon) * (EARTH_KM_PER_DEGREE * np.cos(np.radians(lat)))
            np.minimum.at(nearest, self.place_owners, np.hypot(north, east).astype(np.float32))
        return nearest


class _Collected:
    """Rows as columns, joined a few thousand at a time, so that many rows never lie in memory as objects."""

    BATCH = 5000

    def __init__(self, rows):
        self._bytes = {name: [] for name in _BYTE_COLUMNS}
        self._lengths = {name: [] for name in _BYTE_COLUMNS}
        entry_ids, kinds, object_ids = [], [], []
        for batch in batched(rows, self.BATCH):
            columns = dict(zip(Row._fields, zip(*batch, strict=True), strict=True))
            entry_ids.append(np.array(columns["entry_id"], np.int64))
            kinds.append(np.array(columns["kind"], np.uint8))
            object_ids.append(np.array(columns["object_id"], np.int64))
            for name in _BYTE_COLUMNS:
                cells = columns[name]
                self._bytes[name].append(b"".join(cells))
                self._lengths[name].append(np.fromiter(map(len, cells), np.int64, len(cells)))
        self.entry_ids = _joined(entry_ids, np.int64)
        self.kinds = _joined(kinds, np.uint8)
        self.object_ids = _joined(object_ids, np.int64)
        self.size = len(self.entry_ids)

    def array(self, name, dtype):
        """All items of a byte column, one entry after the other; to be asked for once."""
        return np.frombuffer(b"".join(self._bytes.pop(name)), dtype)

    def ragged(self, name, dtype):
        """(owner of each item, items) of a byte column that holds packed arrays."""
        lengths = _joined(self._lengths[name], np.int64) // np.dtype(dtype).itemsize
        return np.repeat(np.arange(self.size, dtype=np.uint32), lengths), self.array(name, dtype)


def _by_name(table):
    """The columns of a table, each contiguous: reading them is several times faster."""
    return {name: table[name].copy() for name in table.dtype.names}


def _joined(arrays, dtype):
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype)


class Rows:
    """The rows of a mask; where it holds most rows, counting those it leaves out is quicker."""

    def __init__(self, mask=None, rows=None):
        self._mask = mask
        if mask is None:
            self.are_left_out, self.few = False, rows
        else:
            self.are_left_out = 2 * int(np.count_nonzero(mask)) > len(mask)
            self.few = np.flatnonzero(~mask if self.are_left_out else mask)

    @cached_property
    def numbers(self):
        """The rows themselves, in order."""
        return np.flatnonzero(self._mask) if self.are_left_out else self.few


class FacetColumn:
    """One facet over a segment: every entry points to a set of values, and few different sets occur."""

    def __init__(self, size, owners, codes):
        self._column = np.zeros(size, np.uint32)
        self._values, self._sets, self._set_count = codes[:0], np.zeros(0, np.int64), 1
        if len(codes):
            self._group(size, owners, codes)
        self._set_sizes = np.bincount(self._column, minlength=self._set_count)

    def _group(self, size, owners, codes):
        # Equal sets have equal sums of their values' random numbers; set 0 is the empty one.
        signs = np.random.default_rng(1).integers(1, 2**63, int(codes.max()) + 1, np.uint64)
        sums = np.zeros(size, np.uint64)
        np.add.at(sums, owners, signs[codes])
        kinds, first, column = np.unique(sums, return_index=True, return_inverse=True)
        shift = 0 if kinds[0] == 0 else 1
        self._column = _narrow(column + shift)
        is_first = np.zeros(size, bool)
        is_first[first] = True
        chosen = is_first[owners]
        self._values, self._sets = codes[chosen], self._column[owners[chosen]].astype(np.int64)
        self._set_count = int(self._sets.max()) + 1

    def is_empty(self):
        """Mask of the entries without any value."""
        return self._column == 0

    def matching(self, codes):
        """Mask of the entries with at least one of the values."""
        hit = np.zeros(self._set_count, bool)
        for code in codes:
            hit[self._sets[self._values == code]] = True
        return np.take(hit, self._column, mode="clip")  # three times as fast as hit[column]

    def counts(self, rows, size):
        """How many of the given entries have each value, as an array over value ids below ``size``.

        ``rows`` are `Rows`.
        """
        sets = np.bincount(self._column[rows.few], minlength=self._set_count)
        if rows.are_left_out:
            sets = self._set_sizes - sets
        return np.bincount(self._values, weights=sets[self._sets], minlength=size).astype(np.int64)


@lru_cache(512)
def scaled(factor):
    """Table from a stored weight to the weight times a factor; the title bit stays, no match fades to 0."""
    weights = np.arange(256)
    faded = np.maximum(np.round((weights >> 1) * factor), 1).astype(np.uint8) << 1 | (weights & 1)
    return np.where(weights, faded, 0).astype(np.uint8)


def ranges(starts, stops):
    """All numbers of the half-open ranges, one range after the other."""
    lengths = stops - starts
    steps = np.arange(int(lengths.sum()))
    return steps + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)


def _narrow(column):
    """The same numbers in the smallest unsigned type."""
    return column.astype(np.min_scalar_type(int(column.max(initial=0))))
