"""One embedded server for all processes of a checkout: it starts with the first, ends with the last, survives kills."""

import os
import shutil
import signal
import subprocess
import time

import pytest

from portal.core.embedded import locks, removal, server
from portal.core.embedded.account import switch_to
from portal.core.embedded.location import cluster_at
from portal.core.embedded.locks import wait_until

from .embedded_user import User, open_folder

SOON = 10  # seconds; far more than anything here takes


@pytest.fixture
def folder():
    folder = open_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def prepared():
    """Data with an empty table `note`, made once because that takes longest."""
    folder = open_folder()
    cluster = cluster_at(folder / "postgres")
    user = User(cluster.home)
    assert user.ask("CREATE TABLE note (text text)") == "done"
    user.end()
    assert wait_until(lambda: is_over(cluster), SOON)
    yield cluster
    removal.remove(cluster)
    folder.rmdir()


@pytest.fixture
def cluster(prepared):
    """For tests that do the data no harm."""
    yield prepared
    assert wait_until(lambda: is_over(prepared), SOON)


@pytest.fixture
def own_cluster(folder, prepared):
    """For tests that break something."""
    cluster = cluster_at(folder / "postgres")
    copy(prepared, cluster)
    yield cluster
    removal.remove(cluster)


@pytest.fixture
def fresh_cluster(folder):
    cluster = cluster_at(folder / "postgres")
    yield cluster
    removal.remove(cluster)


def copy(source, target):
    subprocess.run(["cp", "-a", source.home, target.home], check=True)


def is_over(cluster):
    """Neither watch nor server are left."""
    return is_free(cluster.watch_lock) and is_free(cluster.server_lock)


def is_free(lock):
    descriptor = locks.try_lock(lock, locks.EXCLUSIVE)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is not None


def kill_watch(cluster):
    watch = subprocess.check_output(["pgrep", "-f", f"embedded.watch .*{cluster.home}"])
    os.kill(int(watch), signal.SIGKILL)
    assert wait_until(lambda: is_free(cluster.watch_lock), SOON)


def test_processes_share_one_server_which_ends_with_the_last(cluster):
    users = [User(cluster.home) for _ in range(3)]
    assert len({user.ask("join") for user in users}) == 1
    for user in users[:2]:
        user.end()
    assert users[2].ask("SELECT 1") == "1"
    assert not is_over(cluster)
    users[2].end()
    assert wait_until(lambda: is_over(cluster), SOON)
    assert list((cluster.home / "run").iterdir()) == []


def test_processes_that_start_at_once_on_a_fresh_folder_make_one_cluster(fresh_cluster):
    users = [User(fresh_cluster.home, pool=number == 1) for number in range(3)]
    for user in users:
        user.tell("join")
    assert len({user.answer() for user in users}) == 1
    assert users[0].ask("CREATE TABLE note (text text)") == "done"
    assert [user.ask("SELECT count(*) FROM note") for user in users] == ["0"] * 3
    for user in users:
        user.end()


