"""What holds for every answer below `/api/`: JSON, open to other sites, no cookie, kept by caches that ask."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from providers.models import Offer
from tests.factories import make_offer


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v2/offers", "/api/v1/offers/", "/api/v1/angebote"]
)
def test_addresses_that_do_not_exist_say_so_in_json(lena, path):
    response = lena.get(path)
    assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/offers", "/api/v1/offers/1", "/api/v1/providers"])
def test_nothing_can_be_written(path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code in (403, 405)
    assert "detail" in response.json()


@pytest.mark.django_db
def test_a_wrong_method_names_the_right_one(lena):
    response = lena.post("/api/v1/offers")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")
    assert response.json() == {"detail": "Method Not Allowed"}


@pytest.mark.django_db
def test_head_has_the_headers_and_no_body(lena):
    get, head = lena.get("/api/v1/offers"), lena.head("/api/v1/offers")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


@pytest.mark.django_db
def test_answers_are_open_to_other_sites_without_cookie(lena):
    response = lena.get("/api/v1/offers", headers={"Origin": "https://stadt.example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_pages_are_not_open_to_other_sites(lena):
    assert "Access-Control-Allow-Origin" not in lena.get("/suche/").headers


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/offers", "/api/v1/offers/{id}"])
def test_a_kept_answer_is_asked_for_each_time(lena, path):
    offer = make_offer("Deutsch")
    path = path.format(id=offer.pk)
    first = lena.get(path)
    assert "no-cache" in first.headers["Cache-Control"]
    again = lena.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Offer.objects.filter(pk=offer.pk).update(title="Deutsch neu")
    changed = lena.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "Deutsch neu" in changed.content.decode()


@pytest.mark.django_db
def test_a_mistake_of_ours_is_json_too(monkeypatch):
    def broken(_number):
        raise ZeroDivisionError

    monkeypatch.setattr("portal.opendata.details.offer", broken)
    response = Client(raise_request_exception=False).get("/api/v1/offers/1")
    assert (response.status_code, response.json()) == (500, {"detail": "Internal Server Error"})


# A request that waits for the pool as long as psycopg would by itself takes 30 seconds.
WITHOUT_DATABASE = """
import time, django
django.setup()
from django.test import Client
start = time.monotonic()
response = Client(headers={"host": "localhost"}).get("/api/v1/offers")
print(response.status_code, response.json(), response["Retry-After"], time.monotonic() - start < 15, sep="|")
"""


@pytest.mark.parametrize("debug", ["0", "1"])
def test_without_database_the_answer_is_503_in_json(debug):
    env = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_DEBUG": debug,
        "DJANGO_SECRET_KEY": "only-for-this-test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DATABASE],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "503|{'detail': 'Service Unavailable'}|30|True\n", done.stderr
