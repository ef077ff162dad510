"""One embedded server for all processes of a checkout: it starts with the first, ends with the last, survives kills."""

import fcntl
import os
import shutil
import signal
import subprocess
import time

import pytest
from django.conf import settings
from django.db import connection

from portal.core.embedded import locks, removal, server
from portal.core.embedded.account import switch_to
from portal.core.embedded.location import cluster_at
from portal.core.embedded.locks import wait_until

from .embedded_user import User

SOON = 10  # seconds; far more than anything here takes


@pytest.fixture
def folder(open_folder):
    return open_folder()


@pytest.fixture(scope="module")
def prepared(open_folder):
    """Data with an empty table `note`, made once because that takes longest."""
    folder = open_folder()
    cluster = cluster_at(folder / "postgres")
    user = User(cluster.home)
    assert user.ask("CREATE TABLE note (text text)") == "done"
    user.end()
    assert wait_until(lambda: is_over(cluster), SOON)
    yield cluster
    removal.remove(cluster)


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


def test_processes_share_one_server_which_ends_with_the_last(cluster, start_user):
    users = [start_user(cluster.home) for _ in range(3)]
    assert len({user.ask("join") for user in users}) == 1
    for user in users[:2]:
        user.end()
    assert users[2].ask("SELECT 1") == "1"
    assert not is_over(cluster)
    users[2].end()
    assert wait_until(lambda: is_over(cluster), SOON)
    assert list((cluster.home / "run").iterdir()) == []


def test_processes_that_start_at_once_on_a_fresh_folder_make_one_cluster(fresh_cluster, start_user):
    users = [start_user(fresh_cluster.home, pool=number == 1) for number in range(3)]
    for user in users:
        user.tell("join")
    assert len({user.answer() for user in users}) == 1
    assert users[0].ask("CREATE TABLE note (text text)") == "done"
    assert [user.ask("SELECT count(*) FROM note") for user in users] == ["0"] * 3
    for user in users:
        user.end()


