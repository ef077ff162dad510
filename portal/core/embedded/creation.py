"""Test databases: nobody misses them after a power failure."""

from django.db.backends.postgresql import creation


class DatabaseCreation(creation.DatabaseCreation):
    def _execute_create_test_db(self, cursor, parameters, keepdb=False):
        super()._execute_create_test_db(cursor, parameters, keepdb)
        cursor.execute("ALTER DATABASE {dbname} SET synchronous_commit TO off".format(**parameters))
