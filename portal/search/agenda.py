"""When entries take place within a span of days: parts of the week, and the next date."""

from functools import cached_property

import numpy as np

from portal.search.columns import LAST_DAY, SLOT_UNKNOWN, SLOTS
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
    """Mask and first minute of every time as it is: most times lie in the span asked for as a whole.

    Entries with one time stand before those with several, which alone have to be put together.
    """

    def __init__(self, segment):
        owners = segment.time_owners.astype(np.int64)
        per_entry = np.bincount(owners, minlength=segment.size)
        order = np.argsort(per_entry[owners] > 1, kind="stable")
        self.times = {name: column[order] for name, column in segment.times.items()}
        self.parts, self.minutes = _within(self.times, ALWAYS, LAST_DAY)
        owners = owners[order]
        self._alone = int(np.count_nonzero(per_entry == 1))
        self._begins = np.flatnonzero(np.diff(owners[self._alone :], prepend=-1))
        self._owners = np.concatenate([owners[: self._alone], owners[self._alone :][self._begins]])
        self._size = segment.size

    def between(self, first_day, last_day):
        """(places of the times that lie in a span with one end only, mask of all that overlap it)."""
        starts, ends = self.times["first_day"], self.times["last_day"]
        overlaps = (ends >= first_day) & (starts <= last_day)
        return np.flatnonzero(overlaps & ((starts < first_day) | (ends > last_day))), overlaps

    def some(self, places):
        """The columns of some times."""
        return {name: column[places] for name, column in self.times.items()}

    def by_entry(self, column, joined, nothing):
        """One value an entry from one a time; ``joined`` is the ufunc that puts those of one entry together."""
        found = np.full(self._size, nothing, column.dtype)
        several = joined.reduceat(column[self._alone :], self._begins) if len(self._begins) else column[:0]
        found[self._owners] = np.concatenate([column[: self._alone], several])
        return found


class Agenda:
    """When the entries of a segment take place in a span; each of its columns is made when first asked for."""

    def __init__(self, whole, first_day, last_day):
        self._whole, self._span = whole, (first_day, last_day)
        self._cut, self._overlaps = whole.between(first_day, last_day)

    @cached_property
    def parts(self):
        """One mask an entry: the parts of the week in which it takes place."""
        column = self._whole.parts * self._overlaps
        column[self._cut] = self._at_the_ends[0]
        return self._whole.by_entry(column, np.bitwise_or, 0)

    @cached_property
    def soonest(self):
        """Minutes since 1970 of the first date of each entry in the span, or `NEVER`."""
        column = np.where(self._overlaps, self._whole.minutes, NEVER)
        column[self._cut] = self._at_the_ends[1]
        return self._whole.by_entry(column, np.minimum, NEVER)

    @cached_property
    def _at_the_ends(self):
        return _within(self._whole.some(self._cut), *self._span)


def _within(times, first_day, last_day):
    """(masks, first minutes) of times that overlap a span."""
    start = np.maximum(times["first_day"], np.int32(first_day))
    following = np.minimum(times["last_day"], np.int32(last_day)) - start
    weekday = (start + np.int32(_THURSDAY)) % np.int32(7)
    wanted = times["weekdays"] & _SPANNED.take(weekday * 7 + np.minimum(following, 6))
    wait = _WAIT.take(weekday * 128 + wanted)
    minutes = (start + wait) * np.int32(1440) + np.maximum(times["start"], 0)
    minutes[wanted == 0] = NEVER
    return _SPREAD.take(wanted) * times["slots"], minutes


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
