"""History of offers that were written in bulk: the same rows a single save would have left.

Copied inside the database: building ten thousand history objects takes as long as the rest of the import.
"""

from django.db import connection
from django.utils import timezone
from psycopg import sql

from .models import Offer

_COPY = sql.SQL(
    "INSERT INTO {history} ({columns}, history_date, history_type, history_change_reason, history_user_id) "
    "SELECT {columns}, %s, %s, %s, %s FROM {table} WHERE id = ANY(%s) RETURNING id, history_id"
)
_COPY_RELATION = sql.SQL(
    "INSERT INTO {history} (id, {owner}, {target}, history_id) "
    "SELECT present.id, {owner}, {target}, made.history_id FROM {table} AS present "
    "JOIN unnest(%s::bigint[], %s::bigint[]) AS made (offer, history_id) ON made.offer = {owner}"
)


def record(created, changed, *, by, reason):
    """Write one history row for each of the offer ids, as they are now, with their many-to-many rows."""
    made = []
    with connection.cursor() as cursor:
        for ids, history_type in ((created, "+"), (changed, "~")):
            if ids:
                values = [timezone.now(), history_type, reason, by.pk if by else None, list(ids)]
                cursor.execute(_copy_statement(), values)
                made += cursor.fetchall()
        if made:
            offers, entries = zip(*made, strict=True)
            for field in Offer.history.model._history_m2m_fields:
                cursor.execute(_relation_statement(field), [list(offers), list(entries)])


def _copy_statement():
    model = Offer.history.model
    columns = [sql.Identifier(field.column) for field in model.tracked_fields]
    return _COPY.format(history=_table(model), table=_table(Offer), columns=sql.SQL(", ").join(columns))


def _relation_statement(field):
    return _COPY_RELATION.format(
        history=_table(getattr(Offer.history.model, field.name).model),
        table=_table(getattr(Offer, field.name).through),
        owner=sql.Identifier(f"{field.m2m_field_name()}_id"),
        target=sql.Identifier(f"{field.m2m_reverse_field_name()}_id"),
    )


def _table(model):
    return sql.Identifier(model._meta.db_table)
