"""Django's backend for PostgreSQL, with a server that the first connection starts.

NAME is the database, made if it is missing. HOST may name a folder for a server of its own; USER, PASSWORD and PORT
mean nothing here. Everything else is as in django.db.backends.postgresql.
"""

import atexit
import os
import sys
from contextlib import contextmanager, suppress

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS, BaseDatabaseWrapper
from django.db.backends.postgresql import base
from psycopg import sql

from portal.core.embedded import location, server, users
from portal.core.embedded.client import DatabaseClient
from portal.core.embedded.cluster import PORT, USER, Cluster
from portal.core.embedded.creation import DatabaseCreation

SOMEBODY_WAS_FASTER = psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient
    creation_class = DatabaseCreation

    @property
    def cluster(self) -> Cluster:
        return location.of_settings(self.settings_dict)

    def get_connection_params(self):
        cluster = self.cluster
        lease = users.lease_of(cluster) or join(cluster)
        if self.alias != NO_DB_ALIAS and self.settings_dict["NAME"] not in lease.databases:
            make_database(cluster, self.settings_dict["NAME"])
            lease.databases.add(self.settings_dict["NAME"])
        return super().get_connection_params() | address_of(cluster)

    def get_new_connection(self, conn_params):
        if not server.seems_ready(self.cluster):
            join(self.cluster)
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if self.pool or server.is_ready(self.cluster):
                raise  # a pool has tried for long enough
        join(self.cluster)
        return super().get_new_connection(conn_params)

    def close_pool(self):
        """Without making one first, as Django does, which would start the server."""
        pool = self._connection_pools.pop(self.alias, None)
        if pool:
            pool.close()

    @contextmanager
    def _nodb_cursor(self):
        """Without Django's second try in another database: "postgres" is always there."""
        with BaseDatabaseWrapper._nodb_cursor(self) as cursor:
            yield cursor


_pools = DatabaseWrapper._connection_pools
_pools_of_parent = []


@atexit.register
def close_pools() -> None:
    """A pool that is open when the interpreter ends waits in vain for its threads, five seconds for each of them."""
    for pool in _pools.values():
        pool.close()


def forget_pools() -> None:
    """In a forked child the threads of a pool are missing, and its connections are those of the parent."""
    _pools_of_parent.extend(_pools.values())
    _pools.clear()


os.register_at_fork(after_in_child=forget_pools)


def address_of(cluster: Cluster) -> dict:
    """For libpq; complete, so that no PGHOSTADDR or PGPORT of the environment leads elsewhere."""
    return {"host": str(cluster.socket_folder), "hostaddr": "", "port": PORT, "user": USER}


def join(cluster: Cluster) -> users.Lease:
    if users.join(cluster) and not location.is_in_project(cluster):
        sys.stderr.write(location.describe(cluster) + "\n")
    return users.lease_of(cluster)


def make_database(cluster: Cluster, name: str) -> None:
    """Make the database if it is missing."""
    with psycopg.connect(dbname="postgres", autocommit=True, **address_of(cluster)) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            with suppress(*SOMEBODY_WAS_FASTER):
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
