"""Totals and facet counts are exact: each group under all the others, its own left out."""

from portal.search.query import KINDS, Filters

from .support import ask, date_span, document, index_of


def counts(results, facet):
    return {value.value: value.count for value in results.facets[facet]}


def a_city():
    return index_of(
        document(
            "Yoga a", values=[("topic", "sport"), ("district", "buckau")], spans=[date_span(7, hour=18)]
        ),
        document("Yoga b", values=[("topic", "sport"), ("district", "altstadt")], is_free=True),
        document("Chor c", values=[("topic", "musik"), ("district", "buckau")], spans=[date_span(8, hour=9)]),
        document("Chor d", values=[("topic", "musik"), ("topic", "sport")]),
        document("Yogaverein", kind="provider", values=[("topic", "sport")]),
    )


def test_a_group_is_counted_without_itself_and_under_the_others():
    results = ask(a_city(), filters=Filters(topic=("sport",), district=("buckau",)))
    assert results.total == 1
    assert counts(results, "topic") == {"sport": 1, "musik": 1}
    assert counts(results, "district") == {"buckau": 1, "altstadt": 1}


def test_words_count_for_every_group():
    results = ask(a_city(), "chor")
    assert counts(results, "topic") == {"musik": 2, "sport": 1}
    assert counts(results, "free") == {"1": 0}


def test_kinds_are_counted_under_the_same_words_and_filters():
    results = ask(a_city(), "yoga", Filters(topic=("sport",)))
    assert results.kind_counts == dict.fromkeys(KINDS, 0) | {"offer": 2, "provider": 1}
    assert ask(a_city(), kind=None).total == 5


def test_weekdays_are_counted_under_the_chosen_part_of_the_day():
    results = ask(a_city(), filters=Filters(daytime=("abends",)))
    assert counts(results, "weekday") | {"mo": 1} == counts(results, "weekday")
    assert counts(results, "weekday")["di"] == 0
    assert counts(results, "daytime") == {"morgens": 1, "nachmittags": 0, "abends": 1}


def test_chosen_values_are_marked_and_shown_even_without_hits():
    results = ask(
        a_city(), filters=Filters(topic=("sport",), district=("altstadt",), free=False, weekday=("mo",))
    )
    chosen = {(value.value, value.count, value.chosen) for value in results.facets["topic"]}
    assert ("sport", 0, True) in chosen


def test_a_flag_is_counted_without_itself():
    results = ask(a_city(), filters=Filters(free=True))
    (free,) = results.facets["free"]
    assert (results.total, free.count, free.chosen) == (1, 1, True)


def test_many_hits_are_counted_as_exactly_as_few():
    index = index_of(*[document(f"Chor {n}", values=[("topic", f"t{n % 3}")]) for n in range(30)], "Yoga")
    everything, nearly = ask(index), ask(index, "chor")
    assert everything.total == 31
    assert counts(everything, "topic") == counts(nearly, "topic") == {"t0": 10, "t1": 10, "t2": 10}


def test_values_in_the_order_of_staff_stand_before_frequent_ones():
    index = index_of(
        document("a", values=[("district", "selten")]),
        document("b", values=[("district", "oft")]),
        document("c", values=[("district", "oft")]),
    )
    assert [value.value for value in ask(index).facets["district"]] == ["oft", "selten"]
