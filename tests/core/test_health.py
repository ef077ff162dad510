"""Machines ask whether the portal lives; people get a German page while the database is away."""

import os
import subprocess
import sys

from django.conf import settings
from django.test import Client

ASK = """
import time, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
for path in ("/healthz", "/readyz", "/anbieter/"):
    start = time.monotonic()
    response = client.get(path)
    text = response.content.decode()
    quick = time.monotonic() - start < 3.5  # two seconds for a connection, and what this machine is busy with
    print(path, response.status_code, quick, "kurze Pause" in text)
"""


def test_alive_and_ready_with_a_database(lena, db):
    assert lena.get("/healthz").status_code == 200
    assert lena.get("/readyz").status_code == 200


def test_alive_asks_no_database(lena, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        lena.get("/healthz")


def answers_without_database():
    env = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines, done.stderr
    return {path: (int(status), quick, german) for path, status, quick, german in lines}


def test_without_database_alive_stays_200_ready_says_503_and_people_read_german():
    answers = answers_without_database()
    assert answers["/healthz"][0] == 200
    assert answers["/readyz"][0] == 503
    assert answers["/anbieter/"] == (503, "True", "True")


def test_health_sets_no_cookie(db):
    assert not Client().get("/healthz").cookies
