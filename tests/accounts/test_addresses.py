"""Every address below /konto/ for a visitor and for a person who owns nothing: closed, under the strict policy."""

import pytest
from django.test import Client

from tests.accounts.support import PASSWORD
from tests.factories import make_location, make_provider
from tests.konto_addresses import KONTO

pytestmark = pytest.mark.django_db
# Signing in and answering a link are for visitors: what they send there is answered, not led to sign in.
OPEN = (
    "anmelden/", "registrieren/", "passwort/", "e-mail/bestaetigen/", "e-mail/unterwegs/", "einladung/", "abmelden/",
    "gesperrt/", "geloescht/", "stand/", "bestaetigen/",
)  # fmt: skip


def test_what_visitors_and_people_get(anna):
    anna.set_password(PASSWORD)
    anna.save()
    provider = make_provider()
    place = make_location(provider)
    visitor, person = Client(), Client()
    person.force_login(anna)
    wrong = {}
    for _pattern, example, for_visitor, for_person in KONTO:
        path = "/konto/" + example.format(slug=provider.slug, pk=place.pk)
        answers = visitor.get(path), person.get(path)
        for answer in answers:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
            assert "unsafe" not in answer.headers["Content-Security-Policy"], path
        statuses = tuple(answer.status_code for answer in answers)
        if statuses != (for_visitor, for_person):
            wrong[path] = statuses
    assert not wrong, sorted(wrong.items())


def test_nothing_is_sent_by_visitors_where_an_account_is_needed():
    provider = make_provider()
    visitor, wrong = Client(), {}
    for _pattern, example, _visitor, _person in KONTO:
        path = "/konto/" + example.format(slug=provider.slug, pk=1)
        if example.startswith(OPEN):
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(visitor, method)(path)
            if answer.status_code not in (404, 405) and "/konto/anmelden/" not in answer.headers.get(
                "Location", ""
            ):
                wrong[method, path] = answer.status_code
    assert wrong == {}


def test_pages_of_people_are_kept_by_no_cache(anna):
    person = Client()
    person.force_login(anna)
    for path in ("", "einstellungen/", "anbieter/", "e-mail/", "passkeys/", "zwei-faktor/", "anmeldungen/"):
        answer = person.get(f"/konto/{path}")
        assert "Cookie" in answer.headers["Vary"], path
