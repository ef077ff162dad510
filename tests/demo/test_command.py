"""`manage.py demo` as a person runs it: in a process of its own, in an empty database."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from portal.demo import server


@pytest.fixture
def database(db, request):
    """Address of a new, empty database on the server of the tests."""
    name = f"{connection.settings_dict['NAME']}_demo"
    info = connection.connection.info
    address = {"host": info.host, "port": info.port, "user": info.user, "password": info.password}
    drop, create = (
        sql.SQL(words).format(sql.Identifier(name))
        for words in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
    )
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as admin:
        admin.execute(drop)
        admin.execute(create)
        yield psycopg.connect(dbname=name, autocommit=True, **address), url_of(name, address)
        admin.execute(drop)


def url_of(name, address):
    host = quote(address["host"], safe="")
    login = f"{address['user']}:{quote(address['password'], safe='')}"
    return f"postgres://{login}@/{name}?host={host}&port={address['port']}"


@pytest.fixture
def demo(database, tmp_path):
    """Starts the command with the given options; output goes to the pipe."""
    started = []

    def start(*options):
        environment = os.environ | {
            "DATABASE_URL": database[1],
            "DJANGO_DEBUG": "1",
            "MEDIA_ROOT": str(tmp_path),
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "manage.py", "demo", *options]
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_for_line(process, words):
    """Read the output up to a line with these words; all that was read."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def count(database, table):
    return database[0].execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0]


def free_port():
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        return probe.getsockname()[1]


def answers(port, seconds=20):
    """Whether the portal answers within some seconds: its last words come just before it listens."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            return urlopen(f"http://{server.HOST}:{port}/healthz", timeout=10).status == 200
        except OSError:
            time.sleep(0.1)
    return False


def test_a_start_killed_in_the_middle_leaves_nothing_and_the_next_one_completes(database, demo):
    first = demo("--prepare-only")
    wait_for_line(first, "werden geladen")
    time.sleep(0.7)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert count(database, "providers_provider") == count(database, "demo_demostate") == 0

    port = free_port()
    second = demo("--port", str(port))
    output = wait_for_line(second, "Strg-C")
    assert "mehmet@example.org" in output and f"http://localhost:{port}/" in output
    assert count(database, "demo_demostate") == 1
    assert answers(port)
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=10) == 0

    assert demo("--remove").wait(timeout=30) == 0
    assert count(database, "providers_provider") == count(database, "demo_demostate") == 0


def test_a_database_of_somebody_else_stays_as_it_is(database, demo):
    database[0].execute("CREATE TABLE kunden (name text)")
    database[0].execute("INSERT INTO kunden VALUES ('Anna')")
    for option in ("--prepare-only", "--remove"):
        process = demo(option)
        assert "kunden" in wait_for_line(process, "nichts verändert")
        assert process.wait(timeout=10) == 1
    tables = database[0].execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    assert tables.fetchall() == [("kunden",)]


def test_a_port_in_use_is_named_with_another_one():
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"{port}.*--port"):
            call_command("demo", port=port)


@pytest.mark.parametrize("port", ["0", "65536", "acht", "-1", "８０００"])
def test_a_port_is_a_number(port):
    with pytest.raises(CommandError, match="1 bis 65535"):
        call_command("demo", "--port", port)
