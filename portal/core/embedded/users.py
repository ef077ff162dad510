"""This process as one of the users of the server: join it, starting it if need be, and leave it.

Every user holds the users lock, shared, until it ends; forked children hold it with their parent.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from portal.core.embedded import locks, preparation, problems, program, server, watch
from portal.core.embedded.cluster import CHECKOUT, Cluster

PATIENCE = 60  # seconds: for the end of the server before, and for this one to be ready
REPAIR_PATIENCE = 2  # after a crash: a person is waiting for a page


@dataclass
class Lease:
    """Our share of the users lock, and what we know of the server for as long as we hold it."""

    descriptor: int
    databases: set[str] = field(default_factory=set)


_leases: dict[Path, Lease] = {}
_one_at_a_time = Lock()


def lease_of(cluster: Cluster) -> Lease | None:
    """Our lease, if this process uses the server; a few microseconds, for it is asked on every connection."""
    lease = _leases.get(cluster.home)
    return lease if lease and locks.is_open(lease.descriptor, cluster.users_lock) else None


def join(cluster: Cluster) -> bool:
    """Make this process a user of a server that is ready; whether it was started for us.

    Raises OperationalError or ImproperlyConfigured, in the language of the person, if there can be no server.
    """
    patience = REPAIR_PATIENCE if lease_of(cluster) else PATIENCE
    if not _one_at_a_time.acquire(timeout=patience):
        raise problems.takes_too_long(cluster)
    try:
        return _wait_for_server(cluster, patience) if lease_of(cluster) else _become_user(cluster)
    except OSError as error:
        raise problems.of_system(cluster, error) from None
    finally:
        _one_at_a_time.release()


def _become_user(cluster: Cluster) -> bool:
    lease = _take_lease(cluster)
    try:
        was_started = _wait_for_server(cluster, PATIENCE)
    except BaseException:
        os.close(lease.descriptor)
        raise
    _leases[cluster.home] = lease  # not before: other threads would connect to a server that is not ready
    return was_started


def leave(cluster: Cluster) -> None:
    """Stop using the server; the connections to it break if nobody else uses it."""
    lease = _leases.pop(cluster.home, None)
    if lease and locks.is_open(lease.descriptor, cluster.users_lock):
        os.close(lease.descriptor)


def _take_lease(cluster: Cluster) -> Lease:
    preparation.make_home(cluster)
    descriptor = locks.wait_until(lambda: locks.try_lock(cluster.users_lock, locks.SHARED), PATIENCE)
    if descriptor is None:
        raise problems.takes_too_long(cluster)
    return Lease(descriptor)


def _wait_for_server(cluster: Cluster, patience: float) -> bool:
    """To get the watch lock means that there is no watch: none yet, or killed, or it could not start the server."""
    was_started = False
    end = time.monotonic() + patience
    while time.monotonic() < end:
        lock = locks.try_lock(cluster.watch_lock, locks.EXCLUSIVE)
        if lock is not None:
            _start_watch(cluster, lock, is_second=was_started)
            was_started = True
        elif server.is_ready(cluster):
            return was_started
        server.hurry(cluster)
        time.sleep(locks.PAUSE)
    raise problems.takes_too_long(cluster)


def _start_watch(cluster: Cluster, lock: int, *, is_second: bool) -> None:
    try:
        if is_second:
            raise problems.of_server(cluster)
        binaries = program.for_cluster(cluster)
        preparation.prepare(cluster, binaries)
        _run_watch(cluster, binaries, lock)
    finally:
        os.close(lock)


def _run_watch(cluster: Cluster, binaries: Path, lock: int) -> None:
    """Only with the standard library, which starts in a third of the time; returns when the watch is on its own."""
    log = locks.open_private(cluster.log, os.O_WRONLY | os.O_APPEND | os.O_TRUNC)
    try:
        subprocess.run(  # noqa: S603
            [sys.executable, "-EsS", "-m", watch.__name__, watch.arguments(cluster, binaries, lock)],
            pass_fds=[lock],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=CHECKOUT,
            env=server.ENVIRONMENT,
            start_new_session=True,
        )
    finally:
        os.close(log)
