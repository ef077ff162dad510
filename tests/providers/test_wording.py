"""What pages and cards call a day, a price, an age."""

from datetime import date, time
from decimal import Decimal

import pytest

from providers import wording

TODAY = date(2026, 11, 20)


def plain(words):
    return words.replace(wording.NBSP, " ")


def test_a_day_names_its_year_only_when_it_is_another():
    assert plain(wording.day_words(date(2026, 11, 24), TODAY)) == "Di, 24. November"
    assert plain(wording.day_words(date(2027, 1, 12), TODAY)) == "Di, 12. Januar 2027"
    assert plain(wording.day_words(date(2026, 11, 24))) == "Di, 24. November 2026"
    assert plain(wording.day_words(date(2026, 11, 3), TODAY, weekday=False)) == "3. November"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2027, 1, 12), date(2027, 1, 14), "12. bis 14. Januar 2027"),
        (date(2026, 11, 24), date(2026, 12, 3), "24. November bis 3. Dezember"),
        (date(2027, 1, 12), date(2027, 3, 25), "12. Januar bis 25. März 2027"),
        (date(2026, 12, 28), date(2027, 1, 3), "28. Dezember bis 3. Januar 2027"),
        (date(2027, 12, 28), date(2028, 1, 3), "28. Dezember 2027 bis 3. Januar 2028"),
        (date(2027, 1, 12), date(2027, 1, 12), "12. Januar 2027"),
    ],
)
def test_a_period_says_month_and_year_once(first, last, expected):
    assert plain(wording.period_words(first, last, TODAY)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2027, 1, 21), date(2027, 1, 19)], "19. und 21. Januar 2027"),
        ([date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)], "21., 28. Dezember und 4. Januar 2027"),
        ([date(2027, 1, 4), date(2027, 2, 1)], "4. Januar und 1. Februar 2027"),
        ([date(2026, 11, 24)], "24. November"),
        ([], ""),
    ],
)
def test_several_days_say_each_month_and_year_once(days, expected):
    assert plain(wording.days_words(days, TODAY)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(9, 30), None, "9:30 Uhr"),
        (time(16), time(18), "16 bis 18 Uhr"),
        (time(17), time(18, 30), "17 bis 18:30 Uhr"),
        (time(0), time(1, 5), "0 bis 1:05 Uhr"),
        (None, time(18), "bis 18 Uhr"),
        (time(9), time(9), "9 Uhr"),
        (None, None, ""),
    ],
)
def test_times_leave_empty_minutes_out(start, end, expected):
    assert plain(wording.time_span_words(start, end)) == expected


def test_a_date_of_one_day_says_its_times():
    day = date(2026, 11, 24)
    assert plain(wording.span_words(day, time(16), day, time(18), TODAY)) == "Di, 24. November, 16 bis 18 Uhr"
    assert plain(wording.span_words(day, None, day, None, TODAY)) == "Di, 24. November"


def test_a_date_of_several_days_does_not_pretend_its_times_hold_daily():
    words = wording.span_words(date(2027, 1, 12), time(9), date(2027, 1, 14), time(16), TODAY)
    assert plain(words) == "12. bis 14. Januar 2027, Beginn 9 Uhr, Ende 16 Uhr"


@pytest.mark.parametrize(
    ("frequency", "weekdays", "first_day", "expected"),
    [
        ("weekly", [1], None, "jeden Dienstag, 17 bis 18:30 Uhr"),
        ("weekly", [3, 1], None, "jeden Dienstag und Donnerstag, 17 bis 18:30 Uhr"),
        ("weekly", [0, 1, 2, 3, 4], None, "montags bis freitags, 17 bis 18:30 Uhr"),
        ("weekly", [0, 2, 4], None, "jeden Montag, Mittwoch und Freitag, 17 bis 18:30 Uhr"),
        ("fortnightly", [1, 3], None, "alle zwei Wochen dienstags und donnerstags, 17 bis 18:30 Uhr"),
        ("monthly", [1], date(2026, 11, 17), "jeden dritten Dienstag im Monat, 17 bis 18:30 Uhr"),
        ("monthly", [6], date(2026, 11, 29), "jeden fünften Sonntag im Monat, 17 bis 18:30 Uhr"),
    ],
)
def test_a_series_is_said_in_words(frequency, weekdays, first_day, expected):
    assert plain(wording.series_words(frequency, weekdays, time(17), time(18, 30), first_day)) == expected


def test_days_with_the_same_hours_share_a_line():
    weekdays = [(day, time(9), time(12)) for day in range(5)]
    hours = sorted([*weekdays, (1, time(13), time(18)), (6, time(10), time(16))])
    assert [(day, plain(times)) for day, times in wording.hours_words(hours)] == [
        ("Montag", "9 bis 12 Uhr"),
        ("Dienstag", "9 bis 12 Uhr und 13 bis 18 Uhr"),
        ("Mittwoch bis Freitag", "9 bis 12 Uhr"),
        ("Sonntag", "10 bis 16 Uhr"),
    ]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("96.00", "96 €"), ("4.5", "4,50 €"), ("1284", "1.284 €"), ("1284.05", "1.284,05 €"), ("0", "0 €")],
)
def test_amounts_leave_empty_cents_out(amount, expected):
    assert plain(wording.euro(Decimal(amount))) == expected


def test_a_price_is_free_an_amount_a_range_or_unknown_and_never_guessed():
    assert wording.price_words("free") == "kostenlos"
    assert plain(wording.price_words("amount", Decimal(96))) == "96 €"
    assert plain(wording.price_words("range", Decimal(10), Decimal("20.5"))) == "10 bis 20,50 €"
    assert wording.price_words("unknown") == "Kosten nicht bekannt"
    assert wording.price_words("amount") == "Kosten nicht bekannt"


@pytest.mark.parametrize(
    ("age_from", "age_to", "expected"),
    [
        (60, None, "ab 60 Jahren"),
        (1, None, "ab 1 Jahr"),
        (0, None, "ab 0 Jahren"),
        (None, 10, "bis 10 Jahre"),
        (6, 10, "6 bis 10 Jahre"),
        (0, 1, "bis 1 Jahr"),
        (6, 6, "6 Jahre"),
        (None, None, ""),
    ],
)
def test_ages(age_from, age_to, expected):
    assert plain(wording.age_words(age_from, age_to)) == expected


def test_places():
    assert plain(wording.places_words(9, 14)) == "9 von 14 Plätzen frei"
    assert plain(wording.places_words(1, None)) == "noch 1 Platz"
    assert plain(wording.places_words(None, 14)) == "14 Plätze"
    assert wording.places_words(None, None) == ""


def test_distances_and_numbers():
    assert [plain(wording.distance_words(km)) for km in (0.01, 0.81, 1.24, 12.6)] == [
        "50 m",
        "800 m",
        "1,2 km",
        "13 km",
    ]
    assert wording.number_words(1284) == "1.284"


def test_numbers_hold_on_to_their_unit():
    assert wording.euro(Decimal(96)) == "96\N{NO-BREAK SPACE}€"
    assert wording.age_words(60, None) == "ab\N{NO-BREAK SPACE}60\N{NO-BREAK SPACE}Jahren"
    assert wording.time_span_words(time(9), None) == "9\N{NO-BREAK SPACE}Uhr"
