"""Statement triggers that note changed objects in `SearchChange`, made from `dependencies`."""

from portal.search.dependencies import DEPENDENCIES

_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN NULL;
END $$;
"""
_NOTE = """
    INSERT INTO search_searchchange (kind, object_id)
    SELECT '{kind}', id FROM ({ids}) AS ids (id) WHERE id IS NOT NULL;"""
_TRIGGER = """
DROP TRIGGER IF EXISTS {name}_{event} ON {table};
CREATE TRIGGER {name}_{event} AFTER {event} ON {table} {rows} FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
_ROWS = {
    "insert": "REFERENCING NEW TABLE AS changed",
    "delete": "REFERENCING OLD TABLE AS changed",
    # An update may move a row from one object to another: both are out of date.
    "update": "REFERENCING OLD TABLE AS former NEW TABLE AS latter",
}
# TRUNCATE tells no rows; everything found so far is looked at again.
_TRUNCATED = """
    INSERT INTO search_searchchange (kind, object_id) SELECT kind, object_id FROM search_searchentry
    UNION ALL VALUES ('synonym', 0), ('place', 0);"""


def statements(table):
    """SQL that installs, or renews, the functions and triggers of a table."""
    name = f"search_note_{table}"
    notes = [_NOTE.format(kind=kind, ids=ids) for kind, ids in DEPENDENCIES[table].items()]
    both = "(SELECT * FROM former UNION ALL SELECT * FROM latter) AS changed"
    moved = [note.replace("FROM changed", f"FROM {both}") for note in notes]
    yield _FUNCTION.format(name=name, body="\n    ".join(notes))
    yield _FUNCTION.format(name=f"{name}_moved", body="\n    ".join(moved))
    for event, rows in _ROWS.items():
        function = f"{name}_moved" if event == "update" else name
        yield _TRIGGER.format(name=name, event=event, table=table, rows=rows, function=function)
    yield _FUNCTION.format(name=f"{name}_emptied", body=_TRUNCATED)
    yield _TRIGGER.format(name=name, event="truncate", table=table, rows="", function=f"{name}_emptied")


def removal(table):
    """SQL that takes the triggers and functions of a table away."""
    name = f"search_note_{table}"
    for event in (*_ROWS, "truncate"):
        yield f"DROP TRIGGER IF EXISTS {name}_{event} ON {table};"
    for suffix in ("", "_moved", "_emptied"):
        yield f"DROP FUNCTION IF EXISTS {name}{suffix}();"


def install(apps, schema_editor):
    """For migrations: install the triggers on every watched table that exists by now."""
    _run(schema_editor, statements)


def remove(apps, schema_editor):
    """For migrations: the reverse of `install`."""
    _run(schema_editor, removal)


def _run(schema_editor, sql_of):
    present = set(schema_editor.connection.introspection.table_names())
    with schema_editor.connection.cursor() as cursor:
        for table in DEPENDENCIES.keys() & present:
            for statement in sql_of(table):
                cursor.execute(statement)
