"""One running server: start it, ask how it is, tell it to end."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from portal.core.embedded import locks
from portal.core.embedded.account import switch_to
from portal.core.embedded.cluster import PORT, Cluster

# Small, and nothing that makes a commit less durable. The log names no statements and no values: both may be personal.
SETTINGS = {
    "port": PORT,
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": 200,
    "jit": "off",
    "io_method": "sync",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "max_logical_replication_workers": 0,
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
if sys.platform == "linux":
    SETTINGS["recovery_init_sync_method"] = "syncfs"  # after a crash: one call instead of one for every file
# The server may run as another account, which need not see our secrets.
ENVIRONMENT = {
    **{name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TZ") if name in os.environ},
    "LC_ALL": "C",
}
STATUS_LINE = 7


class Postmaster(NamedTuple):
    pid: int
    status: str  # "starting", "ready" or "stopping"


def start(cluster: Cluster, program: Path, lock: int) -> subprocess.Popen:
    """Start the server; `lock` is the held server lock, which all its processes inherit.

    Whoever holds that lock knows that no process of a server is left, so the files of an earlier one are waste.
    PostgreSQL itself would trust the process numbers in them, which may be those of others by now.
    """
    for leftover in (cluster.data / "postmaster.pid", cluster.socket, Path(f"{cluster.socket}.lock")):
        leftover.unlink(missing_ok=True)
    return subprocess.Popen(  # noqa: S603
        _command(cluster, program),
        pass_fds=[lock],
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=ENVIRONMENT,
        **switch_to(cluster.account),
    )


def _command(cluster: Cluster, program: Path) -> list[str]:
    folder = str(cluster.socket_folder).replace('"', '""')
    settings = SETTINGS | {"unix_socket_directories": f'"{folder}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(program / "bin" / "postgres"), "-D", str(cluster.data), *options]


def seems_ready(cluster: Cluster) -> bool:
    """As `is_ready`, but without a word to the server; wrong only for the moment in which its processes die."""
    lock = locks.try_lock(cluster.server_lock, locks.SHARED)
    if lock is not None:
        os.close(lock)
        return False
    postmaster = _noted(cluster)
    return postmaster is not None and postmaster.status == "ready"


def _noted(cluster: Cluster) -> Postmaster | None:
    """The server as it described itself, be it alive or not."""
    try:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), lines[STATUS_LINE].strip())
    except (OSError, ValueError, IndexError):
        return None


def running(cluster: Cluster) -> Postmaster | None:
    """The server that listens, as it describes itself; a file left by a dead one is not believed."""
    postmaster = _noted(cluster)
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(cluster.socket))
    except OSError:
        return None
    return postmaster


def is_ready(cluster: Cluster) -> bool:
    postmaster = running(cluster)
    return postmaster is not None and postmaster.status == "ready"


def tell(cluster: Cluster, number: signal.Signals, *, only_if: str = "") -> None:
    """Send a signal to the server if one listens (and has the given status).

    As the account it runs as, which could have noted any number: so root ends no process of somebody else.
    """
    postmaster = running(cluster)
    if postmaster and only_if in ("", postmaster.status):
        command = ["/bin/sh", "-c", f"kill -{int(number)} {postmaster.pid}"]
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL, **switch_to(cluster.account))  # noqa: S603


def hurry(cluster: Cluster) -> None:
    """A server told to end by somebody else waits for its clients, possibly for ever: make it end now."""
    tell(cluster, signal.SIGINT, only_if="stopping")


def remove_socket_folder(cluster: Cluster) -> None:
    """The one among the temporary folders, if it had to lie there."""
    with suppress(OSError):
        if not cluster.has_own_socket_folder:
            cluster.socket_folder.rmdir()


def last_words(cluster: Cluster) -> str:
    """The last error in the server's log, or nothing."""
    try:
        lines = cluster.log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    errors = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return errors[-1] if errors else "\n".join(lines[-1:])
