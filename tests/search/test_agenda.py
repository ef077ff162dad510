"""Times of entries: weekly dates kept as one span, and the same answer for all entries as for a few."""

from datetime import date, timedelta

import numpy as np
import pytest

from portal.search import agenda
from portal.search.columns import TIMES
from portal.search.entries import Span, day_number, pack

from .support import day, document, index_of

MONDAY = date(2027, 1, 4)


def times_of(*spans):
    """What is kept of some spans: (first day, last day, weekdays, start)."""
    packed = pack(document("x", spans=list(spans)), {"x": 1}, {})
    return [
        (int(row["first_day"]), int(row["last_day"]), int(row["weekdays"]), int(row["start"]))
        for row in np.frombuffer(packed["times"], TIMES)
    ]


def weekly(count, start=600, first=MONDAY):
    days = [first + timedelta(weeks=week) for week in range(count)]
    return [Span(each, each, start=start, slots=1) for each in days]


def number(day_):
    return day_number(day_)


def test_dates_of_every_week_at_one_hour_are_one_span_of_their_weekday():
    assert times_of(*weekly(10)) == [(number(MONDAY), number(MONDAY) + 63, 0b1, 600)]


def test_a_week_left_out_divides_the_series():
    dates = weekly(10)
    del dates[4]
    first = number(MONDAY)
    assert times_of(*dates) == [(first, first + 21, 0b1, 600), (first + 35, first + 63, 0b1, 600)]


def test_another_hour_or_weekday_is_another_series():
    thursday = weekly(3, first=MONDAY + timedelta(days=3))
    found = times_of(*weekly(3), *weekly(3, start=700), *thursday)
    assert sorted(weekdays for _first, _last, weekdays, _start in found) == [0b1, 0b1, 0b1000]
    assert len(found) == 3


def test_a_single_date_and_longer_spans_stay_as_they_are():
    longer = Span(MONDAY, MONDAY + timedelta(days=4))
    first = number(MONDAY)
    assert set(times_of(*weekly(1), longer)) == {(first, first, 127, 600), (first, first + 4, 127, -1)}


def test_the_same_date_twice_is_kept_once():
    assert len(times_of(*weekly(1), *weekly(1))) == 1


@pytest.fixture
def segment():
    spans = [
        [],
        weekly(8),
        [*weekly(3), *weekly(5, start=1100, first=MONDAY + timedelta(days=2))],
        [Span(day(1), day(20), 0b101, start=900, slots=2)],
        [Span(day(40), day(40))],
    ] * 7
    return (
        index_of(*[document(f"n{n}", spans=each) for n, each in enumerate(spans)]).snapshot.parts[0].segment
    )


@pytest.mark.parametrize("span", [(0, 60), (10, 12), (41, 200), (-300, -200)])
def test_a_few_entries_are_answered_as_all_are(segment, span):
    first, last = (number(day(days)) for days in span)
    few = np.array([1, 2, 3])
    alone, together = (agenda.Agenda(agenda.WholeTimes(segment), first, last) for _n in range(2))
    assert alone.parts_of(few).tolist() == together.parts[few].tolist()
    assert alone.soonest(few).tolist() == together.soonest(np.arange(segment.size))[few].tolist()
    for wanted in (agenda.mask(), agenda.mask(["mo"]), agenda.mask(["mi"], ["abends"])):
        assert alone.takes_place(wanted).tolist() == ((together.parts & wanted) != 0).tolist()
