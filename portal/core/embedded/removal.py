"""End the server and delete everything it has: data, log, copied binaries."""

import os
import shutil
import signal
from contextlib import ExitStack, suppress
from pathlib import Path

from django.db import connections

from portal.core.embedded import locks, preparation, problems, server, users
from portal.core.embedded.base import DatabaseWrapper
from portal.core.embedded.cluster import Cluster
from portal.core.embedded.location import default_cluster, is_in_project

PATIENCE = 15  # seconds for the server to end after its last user


def remove(cluster: Cluster | None = None) -> None:
    """Afterwards nothing is left of the server. Raises OperationalError if another process or account uses it."""
    cluster = cluster or default_cluster()
    _close_connections()
    users.leave(cluster)
    if not cluster.home.is_dir():
        return
    preparation.check_owner(cluster)
    with ExitStack() as held:
        for path in (cluster.watch_lock, cluster.users_lock):
            held.callback(os.close, _lock(cluster, path))
        server.tell(cluster, signal.SIGINT)  # one whose watch was killed
        held.callback(os.close, _lock(cluster, cluster.server_lock))
        _delete(cluster)


def _close_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close()
            connection.close_pool()


def _lock(cluster: Cluster, path: Path) -> int:
    descriptor = locks.wait_until(lambda: locks.try_lock(path, locks.EXCLUSIVE), PATIENCE)
    if descriptor is None:
        raise problems.still_in_use(cluster)
    return descriptor


def _delete(cluster: Cluster) -> None:
    """The data go out of the way first, so that a rest of them is never taken for the whole."""
    server.remove_socket_folder(cluster)
    if cluster.unfinished.exists():
        shutil.rmtree(cluster.unfinished)
    if cluster.data.exists():
        cluster.data.rename(cluster.unfinished)
    shutil.rmtree(cluster.home)
    if is_in_project(cluster):
        with suppress(OSError):
            cluster.home.parent.rmdir()
