"""A running portal with demo data, in a database of its own, and Debian's Chromium in front of it.

Needs `chromium` on the path; where it is missing the tests skip and say so, in `.ci/run` (REQUIRE_BROWSER=1) they fail.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import sync_playwright

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needed(tool, found):
    """Return what was found, else skip with the reason, or fail where the tool must be there."""
    if found:
        return found
    reason = f"{tool} is not installed"
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(reason)
    return pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium(portal):
    # After the portal and no longer than a file: Django refuses database work beside playwright's running loop.
    path = needed("chromium", shutil.which("chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker):
    """Address of an empty database on the server the tests use; dropped at the end."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"] + "_browser"
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            info = connection.connection.info
            # Kept now: at the end of the session this connection may be closed, and then it tells nothing.
            login = {"host": info.host, "port": info.port, "user": info.user, "password": info.password}
            address = address_of(info, name)
    yield address
    with psycopg.connect(dbname="postgres", autocommit=True, **login) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def address_of(info, name):
    """As DATABASE_URL; a socket's folder (the embedded server) goes where the case of its letters is kept."""
    login = f"{info.user}:{quote(info.password or '', safe='')}"
    if info.host.startswith("/"):
        return f"postgres://{login}@/{name}?host={quote(info.host, safe='')}&port={info.port}"
    return f"postgres://{login}@{info.host}:{info.port}/{name}"


@pytest.fixture(scope="session")
def portal(demo_database, tmp_path_factory):
    """Base address of `manage.py demo` as a person would start it."""
    port, log = free_port(), tmp_path_factory.mktemp("portal") / "log"
    env = os.environ | {
        "DATABASE_URL": demo_database,
        "DJANGO_SECRET_KEY": "only-for-this-test-run",
        "DJANGO_DEBUG": "0",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
    }
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_ready(address, server, log, seconds=180):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The portal did not start in {seconds} s:\n{log.read_text()}")


@pytest.fixture
def open_page(chromium, portal):
    """Opens an address in a fresh browser profile; keyword arguments go to playwright's `new_context`."""
    contexts = []

    def visit(path, **options):
        context = chromium.new_context(base_url=portal, locale="de-DE", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
