"""Small indexes in memory for tests of the engine, and a plain way to ask them."""

from datetime import date, timedelta

from portal.search import engine, query
from portal.search.entries import BODY, PLACE, SUBJECT, TITLE, Document, Span, Value
from portal.search.trial import TrialIndex

TODAY = date(2026, 11, 23)  # a Monday


def document(title, number=None, *, kind="offer", subject="", place="", body="", values=(), **facts):
    """A document with the title as its card; ``values`` are (facet, slug) pairs."""
    document.number += 1
    return Document(
        kind=kind,
        object_id=number or document.number,
        texts=[(TITLE, title), (SUBJECT, subject), (PLACE, place), (BODY, body)],
        card={"title": title},
        values=[Value(facet, slug, slug.title()) for facet, slug in values],
        **facts,
    )


document.number = 0


def index_of(*documents, synonyms=(), places=()):
    """An index of documents; plain titles stand for documents."""
    made = [document(each) if isinstance(each, str) else each for each in documents]
    return TrialIndex(made, synonyms, places)


def ask(index, text="", filters=None, **arguments):
    return engine.search(query.plan(text=text, filters=filters, today=TODAY, **arguments), index)


def titles(results):
    return [hit.card["title"] for hit in results.hits]


def found(index, text, **arguments):
    """Titles of the strict hits."""
    return titles(ask(index, text, **arguments))


def day(offset):
    return TODAY + timedelta(days=offset)


def date_span(offset, hour=None):
    """One date some days from today; the parts of the day follow from the hour as for offers."""
    slots = 0 if hour is None else 1 if hour < 12 else 2 if hour < 17 else 4
    return Span(day(offset), day(offset), start=None if hour is None else hour * 60, slots=slots)
