"""The order of hits: one whole number an entry, low first, no two alike, so that pages never overlap."""

import numpy as np

from portal.search import agenda
from portal.search.columns import FREE, PLACES_LEFT
from portal.search.entries import day_number

ENDED = 0.85  # who asks for the past wants it: an ended offer comes after an open one that fits as well
SOON_BONUS, OPEN_BONUS, CONFIRMED_BONUS = 0.08, 0.03, 0.03

_ENTRY_BITS, _DAY_BITS, _SCORE_BITS = 27, 16, 20
_FAR = 2 ** (_DAY_BITS + _SCORE_BITS) - 1  # the greatest rank: last


def keys(question, segment, rows, scores=None, distances=None):
    """Sort keys of some rows. ``scores`` come from the words, ``distances`` (km) from a place asked for."""
    plan = question.plan
    if plan.sort == "naehe" and distances is not None:
        rank = np.minimum(distances[rows].astype(np.float64) * 1000, _FAR)
    elif plan.sort == "neu":
        rank = _FAR - np.clip(segment.facts["published"][rows].astype(np.int64), 0, _FAR)
    elif plan.sort == "relevanz" and scores is not None:
        rank = _by_score(question, segment, rows, scores)
    else:
        rank = _by_date(question, segment, rows)
    entries = segment.entry_ids[rows] & (2**_ENTRY_BITS - 1)
    return rank.astype(np.int64) << _ENTRY_BITS | entries


def _by_score(question, segment, rows, scores):
    """Relevance in thousandths, lifted a little for what is soon, open and confirmed; then the date."""
    days = _days_ahead(question, segment, rows)
    facts, today = segment.facts, day_number(question.plan.today)
    lift = 1 + SOON_BONUS / (1 + days / 30)
    lift += OPEN_BONUS * ((facts["flags"][rows] & (PLACES_LEFT | FREE)) != 0)
    lift += CONFIRMED_BONUS * (facts["confirmed"][rows] >= today)
    lift = np.where(facts["last_day"][rows] < today, ENDED, lift)
    score = np.clip(scores * lift * 1000, 0, 2**_SCORE_BITS - 1).astype(np.int64)
    return (2**_SCORE_BITS - 1 - score) << _DAY_BITS | days


def _by_date(question, segment, rows):
    """Minutes until the next date; then what has no date; then what has ended, the latest first."""
    today = day_number(question.plan.today)
    soonest = _upcoming(question, segment).soonest(rows).astype(np.int64) - today * 1440
    ended = today - segment.facts["last_day"][rows].astype(np.int64)
    undated = _FAR // 2
    return np.where(ended > 0, undated + np.minimum(ended, undated), np.clip(soonest, 0, undated))


def _days_ahead(question, segment, rows):
    """Days until the next date, as far as the key has room for."""
    soonest = _upcoming(question, segment).soonest(rows) // 1440
    return np.clip(soonest - day_number(question.plan.today), 0, 2**_DAY_BITS - 1).astype(np.int64)


def _upcoming(question, segment):
    """Dates within the span asked for that are still to come."""
    first_day = max(question.first_day, day_number(question.plan.today))
    return agenda.agenda(segment, first_day, max(first_day, question.last_day))


def has_ended(question, segment, row):
    return bool(segment.facts["last_day"][row] < day_number(question.plan.today))


def lowest(keys, begin, end):
    """Positions of the keys from rank ``begin`` to ``end``, in order."""
    near = np.argpartition(keys, end - 1)[:end] if end < len(keys) else np.arange(len(keys))
    return near[np.argsort(keys[near])][begin:end]
