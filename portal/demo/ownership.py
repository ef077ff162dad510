"""Whose database is this? The demo works only in one that was empty when it came."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from portal.search.models import Place

from .models import DemoState

# Written by migrations, so they say nothing about who uses the database.
UNTOLD_TABLES = {"django_migrations", "django_content_type", "auth_permission"}
LOCK = 5_308_417_692  # any number, the same for every start of the demo


class NotOurs(Exception):
    """The database holds rows of somebody else; the message is for the person."""


def check():
    """Raise NotOurs unless the demo lies in the database or nothing does. Changes nothing, works before migrations."""
    if is_demo():
        return
    filled = [table for table in telling_tables() if _has_rows(table)]
    if filled:
        raise NotOurs(
            _(
                "In dieser Datenbank liegen schon Daten, die nicht von der Vorführung stammen (%(tables)s). Es wurde "
                "nichts verändert. Legen Sie für die Vorführung eine leere Datenbank an oder lassen Sie "
                "DATABASE_URL weg."
            )
            % {"tables": ", ".join(filled[:3]) + (" …" if len(filled) > 3 else "")}
        )


def is_demo():
    return DemoState._meta.db_table in connection.introspection.table_names() and DemoState.objects.exists()


def telling_tables():
    """Names of the tables whose rows somebody has made, in order."""
    tables = set(connection.introspection.table_names())
    return sorted(tables - UNTOLD_TABLES - _tables_of_search())


@contextmanager
def one_at_a_time():
    """Let one process prepare or remove the demo; the lock ends with its connection, however the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _tables_of_search():
    """Derived from other rows or written by a migration, but for the places of a city."""
    tables = {model._meta.db_table for model in apps.get_app_config("search").get_models()}
    return tables - {Place._meta.db_table}


def _has_rows(table):
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
        return cursor.fetchone()[0]