def test_commits_are_durable_and_only_local_sockets_are_open(cluster):
    user = User(cluster.home, PGHOSTADDR="192.0.2.1", PGPORT="1", PGUSER="nobody")
    names = ("fsync", "synchronous_commit", "listen_addresses", "jit", "server_encoding")
    assert [user.ask(f"SHOW {name}") for name in names] == ["on", "on", "", "off", "UTF8"]
    assert user.ask("SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    assert user.ask("shell") == "42"
    user.end()


def test_killed_user_does_not_keep_the_server(cluster):
    user = User(cluster.home)
    user.ask("join")
    user.kill()
    assert wait_until(lambda: is_over(cluster), SOON)


def test_forked_child_is_a_user_as_well(cluster):
    user = User(cluster.home)
    user.ask("join")
    child = int(user.ask("fork"))
    user.kill()
    time.sleep(0.3)
    assert server.is_ready(cluster)
    os.kill(child, signal.SIGKILL)
    assert wait_until(lambda: is_over(cluster), SOON)


@pytest.mark.parametrize("pool", [False, True])
def test_killed_server_is_back_for_its_users_with_all_that_was_committed(cluster, pool):
    user = User(cluster.home, pool=pool)
    user.ask("INSERT INTO note VALUES ('bleibt')")
    server.tell(cluster, signal.SIGKILL)
    time.sleep(0.05)
    assert user.ask("SELECT text FROM note") == "bleibt"
    user.end()


def test_server_that_waits_for_its_clients_to_end_does_not_keep_others_waiting(cluster):
    first, second = User(cluster.home, pool=True), User(cluster.home)
    started = first.ask("join")
    server.tell(cluster, signal.SIGTERM)
    assert wait_until(lambda: server.running(cluster).status == "stopping", SOON)
    assert second.ask("join") > started
    assert first.ask("SELECT 1") == "1"
    first.end()
    second.end()


def test_next_user_replaces_a_killed_watch(cluster):
    first, second = User(cluster.home), User(cluster.home)
    started = first.ask("join")
    kill_watch(cluster)
    assert second.ask("join") == started
    first.end()
    second.end()
    assert wait_until(lambda: is_over(cluster), SOON)


def test_server_comes_back_even_if_it_is_killed_with_its_watch(cluster):
    user = User(cluster.home)
    user.ask("join")
    kill_watch(cluster)
    server.tell(cluster, signal.SIGKILL)
    assert user.ask("SELECT 1") == "1"
    user.end()


def test_files_of_a_dead_server_with_the_number_of_a_living_process_do_not_matter(own_cluster):
    stranger = subprocess.Popen(["sleep", "60"], **switch_to(own_cluster.account))
    socket_folder = own_cluster.home / "run"
    stale = f"{stranger.pid}\n{own_cluster.data}\n1700000000\n5432\n{socket_folder}\n\n  123 456\nready\n"
    (own_cluster.data / "postmaster.pid").write_text(stale)
    (socket_folder / ".s.PGSQL.5432.lock").write_text(stale)
    user = User(own_cluster.home)
    assert user.ask("SELECT 1") == "1"
    user.end()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_start_cut_short_in_initdb_is_made_anew(fresh_cluster):
    first = User(fresh_cluster.home)
    first.tell("join")
    assert wait_until(lambda: (fresh_cluster.unfinished / "base").is_dir(), SOON)
    first.kill()
    second = User(fresh_cluster.home)
    assert second.ask("SELECT 1") == "1"
    assert not fresh_cluster.unfinished.exists()
    second.end()


def test_data_of_another_major_version_are_refused_with_advice_and_can_be_removed(own_cluster):
    (own_cluster.data / "PG_VERSION").write_text("16\n")
    user = User(own_cluster.home)
    answer = user.ask("join")
    assert answer.startswith("OperationalError: Die Daten in")
    assert "PostgreSQL 16" in answer
    assert "manage.py demo --remove" in answer
    removal.remove(own_cluster)
    assert not own_cluster.home.exists()
    user.end()


def test_server_that_cannot_start_is_named_with_its_reason(own_cluster):
    (own_cluster.data / "postgresql.conf").write_text("shared_buffers = unlesbar")
    user = User(own_cluster.home)
    answer = user.ask("join")
    assert answer.startswith("OperationalError: Der eingebaute PostgreSQL-Server in")
    assert "contains errors" in answer
    assert user.end() == ""


def test_removal_is_refused_while_another_process_uses_the_server(own_cluster, monkeypatch):
    monkeypatch.setattr(removal, "PATIENCE", 0.5)
    user = User(own_cluster.home)
    user.ask("INSERT INTO note VALUES ('bleibt')")
    with pytest.raises(
        removal.problems.OperationalError, match="wird noch von einem anderen Prozess benutzt"
    ):
        removal.remove(own_cluster)
    assert user.ask("SELECT text FROM note") == "bleibt"
    user.end()


def test_removal_ends_a_server_without_watch_and_leaves_nothing(own_cluster):
    user = User(own_cluster.home)
    user.ask("join")
    kill_watch(own_cluster)
    user.end()
    assert server.is_ready(own_cluster)
    removal.remove(own_cluster)
    assert not own_cluster.home.exists()
    assert server.running(own_cluster) is None


def test_server_whose_folder_was_deleted_leaves_the_next_one_alone(own_cluster):
    first = User(own_cluster.home)
    first.ask("join")
    shutil.rmtree(own_cluster.home)
    second = User(own_cluster.home)
    second.ask("CREATE TABLE note (text text)")
    first.end()
    time.sleep(0.5)
    assert second.ask("SELECT count(*) FROM note") == "0"
    second.end()


def test_socket_that_somebody_deleted_is_made_anew(cluster):
    user = User(cluster.home)
    user.ask("join")
    cluster.socket.unlink()
    assert wait_until(lambda: server.is_ready(cluster), SOON)
    assert user.ask("SELECT 1") == "1"
    user.end()


@pytest.mark.parametrize("name", ["x" * 100, "Büro, \"neu\" und 'alt'"])
def test_socket_lies_elsewhere_if_its_path_cannot_be_used(folder, prepared, name):
    (folder / name).mkdir()
    cluster = cluster_at(folder / name / "postgres")
    copy(prepared, cluster)
    user = User(cluster.home, pool=True)
    assert user.ask("SELECT 1") == "1"
    short = cluster.socket_folder
    assert not short.is_relative_to(folder)
    assert short.stat().st_mode & 0o777 == 0o700
    user.end()
    assert wait_until(lambda: is_over(cluster), SOON)
    assert not short.exists()
