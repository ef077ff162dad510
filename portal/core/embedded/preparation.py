"""Make the folders and the data of a server, once; an attempt that was cut short is made anew."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.core.embedded import locks, problems, server
from portal.core.embedded.account import account_name, hand_over, switch_to
from portal.core.embedded.cluster import USER, Cluster, fits_socket
from portal.core.embedded.program import VERSION

# A collation that is the same on every system and needs no library; German order is made in Python.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
# One call for all files where the system has one.
SYNC = ("--sync-method=syncfs",) if sys.platform == "linux" else ()
RUNNING = -1
PATIENCE = 60  # seconds to wait for the rest of a killed server or of a killed initdb


def make_home(cluster: Cluster) -> None:
    """Make the folder of the server if need be, closed to everybody but us and the server's account."""
    for folder, mode in ((cluster.home.parent, 0o755), (cluster.home, 0o700)):
        if not folder.is_dir():
            _make_folder(folder, mode)
    check_owner(cluster)


def check_owner(cluster: Cluster) -> None:
    """Root may use everybody's server, others only their own."""
    status = cluster.home.stat()
    if status.st_uid != os.geteuid() != 0:
        raise problems.belongs_to_somebody_else(cluster.home, account_name(status.st_uid))


def _make_folder(folder: Path, mode: int) -> None:
    """With its missing parents. What root makes belongs to the owner of the folder around it."""
    if not folder.parent.is_dir():
        _make_folder(folder.parent, 0o755)
    try:
        folder.mkdir(mode)
    except FileExistsError:
        return
    if os.geteuid() == 0:
        around = folder.parent.stat()
        os.chown(folder, around.st_uid, around.st_gid)
        folder.chmod(mode)


def prepare(cluster: Cluster, program: Path) -> None:
    """Leave the data ready for a start, or a server running; call it with the watch lock held."""
    lock = locks.wait_until(lambda: _lock_or_server(cluster), PATIENCE)
    if lock is None:
        raise problems.takes_too_long(cluster)
    if lock == RUNNING:
        return
    try:
        _set_access(cluster)
        _make_socket_folder(cluster)
        if not cluster.data.is_dir():
            _make_data(cluster, program, lock)
        _check(cluster)
    finally:
        os.close(lock)


def _lock_or_server(cluster: Cluster) -> int | None:
    server.hurry(cluster)
    if server.is_ready(cluster):
        return RUNNING
    return locks.try_lock(cluster.server_lock, locks.EXCLUSIVE)


def _set_access(cluster: Cluster) -> None:
    """What lies in `home` stays root's: the account gets in, but makes nothing there that root might trip over."""
    is_shared = cluster.account and cluster.home.stat().st_uid != cluster.account.uid
    if is_shared:
        os.chown(cluster.home, -1, cluster.account.gid)
    cluster.home.chmod(0o710 if is_shared else 0o700)
    if cluster.home.stat().st_mode & 0o007:
        raise problems.no_access_rights(cluster.home)


def _make_socket_folder(cluster: Cluster) -> None:
    if cluster.has_own_socket_folder:
        cluster.run_folder.mkdir(0o700, exist_ok=True)
    elif not _is_ours_again(cluster):
        cluster.socket_note.write_text(str(_temporary_folder()))
    hand_over(cluster.socket_folder, cluster.account)


def _is_ours_again(cluster: Cluster) -> bool:
    """Whether the folder of last time is there or can be made again: pools of connections know its name."""
    try:
        folder = cluster.socket_folder
        folder.mkdir(0o700)
    except FileExistsError:
        status = folder.lstat()
        return stat.S_ISDIR(status.st_mode) and status.st_uid == _server_uid(cluster)
    except OSError:
        return False
    return True


def _server_uid(cluster: Cluster) -> int:
    return cluster.account.uid if cluster.account else os.geteuid()


def _temporary_folder() -> Path:
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 (only the parent of a private folder)
        if fits_socket(Path(parent, "bildungsportal-12345678")):
            break
    return Path(tempfile.mkdtemp(prefix="bildungsportal-", dir=parent))


def _make_data(cluster: Cluster, program: Path, lock: int) -> None:
    """initdb inherits the server lock: should we be killed, nobody touches the data before it has ended."""
    if cluster.unfinished.exists():
        shutil.rmtree(cluster.unfinished)
    cluster.unfinished.mkdir(0o700)
    hand_over(cluster.unfinished, cluster.account)
    initdb = subprocess.run(  # noqa: S603
        [program / "bin" / "initdb", "-D", cluster.unfinished, "-U", USER, "--auth=trust", *LOCALE, *SYNC],
        pass_fds=[lock],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        env=server.ENVIRONMENT,
        **switch_to(cluster.account),
    )
    if initdb.returncode:
        raise problems.does_not_start(cluster, _reason(initdb.stderr))
    cluster.unfinished.rename(cluster.data)


def _reason(output: str) -> str:
    """The line in which initdb names its error; what follows is advice."""
    lines = output.strip().splitlines() or [""]
    return next((line for line in lines if "error:" in line or "FATAL:" in line), lines[-1])


def _check(cluster: Cluster) -> None:
    found = (cluster.data / "PG_VERSION").read_text().strip()
    if found != VERSION:
        raise problems.other_version(cluster, found, VERSION)
    owner = cluster.data.stat().st_uid
    if owner != _server_uid(cluster):
        raise problems.belongs_to_somebody_else(cluster.data, account_name(owner))
