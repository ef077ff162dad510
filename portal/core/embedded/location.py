"""Where the server of this checkout keeps its data, and which account runs it.

In `var/postgres` of the project if possible. Root's server runs as the owner of the checkout, or if that is root too,
as an account for services; where that account cannot get to (/root is closed), the data lie in a system folder.
A user who may not write to the checkout has a folder of their own. Data that are already there decide first.
"""

import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from portal.core.embedded import problems
from portal.core.embedded.account import Account, owner_of, service_account
from portal.core.embedded.cluster import CHECKOUT, Cluster

SYSTEM = Path("/var/lib") if Path("/var/lib").is_dir() else Path("/var/db")


@cache
def default_cluster() -> Cluster:
    return find_cluster(CHECKOUT)


def find_cluster(checkout: Path, *, system: Path = SYSTEM) -> Cluster:
    project = checkout / "var" / "postgres"
    if os.geteuid() == 0:
        return _find_for_root(project, system / _name(checkout), checkout)
    return _find_for_user(project, _personal_folder() / _name(checkout), checkout)


def of_settings(settings_dict: dict) -> Cluster:
    return cluster_at(Path(settings_dict["HOST"])) if settings_dict["HOST"] else default_cluster()


@cache
def cluster_at(home: Path) -> Cluster:
    """A server of its own with its data in the given folder, for tests and experiments."""
    return Cluster(home, _account_for(home) if os.geteuid() == 0 else None)


def _find_for_root(project: Path, system: Path, checkout: Path) -> Cluster:
    for home in (project, system):
        account = owner_of(home / "data") if os.path.isdir(home / "data") else None
        if account and account.can_reach(_existing(home)):
            return Cluster(home, account)
    account = _account_for(checkout)
    return Cluster(project if account.can_reach(_existing(project)) else system, account)


def _find_for_user(project: Path, personal: Path, checkout: Path) -> Cluster:
    with_data = [home for home in (project, personal) if _is_mine(home) and os.path.isdir(home / "data")]
    can_write = os.access(_existing(project), os.W_OK | os.X_OK) or os.access(checkout, os.W_OK)
    return Cluster((with_data or [project if can_write else personal])[0])


def _is_mine(home: Path) -> bool:
    return os.path.isdir(home) and home.stat().st_uid == os.geteuid()


def _account_for(folder: Path) -> Account:
    account = owner_of(_existing(folder)) or service_account()
    if account is None:
        raise problems.no_account()
    return account


def _existing(path: Path) -> Path:
    """The path or the closest folder around it that exists."""
    return next(folder for folder in (path, *path.parents) if os.path.isdir(folder))


def _personal_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _name(checkout: Path) -> str:
    """Unlike that of any other checkout, and recognisable."""
    readable = re.sub("[^a-z0-9]", "", checkout.name.lower())
    return f"bildungsportal-{readable[:24]}-{sha256(os.fsencode(checkout)).hexdigest()[:8]}"


def is_in_project(cluster: Cluster) -> bool:
    return cluster.home.is_relative_to(CHECKOUT)


def describe(cluster: Cluster) -> str:
    """One sentence for the person who starts the portal."""
    if cluster.account:
        text = _("Eingebauter PostgreSQL-Server mit dem Konto %(account)s, Daten in %(folder)s.")
    else:
        text = _("Eingebauter PostgreSQL-Server, Daten in %(folder)s.")
    return text % {"account": cluster.account and cluster.account.name, "folder": cluster.home}
