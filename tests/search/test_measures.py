"""What the figures of the search's quality mean."""

from math import log2

import pytest

from portal.search.quality import measures
from portal.search.quality.labelled import Question

GRADES = {"a": 2, "b": 2, "c": 1}


def test_the_ideal_order_gets_the_full_mark():
    figures = measures.of_answer(["a", "b", "c"], GRADES)
    assert figures == {"ndcg": 1, "precision": 1, "recall": 1, "hits": 1, "mrr": 1, "empty": 0}


def test_a_useful_offer_before_a_wanted_one_costs_gain():
    figures = measures.of_answer(["c", "a"], {"a": 2, "c": 1})
    assert figures["ndcg"] == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_only_the_first_ten_count():
    wrong = [f"wrong {number}" for number in range(10)]
    figures = measures.of_answer([*wrong, "a"], GRADES)
    assert figures["ndcg"] == figures["recall"] == figures["mrr"] == 0


def test_hits_are_measured_by_what_ten_places_can_hold():
    many = {str(number): 2 for number in range(40)}
    figures = measures.of_answer([str(number) for number in range(10)], many)
    assert figures["hits"] == 1
    assert figures["recall"] == 0.25


def test_precision_counts_what_is_shown_and_mrr_the_first_right_rank():
    figures = measures.of_answer(["wrong", "b"], GRADES)
    assert figures["precision"] == 0.5
    assert figures["mrr"] == 0.5


def test_no_answer_where_there_is_one_is_empty():
    figures = measures.of_answer([], GRADES)
    assert figures["empty"] == 1
    assert figures["ndcg"] == figures["precision"] == 0


def test_questions_without_a_right_answer_count_for_silence_alone():
    questions = [
        Question("1", "typo", "yogga", {"a": 2}),
        Question("2", "none", "zahnarzt", {}),
        Question("3", "none", "pizza", {}),
    ]
    figures = measures.summary(questions, {"1": ["a"], "2": [], "3": ["a"]})
    assert figures["alle"]["ndcg"] == 1
    assert figures["alle"]["silent"] == 0.5
    assert figures["none"]["ndcg"] is None
    assert figures["typo"] == {
        "questions": 1,
        **dict.fromkeys(("ndcg", "precision", "recall", "hits", "mrr"), 1.0),
        "empty": 0.0,
        "silent": None,
    }
