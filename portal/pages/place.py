"""What is known of a place in words: accessibility, weekly hours, closures."""

from providers import wording
from providers.models import Answer

from . import rows


def access_of(features):
    """Features answered yes, those answered no, and the names of those not known as one text.

    ``features`` are rows of `rows.place_features`; each answer is (name, note).
    """
    found = {Answer.YES: [], Answer.NO: [], Answer.UNKNOWN: []}
    for feature in features:
        known = feature["known"] or {"answer": Answer.UNKNOWN, "note": ""}
        found[known["answer"]].append((feature["name"], known["note"]))
    unknown = wording.list_words(name for name, _note in found[Answer.UNKNOWN])
    return {"yes": found[Answer.YES], "no": found[Answer.NO], "unknown": unknown}


def hours_lines(hours):
    """(days, times) from rows of `rows.hours`."""
    return wording.hours_words(
        (row["weekday"], rows.clock(row["opens"]), rows.clock(row["closes"])) for row in hours
    )


def closure_lines(closures, today):
    """(period, reason) of those that are not over, from rows of `rows.closures`."""
    return [
        (wording.period_words(rows.day(row["first_day"]), rows.day(row["last_day"]), today), row["reason"])
        for row in closures
        if rows.day(row["last_day"]) >= today
    ]
