"""When entries take place within a span of days: parts of the week, and the next date."""

from functools import cached_property

import numpy as np

from portal.search.columns import LAST_DAY, SLOT_UNKNOWN, SLOTS, ranges
from portal.search.query import DAYTIMES, WEEKDAYS

ALWAYS = -719_162  # the first day of year 1
NEVER = np.int32(2**31 - 1)  # minutes; later than any date
_THURSDAY = 3  # weekday of 1970-01-01

# Bit 4 * weekday + slot of a mask says: takes place in that part of that weekday.
_SPREAD = np.array(
    [sum(1 << 4 * day for day in range(7) if days >> day & 1) for days in range(128)], np.uint32
)
_ANY_SLOT = sum(SLOTS.values()) | SLOT_UNKNOWN
# [weekday of the first day][days that follow, 6 for more]: the weekdays that occur.
_SPANNED = np.array(
    [[sum(1 << (first + n) % 7 for n in range(days + 1)) for days in range(7)] for first in range(7)],
    np.uint8,
)
# [weekday][weekdays wanted]: days until the next of them, 0 for none.
_WAIT = np.array(
    [
        [next((n for n in range(7) if days >> (day + n) % 7 & 1), 0) for days in range(128)]
        for day in range(7)
    ],
    np.int32,
)


class WholeTimes:
    """Mask and first minute of every time as it is: most times lie in the span asked for as a whole."""

    def __init__(self, segment):
        self.times, self.size = segment.times, segment.size
        whole = _Within(self.times, ALWAYS, LAST_DAY)
        self.parts, self.minutes = whole.parts(), whole.minutes()
        self.owners = segment.time_owners.astype(np.int64)
        self._ends = np.cumsum(np.bincount(self.owners, minlength=self.size))

    def between(self, first_day, last_day):
        """(mask of the times that overlap a span, places of those that also reach beyond it)."""
        starts, ends = self.times["first_day"], self.times["last_day"]
        overlaps = (ends >= first_day) & (starts <= last_day)
        return overlaps, np.flatnonzero(overlaps & ((starts < first_day) | (ends > last_day)))

    def some(self, places):
        """The columns of some times."""
        return {name: column[places] for name, column in self.times.items()}

    def of(self, rows):
        """(places of all times of some entries, where in them those of each entry begin, mask of entries with any)."""
        begins, ends = np.where(rows > 0, self._ends[rows - 1], 0), self._ends[rows]
        has_times = ends > begins
        begins, ends = begins[has_times], ends[has_times]
        lengths = ends - begins
        return ranges(begins, ends), np.cumsum(lengths) - lengths, has_times


class Agenda:
    """When the entries of a segment take place in a span of days.

    What all entries are asked for is kept; what a few are asked for is looked up for them alone.
    """

    def __init__(self, whole, first_day, last_day):
        self._whole = whole
        overlaps, cut = whole.between(first_day, last_day)
        self._parts, self._overlaps, self._cut = whole.parts * overlaps, overlaps, cut
        self._rest = _Within(whole.some(cut), first_day, last_day)
        self._parts[cut] = self._rest.parts()

    @cached_property
    def _minutes(self):
        minutes = np.where(self._overlaps, self._whole.minutes, NEVER)
        minutes[self._cut] = self._rest.minutes()
        return minutes

    @cached_property
    def parts(self):
        """One mask an entry: the parts of the week in which it takes place."""
        return self._joined(np.arange(self._whole.size), self._parts, np.bitwise_or, 0)

    @cached_property
    def _soonest(self):
        return self._joined(np.arange(self._whole.size), self._minutes, np.minimum, NEVER)

    def parts_of(self, rows):
        """The masks of some entries."""
        if self._asks_for_many(rows, "parts"):
            return self.parts[rows]
        return self._joined(rows, self._parts, np.bitwise_or, 0)

    def soonest(self, rows):
        """Minutes since 1970 of the first date in the span of some entries, or `NEVER`."""
        if self._asks_for_many(rows, "_soonest"):
            return self._soonest[rows]
        return self._joined(rows, self._minutes, np.minimum, NEVER)

    def takes_place(self, wanted):
        """Mask of the entries that take place in any of the wanted parts of the week."""
        found = np.zeros(self._whole.size, bool)
        found[self._whole.owners.take(np.flatnonzero(self._parts & wanted))] = True
        return found

    def _asks_for_many(self, rows, kept):
        return kept in self.__dict__ or len(rows) * MANY > self._whole.size

    def _joined(self, rows, column, ufunc, nothing):
        places, begins, has_times = self._whole.of(rows)
        found = np.full(len(rows), nothing, column.dtype)
        if len(begins):
            found[has_times] = ufunc.reduceat(column[places], begins)
        return found


class _Within:
    """Times that overlap a span, as far as they lie in it."""

    def __init__(self, times, first_day, last_day):
        self._times = times
        self._start = np.maximum(times["first_day"], np.int32(first_day))
        following = np.minimum(times["last_day"], np.int32(last_day)) - self._start
        self._weekday = (self._start + np.int32(_THURSDAY)) % np.int32(7)
        self._wanted = times["weekdays"] & _SPANNED.take(self._weekday * 7 + np.minimum(following, 6))

    def parts(self):
        """The parts of the week of each time."""
        return _SPREAD.take(self._wanted) * self._times["slots"]

    def minutes(self):
        """Minutes since 1970 of the first date of each time, or `NEVER`."""
        wait = _WAIT.take(self._weekday * 128 + self._wanted)
        minutes = (self._start + wait) * np.int32(1440) + np.maximum(self._times["start"], 0)
        minutes[self._wanted == 0] = NEVER
        return minutes


MANY = 4  # one entry in so many: then all are looked up, and kept
KEPT = 8  # agendas of one segment: today's, and a few spans people choose


def agenda(segment, first_day, last_day):
    """The agenda of a segment from one day number to another, both included; the last few are kept."""
    span = int(first_day), int(last_day)
    found = segment.agendas.pop(span, None)  # and in again at the end: the first is the least used
    if found is None:
        if segment.whole_times is None:
            segment.whole_times = WholeTimes(segment)
        found = Agenda(segment.whole_times, *span)
    segment.agendas[span] = found
    for oldest in list(segment.agendas)[:-KEPT]:
        segment.agendas.pop(oldest, None)
    return found


def mask(weekdays=(), daytimes=()):
    """Bits of the chosen weekdays and parts of the day; no choice stands for any."""
    slots = sum(SLOTS[name] for name in daytimes) or _ANY_SLOT
    days = [WEEKDAYS.index(name) for name in weekdays] or range(7)
    return np.uint32(sum(slots << 4 * day for day in days))


def counts(parts, weekdays=(), daytimes=()):
    """{"weekday": {name: count}, "daytime": {name: count}} over masks, each counted under the other's choice."""
    return {
        "weekday": {name: int(np.count_nonzero(parts & mask([name], daytimes))) for name in WEEKDAYS},
        "daytime": {name: int(np.count_nonzero(parts & mask(weekdays, [name]))) for name in DAYTIMES},
    }
