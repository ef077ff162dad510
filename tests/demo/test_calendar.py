"""Relative time of the demo data."""

from datetime import date

import pytest

from portal.demo.calendar import Calendar

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("week", "day", "expected"),
    [
        (0, "mo", date(2026, 11, 16)),
        (0, "so", SUNDAY),
        (1, "mo", date(2026, 11, 23)),
        (-1, "so", date(2026, 11, 15)),
    ],
)
def test_week_zero_is_the_week_of_loading_from_monday_to_sunday(week, day, expected):
    assert Calendar(SUNDAY).day({"week": week, "day": day}) == expected


def test_an_open_end_stays_open():
    assert Calendar(SUNDAY).week(None) is None
