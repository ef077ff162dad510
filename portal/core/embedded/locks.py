"""Locks of the kernel on files (flock): they belong to an open file and end when its last descriptor is closed.

A forked child inherits the descriptor and so counts as a holder; a program started by exec does not, unless it is
given the descriptor. A killed process loses its locks at once.
"""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

SHARED, EXCLUSIVE = fcntl.LOCK_SH, fcntl.LOCK_EX
PAUSE = 0.01  # seconds


def open_private(path: Path, flags: int = os.O_RDWR) -> int:
    """Open or make a file that belongs to the owner of its folder, also if root makes it."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(descriptor, folder.st_uid, folder.st_gid)
    return descriptor


def try_lock(path: Path, kind: int) -> int | None:
    """The descriptor that holds the lock, or None while others hold it."""
    while True:
        descriptor = open_private(path)
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if is_open(descriptor, path):
            return descriptor
        os.close(descriptor)  # the file was deleted and made anew in the meantime


def wait_for_lock(path: Path, kind: int) -> int:
    """As try_lock, but without end; the lock is that of the file which lay there at the time of the call."""
    descriptor = open_private(path)
    fcntl.flock(descriptor, kind)
    return descriptor


def is_open(descriptor: int, path: Path) -> bool:
    """Whether the descriptor still is this very file: it may be closed, used again, or the file deleted."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def wait_until[T](condition: Callable[[], T], seconds: float) -> T:
    """Ask again until there is an answer (not None, not False) or the time is over; the last answer."""
    end = time.monotonic() + seconds
    while ((answer := condition()) is None or answer is False) and time.monotonic() < end:
        time.sleep(PAUSE)
    return answer
