"""Connection pools and forks."""

from django.db import connections


def close_pools():
    """Close all pools of this process: one must not cross a fork, its connections and threads belong here."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.pool:
            connection.close_pool()
