"""The account that runs the server, because PostgreSQL refuses to run as root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

SERVICE_ACCOUNTS = ("postgres", "_postgres", "nobody")
READ, ENTER = 4, 1


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def can_reach(self, path: Path) -> bool:
        """Whether the account may read the file or enter the folder, by the mode bits alone."""
        path = path.resolve()
        wanted = ENTER if path.is_dir() else READ
        return self._may(path, wanted) and all(self._may(folder, ENTER) for folder in path.parents)

    def _may(self, path: Path, wanted: int) -> bool:
        status = path.stat()
        shift = 6 if status.st_uid == self.uid else 3 if status.st_gid == self.gid else 0
        return status.st_mode >> shift & wanted == wanted


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def owner_of(path: Path) -> Account | None:
    """The account a file belongs to; None for root and for numbers without a name, which initdb refuses."""
    uid = path.stat().st_uid
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(entry.pw_name, uid, entry.pw_gid) if uid else None


def service_account() -> Account | None:
    """The first account of this system that is made for running such servers."""
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    found = [known[name] for name in SERVICE_ACCOUNTS if name in known]
    return Account(found[0].pw_name, found[0].pw_uid, found[0].pw_gid) if found else None


def switch_to(account: Account | None) -> dict:
    """Arguments for `subprocess` that make the child run as this account; None: as ourselves."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def hand_over(path: Path, account: Account | None) -> None:
    if account:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
