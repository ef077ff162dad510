"""What answers the labelled questions: the portal's own search, and PostgreSQL's text search to compare with."""

from django.db import connection

from portal.search import engine, query, store
from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE
from portal.search.query import Filters
from portal.search.trial import TrialIndex

from .labelled import key_of
from .measures import DEPTH

_WEIGHTS = {TITLE: "A", SUBJECT: "B", PLACE: "C", SUMMARY: "C", BODY: "D"}


class OwnSearch:
    """The search of the portal over some documents, with the synonyms of this database; ended offers count."""

    def __init__(self, documents):
        self._index = TrialIndex(documents, store.synonyms(), store.places())

    def answers(self, text):
        """(strict, shown): keys of what fits, and of what a person sees, the similar after what fits."""
        plan = query.plan(text=text, filters=Filters(past=True), page_size=DEPTH)
        results = engine.search(plan, self._index)
        strict = [key_of(hit.card) for hit in results.hits]
        return strict, strict + [key_of(hit.card) for hit in results.similar]


class PostgresSearch:
    """`to_tsvector('german', …)` with field weights and `ts_rank` over the same texts, in a temporary table."""

    def __init__(self, documents):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS measured_offer")
            cursor.execute("CREATE TEMPORARY TABLE measured_offer (source text, number text, words tsvector)")
            cursor.executemany(_INSERT, [self._row(document) for document in documents])

    @staticmethod
    def _row(document):
        by_weight = dict.fromkeys("ABCD", "")
        for kind, text in document.texts:
            by_weight[_WEIGHTS[kind]] += f" {text}".replace("\0", " ")
        return (*key_of(document.card), *by_weight.values())

    def answers(self, text):
        """(with all words, with any of the words): keys, best first."""
        with connection.cursor() as cursor:
            return tuple(self._ask(cursor, text, glue) for glue in ("&", "|"))

    @staticmethod
    def _ask(cursor, text, glue):
        cursor.execute(_SELECT, {"glue": f" {glue} ", "text": text, "limit": DEPTH})
        return cursor.fetchall()


_INSERT = """
    INSERT INTO measured_offer VALUES (
        %s, %s,
        setweight(to_tsvector('german', %s), 'A') || setweight(to_tsvector('german', %s), 'B')
            || setweight(to_tsvector('german', %s), 'C') || setweight(to_tsvector('german', %s), 'D')
    )
"""
_SELECT = """
    WITH asked AS (
        SELECT replace(plainto_tsquery('german', %(text)s)::text, ' & ', %(glue)s)::tsquery AS words
    )
    SELECT source, number FROM measured_offer, asked
    WHERE measured_offer.words @@ asked.words
    ORDER BY ts_rank(measured_offer.words, asked.words) DESC, source, number LIMIT %(limit)s
"""
