"""State badges: word, symbol and tone."""

from datetime import date, timedelta

import pytest

from providers import states

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("availability", "left", "words"),
    [
        ("free", None, "Plätze frei"),
        ("few", 3, "Noch 3 Plätze"),
        ("few", 1, "Noch 1 Platz"),
        ("few", None, "Wenige Plätze"),
        ("full", 0, "Ausgebucht"),
        ("waitlist", None, "Warteliste"),
        ("cancelled", None, "Fällt aus"),
        ("delayed", None, "Beginnt später"),
    ],
)
def test_the_state_of_an_offer_has_a_word(availability, left, words):
    assert states.availability_badge(availability, left)[2] == words


def test_an_unknown_state_has_no_badge():
    assert states.availability_badge("unknown") is None


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (TODAY, "Aktuell bestätigt"),
        (TODAY - timedelta(days=1), "Nicht bestätigt"),
        (None, "Nicht bestätigt"),
    ],
)
def test_a_confirmation_counts_through_its_last_day(until, words):
    assert states.confirmation_badge(until, TODAY)[2] == words