def test_commits_are_durable_and_only_local_sockets_are_open(cluster, start_user):
    user = start_user(cluster.home, PGHOSTADDR="192.0.2.1", PGPORT="1", PGUSER="nobody")
    names = ("fsync", "synchronous_commit", "listen_addresses", "jit", "server_encoding")
    assert [user.ask(f"SHOW {name}") for name in names] == ["on", "on", "", "off", "UTF8"]
    assert user.ask("SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    assert user.ask("shell") == "42"
    user.end()


@pytest.mark.skipif(not settings.EMBEDDED_DATABASE, reason="needs the embedded server")
def test_test_databases_do_not_wait_for_the_disk(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("off",)


def test_killed_user_does_not_keep_the_server(cluster, start_user):
    user = start_user(cluster.home)
    user.ask("join")
    user.kill()
    assert wait_until(lambda: is_over(cluster), SOON)


def test_forked_child_is_a_user_as_well(cluster, start_user):
    user = start_user(cluster.home)
    user.ask("join")
    child = int(user.ask("fork"))
    user.kill()
    time.sleep(0.3)
    assert server.is_ready(cluster)
    os.kill(child, signal.SIGKILL)
    assert wait_until(lambda: is_over(cluster), SOON)


def test_forked_child_has_connections_of_its_own(cluster, start_user):
    user = start_user(cluster.home, pool=True)
    backend = user.ask("SELECT pg_backend_pid()")
    assert user.ask("ask in child") == "42"
    assert user.ask("SELECT pg_backend_pid()") == backend
    assert "couldn't stop thread" not in user.end()


@pytest.mark.parametrize("pool", [False, True])
def test_killed_server_is_back_for_its_users_with_all_that_was_committed(cluster, pool, start_user):
    user = start_user(cluster.home, pool=pool)
    user.ask("INSERT INTO note VALUES ('bleibt')")
    server.tell(cluster, signal.SIGKILL)
    time.sleep(0.05)
    assert wait_until(lambda: user.ask("SELECT text FROM note") == "bleibt", SOON)
    user.end()


def test_server_that_waits_for_its_clients_to_end_does_not_keep_others_waiting(cluster, start_user):
    first, second = start_user(cluster.home, pool=True), start_user(cluster.home)
    started = first.ask("join")
    server.tell(cluster, signal.SIGTERM)
    assert wait_until(lambda: server.running(cluster).status == "stopping", SOON)
    assert second.ask("join") > started
    assert first.ask("SELECT 1") == "1"
    first.end()
    second.end()


def test_next_user_replaces_a_killed_watch(cluster, start_user):
    first, second = start_user(cluster.home), start_user(cluster.home)
    started = first.ask("join")
    kill_watch(cluster)
    assert second.ask("join") == started
    first.end()
    second.end()
    assert wait_until(lambda: is_over(cluster), SOON)


def test_server_comes_back_even_if_it_is_killed_with_its_watch(cluster, start_user):
    user = start_user(cluster.home)
    user.ask("join")
    kill_watch(cluster)
    server.tell(cluster, signal.SIGKILL)
    assert wait_until(lambda: user.ask("SELECT 1") == "1", SOON)
    user.end()


def test_files_of_a_dead_server_with_the_number_of_a_living_process_do_not_matter(own_cluster, start_user):
    stranger = subprocess.Popen(["sleep", "60"], **switch_to(own_cluster.account))
    socket_folder = own_cluster.home / "run"
    stale = f"{stranger.pid}\n{own_cluster.data}\n1700000000\n5432\n{socket_folder}\n\n  123 456\nready\n"
    (own_cluster.data / "postmaster.pid").write_text(stale)
    (socket_folder / ".s.PGSQL.5432.lock").write_text(stale)
    user = start_user(own_cluster.home)
    assert user.ask("SELECT 1") == "1"
    user.end()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_start_cut_short_in_initdb_is_made_anew(fresh_cluster, start_user):
    first = start_user(fresh_cluster.home)
    first.tell("join")
    assert wait_until(lambda: (fresh_cluster.unfinished / "base").is_dir(), SOON)
    first.kill()
    assert not is_free(fresh_cluster.server_lock)
    second = start_user(fresh_cluster.home)
    assert second.ask("SELECT 1") == "1"
    assert not fresh_cluster.unfinished.exists()
    second.end()


def test_data_of_another_major_version_are_refused_with_advice_and_can_be_removed(own_cluster, start_user):
    (own_cluster.data / "PG_VERSION").write_text("16\n")
    user = start_user(own_cluster.home, pool=True)
    answer = user.ask("join")
    assert answer.startswith("OtherVersion: Die Daten in")
    assert "PostgreSQL 16" in answer
    assert "manage.py demo --remove" in answer
    assert user.ask("remove") == "None"
    assert not own_cluster.home.exists()
    user.end()


def test_server_that_cannot_start_is_named_with_its_reason(own_cluster, start_user):
    (own_cluster.data / "postgresql.conf").write_text("shared_buffers = unlesbar")
    user = start_user(own_cluster.home)
    answer = user.ask("join")
    assert answer.startswith("OperationalError: Der eingebaute PostgreSQL-Server in")
    assert "contains errors" in answer
    assert user.end() == ""


def test_removal_is_refused_while_another_process_uses_the_server(own_cluster, monkeypatch, start_user):
    monkeypatch.setattr(removal, "PATIENCE", 0.5)
    user = start_user(own_cluster.home)
    user.ask("INSERT INTO note VALUES ('bleibt')")
    with pytest.raises(
        removal.problems.OperationalError, match="wird noch von einem anderen Prozess benutzt"
    ):
        removal.remove(own_cluster)
    assert user.ask("SELECT text FROM note") == "bleibt"
    user.end()


def test_removal_ends_a_server_without_watch_and_leaves_nothing(own_cluster, start_user):
    user = start_user(own_cluster.home)
    user.ask("join")
    kill_watch(own_cluster)
    user.end()
    assert server.is_ready(own_cluster)
    removal.remove(own_cluster)
    assert not own_cluster.home.exists()
    assert server.running(own_cluster) is None


def test_watch_whose_folder_was_deleted_leaves_the_next_server_alone(prepared, own_cluster, start_user):
    first, second = start_user(own_cluster.home), start_user(own_cluster.home)
    first.ask("join")
    postmaster = server.running(own_cluster).pid
    watch_lock = own_cluster.watch_lock.open()
    shutil.rmtree(own_cluster.home)
    copy(prepared, own_cluster)
    started = second.ask("join")
    os.kill(postmaster, signal.SIGKILL)
    assert wait_until(lambda: can_lock(watch_lock), SOON)
    assert second.ask("join") == started


def can_lock(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def test_socket_that_somebody_deleted_is_made_anew(cluster, start_user):
    user = start_user(cluster.home)
    user.ask("join")
    cluster.socket.unlink()
    assert wait_until(lambda: server.is_ready(cluster), SOON)
    assert user.ask("SELECT 1") == "1"
    user.end()


@pytest.mark.parametrize("name", ["x" * 100, "Büro, \"neu\" und 'alt'"])
def test_socket_lies_elsewhere_if_its_path_cannot_be_used(folder, prepared, name, start_user):
    (folder / name).mkdir()
    cluster = cluster_at(folder / name / "postgres")
    copy(prepared, cluster)
    user = start_user(cluster.home, pool=True)
    assert user.ask("SELECT 1") == "1"
    short = cluster.socket_folder
    assert not short.is_relative_to(folder)
    assert short.stat().st_mode & 0o777 == 0o700
    user.end()
    assert wait_until(lambda: is_over(cluster), SOON)
    assert not short.exists()
