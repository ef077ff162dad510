"""Measures of answers to labelled questions, for the first ten hits.

A question names its relevant offers with a grade: 2 is what the person wants, 1 is useful too. nDCG is that of
Järvelin and Kekäläinen (2002) with the gain 2^grade - 1 and the discount log2(rank + 1).
"""

from math import log2

DEPTH = 10
NAMES = ("ndcg", "precision", "recall", "hits", "mrr", "empty")


def of_answer(answer, grades):
    """Measures of one answer, a list of keys, best first; ``grades`` is {key: grade} and not empty.

    precision: relevant among the shown; recall: shown among the relevant; hits: relevant shown, as a share of the
    most that could be; mrr: one over the first relevant rank; empty: 1 where nothing was shown.
    """
    shown = [grades.get(key, 0) for key in answer[:DEPTH]]
    right = sum(grade > 0 for grade in shown)
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return {
        "ndcg": _gain(shown) / _gain(best),
        "precision": right / len(shown) if shown else 0.0,
        "recall": right / len(grades),
        "hits": right / len(best),
        "mrr": next((1 / rank for rank, grade in enumerate(shown, 1) if grade), 0.0),
        "empty": float(not shown),
    }


def _gain(grades):
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def summary(questions, answers):
    """{type: measures} in the order of the questions, "alle" first; ``answers`` is {id of a question: list of keys}.

    Questions without a right answer count for "silent" alone: the share of them that got nothing.
    """
    groups = {"alle": questions} | _by_type(questions)
    return {name: _mean(group, answers) for name, group in groups.items()}


def _by_type(questions):
    groups = {}
    for question in questions:
        groups.setdefault(question.type, []).append(question)
    return groups


def _mean(questions, answers):
    answerable = [of_answer(answers[each.id], each.grades) for each in questions if each.grades]
    silent = [not answers[each.id] for each in questions if not each.grades]
    figures = {name: _average([row[name] for row in answerable]) for name in NAMES}
    return {"questions": len(questions)} | figures | {"silent": _average(silent)}


def _average(values):
    """The mean to three digits, or None of nothing."""
    return round(sum(values) / len(values), 3) if values else None
