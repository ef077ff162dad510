"""Take the demo away again."""

from contextlib import suppress

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from portal.core.embedded import location, removal
from portal.core.embedded.problems import OtherVersion
from portal.search import index

from . import ownership, pictures


def remove():
    """Delete the demo and everything people entered in it; returns what was done, for the person.

    The embedded server goes as a whole; of a database named by DATABASE_URL the empty tables stay.
    Raises ownership.NotOurs for a database that is not the demo's.
    """
    if settings.EMBEDDED_DATABASE and not location.default_cluster().data.is_dir():
        return _("Es gibt keine Vorführung, die entfernt werden könnte.")
    with suppress(OtherVersion):
        ownership.check()
    if settings.EMBEDDED_DATABASE:
        removal.remove()
        pictures.remove_folder()
        return _("Der eingebaute Server und alle Daten der Vorführung sind gelöscht.")
    if not ownership.is_demo():
        return _("Es gibt keine Vorführung, die entfernt werden könnte.")
    empty()
    return _("Alle Daten der Vorführung sind gelöscht; die leeren Tabellen bleiben.")


def empty():
    """Delete the rows of all tables and the pictures; call it on a database of the demo only."""
    with ownership.one_at_a_time():
        _empty_tables()
        index.rebuild()
    pictures.remove()


@transaction.atomic
def _empty_tables():
    """In any order: foreign keys are checked at the end of the transaction."""
    with connection.cursor() as cursor:
        for table in ownership.telling_tables():
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
