"""Naive facets in PostgreSQL: a `german` text vector with a GIN index, a count, a page, a GROUP BY for each facet."""

from itertools import batched

from django.db import connection

from portal.search import query
from portal.search.query import PAGE_SIZE, WEEKDAYS

FACETS = tuple(query.FACETS)
_BATCH = 1000
_TABLES = """
    CREATE TABLE rival_offer (id int PRIMARY KEY, last_day date, words tsvector);
    CREATE TABLE rival_value (offer_id int, facet text, value text);
    CREATE TABLE rival_span (offer_id int, first_day date, last_day date, weekdays int)"""
_INDEXES = """
    CREATE INDEX ON rival_offer USING gin (words);
    CREATE INDEX ON rival_value (facet, value, offer_id);
    CREATE INDEX ON rival_value (offer_id);
    CREATE INDEX ON rival_span (offer_id);
    ANALYZE rival_offer; ANALYZE rival_value; ANALYZE rival_span"""
_OFFERS = """
    INSERT INTO rival_offer
    VALUES (%s, %s, setweight(to_tsvector('german', %s), 'A') || to_tsvector('german', %s))"""
_VALUES = "INSERT INTO rival_value VALUES (%s, %s, %s)"
_SPANS = "INSERT INTO rival_span VALUES (%s, %s, %s, %s)"
_COUNT = "SELECT count(*) FROM rival_offer o WHERE {where}"
_PAGE = "SELECT id FROM rival_offer o WHERE {where} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s"
_RANK = "ts_rank(o.words, plainto_tsquery('german', %(text)s)) DESC"
_COUNTS = """
    SELECT v.value, count(*) FROM rival_offer o JOIN rival_value v ON v.offer_id = o.id
    WHERE v.facet = %(counted)s AND {where} GROUP BY v.value"""


class SqlFacets:
    """Answers from tables of its own; to be filled once."""

    def __init__(self, documents):
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
            for batch in batched(documents, _BATCH):
                self._write(cursor, batch)
            cursor.execute(_INDEXES)

    @staticmethod
    def _write(cursor, batch):
        texts = [[text for _field, text in document.texts] for document in batch]
        cursor.executemany(
            _OFFERS,
            [
                (document.object_id, document.last_day, title, " ".join(rest))
                for document, (title, *rest) in zip(batch, texts, strict=True)
            ],
        )
        cursor.executemany(_VALUES, [(d.object_id, v.facet, v.slug) for d in batch for v in d.values])
        cursor.executemany(
            _SPANS, [(d.object_id, s.first_day, s.last_day, s.weekdays) for d in batch for s in d.spans]
        )

    def ask(self, plan):
        """(total, ids of the page, {facet: {value: count}}), each facet counted without its own choice."""
        with connection.cursor() as cursor:
            where, given = _conditions(plan)
            total = _rows(cursor, _COUNT.format(where=where), given)[0][0]
            order = f"{_RANK}, id" if plan.has_text else "id"
            given |= {"limit": PAGE_SIZE, "offset": (plan.page - 1) * PAGE_SIZE}
            ids = [row[0] for row in _rows(cursor, _PAGE.format(where=where, order=order), given)]
            return total, ids, {facet: self._counts(cursor, plan, facet) for facet in FACETS}

    @staticmethod
    def _counts(cursor, plan, facet):
        where, given = _conditions(plan, but=facet)
        return dict(_rows(cursor, _COUNTS.format(where=where), given | {"counted": facet}))


def _rows(cursor, sql, given):
    cursor.execute(sql, given)
    return cursor.fetchall()


def _conditions(plan, but=""):
    """(SQL, parameters) of the text and of all chosen filters but one."""
    parts = ["(o.last_day IS NULL OR o.last_day >= %(today)s)"]
    given = {"today": plan.today, "text": plan.text}
    if plan.has_text:
        parts.append("o.words @@ plainto_tsquery('german', %(text)s)")
    for facet in FACETS:
        if (chosen := getattr(plan.filters, facet)) and facet != but:
            given[facet] = list(chosen)
            parts.append(
                f"EXISTS (SELECT FROM rival_value v WHERE v.offer_id = o.id AND v.facet = '{facet}'"
                f" AND v.value = ANY(%({facet})s))"
            )
    if days := _days(plan.filters, given):
        parts.append(f"EXISTS (SELECT FROM rival_span s WHERE s.offer_id = o.id AND {days})")
    return " AND ".join(parts), given


def _days(filters, given):
    parts = []
    if filters.weekday:
        given["weekdays"] = sum(1 << WEEKDAYS.index(day) for day in filters.weekday)
        parts.append("s.weekdays & %(weekdays)s > 0")
    if filters.first_day:
        given["first_day"] = filters.first_day
        parts.append("s.last_day >= %(first_day)s")
    return " AND ".join(parts)
