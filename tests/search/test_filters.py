"""Filters: or within one group, and between groups; times hold for one and the same date."""

from datetime import date

import pytest

from portal.search.entries import Span
from portal.search.places import PlaceRow
from portal.search.query import Filters

from .support import TODAY, ask, date_span, day, document, index_of, titles

FOREVER = date(2199, 12, 31)


def chosen(index, **filters):
    return sorted(titles(ask(index, filters=Filters(**filters))))


def test_values_of_a_group_are_alternatives_and_groups_narrow_each_other():
    index = index_of(
        document("a", values=[("topic", "sprache"), ("district", "buckau")]),
        document("b", values=[("topic", "beruf"), ("district", "buckau")]),
        document("c", values=[("topic", "beruf"), ("district", "altstadt")]),
        document("d", values=[("topic", "sprache"), ("topic", "musik"), ("district", "altstadt")]),
    )
    assert chosen(index, topic=("sprache", "beruf")) == ["a", "b", "c", "d"]
    assert chosen(index, topic=("sprache", "beruf"), district=("buckau",)) == ["a", "b"]
    assert chosen(index, topic=("musik",), district=("buckau",)) == []


def test_a_value_nobody_uses_finds_nothing():
    assert chosen(index_of(document("a", values=[("topic", "x")])), topic=("unbekannt",)) == []


def test_filters_and_words_narrow_each_other():
    index = index_of(
        document("Yoga", values=[("topic", "x")]), document("Yoga", values=[("topic", "y")]), "Chor"
    )
    assert ask(index, "yoga", Filters(topic=("x",))).total == 1


def test_weekday_and_part_of_the_day_must_hold_for_one_date():
    # Monday evening and Tuesday morning: never a Monday morning.
    index = index_of(document("a", spans=[date_span(7, hour=18), date_span(8, hour=9)]))
    assert chosen(index, weekday=("mo",), daytime=("abends",)) == ["a"]
    assert chosen(index, weekday=("mo",), daytime=("morgens",)) == []
    assert chosen(index, weekday=("mo", "di"), daytime=("morgens",)) == ["a"]


def test_days_and_weekday_must_hold_for_one_date():
    index = index_of(document("a", spans=[date_span(0), date_span(8)]))  # Monday, Tuesday of next week
    assert chosen(index, weekday=("mo",), first_day=day(0), last_day=day(0)) == ["a"]
    assert chosen(index, weekday=("mo",), first_day=day(1)) == []
    assert chosen(index, weekday=("di",), first_day=day(1)) == ["a"]


def test_a_span_of_days_counts_on_each_of_its_weekdays():
    index = index_of(document("a", spans=[Span(day(1), day(3))]))  # Tuesday to Thursday
    assert [name for name in ("mo", "di", "mi", "do", "fr") if chosen(index, weekday=(name,))] == [
        "di",
        "mi",
        "do",
    ]
    assert chosen(index, weekday=("di",), first_day=day(2)) == []


def test_weekly_hours_go_on_and_on():
    index = index_of(document("a", spans=[Span(date(2020, 1, 1), FOREVER, 1 << 2, start=600, slots=1)]))
    assert chosen(index, weekday=("mi",), daytime=("morgens",), first_day=day(365)) == ["a"]
    assert chosen(index, first_day=day(0), last_day=day(1)) == []  # Monday and Tuesday only


def test_dates_gone_by_do_not_count():
    index = index_of(document("a", spans=[date_span(-7), date_span(1)], last_day=day(1)))
    assert chosen(index, weekday=("mo",)) == []
    assert chosen(index, weekday=("mo",), past=True) == ["a"]


def test_a_date_without_time_is_in_no_part_of_the_day():
    index = index_of(document("a", spans=[date_span(1)]))
    assert chosen(index, weekday=("di",)) == ["a"]
    assert chosen(index, daytime=("morgens", "nachmittags", "abends")) == []


def test_ended_offers_appear_only_when_asked_for():
    index = index_of(document("alt", last_day=day(-1)), document("heute", last_day=day(0)), "offen")
    assert chosen(index) == ["heute", "offen"]
    results = ask(index, filters=Filters(past=True))
    assert {hit.card["title"]: hit.ended for hit in results.hits} == {
        "alt": True,
        "heute": False,
        "offen": False,
    }
    assert titles(results)[-1] == "alt"


def test_an_offer_appears_on_its_first_day_of_validity():
    index = index_of(document("heute", visible_from=TODAY), document("morgen", visible_from=day(1)))
    assert chosen(index, past=True) == ["heute"]


@pytest.mark.parametrize(
    ("age", "expected"), [(5, ["alle"]), (6, ["alle", "kinder"]), (11, ["alle"]), (70, ["alle", "alte"])]
)
def test_age_lies_within_both_limits(age, expected):
    index = index_of(document("kinder", age_from=6, age_to=10), document("alte", age_from=60), "alle")
    assert chosen(index, age=age) == expected


def test_free_and_places_left():
    index = index_of(document("frei", is_free=True), document("platz", has_places_left=True), "weder")
    assert chosen(index, free=True) == ["frei"]
    assert chosen(index, places_left=True) == ["platz"]


BUCKAU, ALTSTADT = (52.10, 11.63), (52.13, 11.63)  # 3.3 km apart


@pytest.fixture
def city():
    return index_of(
        document("buckau", places=[BUCKAU], values=[("district", "buckau")]),
        document("altstadt", places=[ALTSTADT]),
        document("beide", places=[BUCKAU, ALTSTADT]),
        document("rand", values=[("district", "buckau")]),
        "online",
        places=[PlaceRow("Buckau", *BUCKAU, district="buckau"), PlaceRow("39104", *ALTSTADT)],
    )


def test_near_a_place_lies_what_is_within_the_distance(city):
    assert chosen(city, place="39104", radius_km=1) == ["altstadt", "beide"]
    assert chosen(city, place="39104", radius_km=5) == ["altstadt", "beide", "buckau"]


def test_a_district_holds_its_own_offers_even_without_coordinates(city):
    assert chosen(city, place="buckau", radius_km=1) == ["beide", "buckau", "rand"]


def test_hits_know_how_far_they_are_and_can_be_ordered_by_it(city):
    results = ask(city, filters=Filters(place="Buckau", radius_km=10), sort="naehe")
    assert results.place == "Buckau"
    distances = {hit.card["title"]: hit.distance_km for hit in results.hits}
    assert distances == {"buckau": 0.0, "beide": 0.0, "altstadt": pytest.approx(3.34, abs=0.02), "rand": None}
    assert titles(results)[2:] == ["altstadt", "rand"]


def test_an_unknown_place_is_said_and_left_out(city):
    results = ask(city, filters=Filters(place="Hintertupfingen"))
    assert results.total == 5
    assert results.notes == ["Den Ort „Hintertupfingen“ kennen wir nicht."]


def test_dates_at_the_ends_of_the_calendar_are_no_trouble():
    index = index_of(
        document("a", spans=[Span(date(1, 1, 1), date(9999, 12, 31), 1 << 6, start=600, slots=1)]),
        document("b", spans=[Span(date(9999, 12, 31), date(9999, 12, 31))], last_day=date(9999, 12, 31)),
    )
    assert chosen(index, weekday=("so",), first_day=day(0)) == ["a"]
    assert titles(ask(index)) == ["a", "b"]
    assert chosen(index, first_day=date(9999, 12, 31)) == []
