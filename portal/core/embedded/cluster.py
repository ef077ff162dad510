"""The folders and files of one server."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portal.core.embedded.account import Account

CHECKOUT = Path(__file__).resolve().parents[3]
USER = "postgres"  # inside the database; has nothing to do with accounts of the system
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes; macOS allows one byte more for the final NUL, Linux five


@dataclass(frozen=True)
class Cluster:
    """`home` holds everything of the server; `account` runs it if we are root, else it is None."""

    home: Path
    account: Account | None = None

    @cached_property
    def data(self) -> Path:
        return self.home / "data"

    @cached_property
    def unfinished(self) -> Path:
        """Data being made or deleted: never in use, so whoever finds them may delete them."""
        return self.home / "unfinished"

    @cached_property
    def log(self) -> Path:
        return self.home / "server.log"

    @cached_property
    def users_lock(self) -> Path:
        """Shared by all processes that use the server; exclusive: it has no user, and gets none meanwhile."""
        return self.home / "users.lock"

    @cached_property
    def watch_lock(self) -> Path:
        """Held by the process that prepares the data, then by the watch it starts."""
        return self.home / "watch.lock"

    @cached_property
    def server_lock(self) -> Path:
        """Held by every process of the server and by initdb; exclusive: none of them is alive."""
        return self.home / "server.lock"

    @cached_property
    def socket_note(self) -> Path:
        """Names the folder of the socket when it cannot lie in `home`."""
        return self.home / "socket-folder"

    @cached_property
    def run_folder(self) -> Path:
        """For the socket, if its path is one that can be used."""
        return self.home / "run"

    @cached_property
    def has_own_socket_folder(self) -> bool:
        return fits_socket(self.run_folder)

    @property
    def socket_folder(self) -> Path:
        return self.run_folder if self.has_own_socket_folder else Path(self.socket_note.read_text().strip())

    @property
    def socket(self) -> Path:
        return self.socket_folder / SOCKET_NAME


def fits_socket(folder: Path) -> bool:
    """Whether libpq can connect to a socket in this folder: short enough, and no comma, which separates hosts."""
    path = folder / SOCKET_NAME
    return len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and "," not in str(path)
