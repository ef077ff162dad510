"""Making an account: by e-mail only, confirmed by a button, telling nobody who has one."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from portal.accounts import closing
from portal.core.models import OutgoingMail, User
from tests.accounts.support import (
    PASSWORD,
    bare,
    code_in,
    is_signed_in,
    last_mail,
    link_in,
    opened,
    sign_in,
    sign_up,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "neu@example.org"


def test_the_link_in_the_mail_changes_nothing_and_the_button_confirms(client):
    assert sign_up(client, NEW).url == "/konto/e-mail/unterwegs/"
    link = link_in(last_mail(NEW))
    for _again in range(2):
        assert client.get(link).status_code == 200
    assert sign_in(Client(), NEW).url == "/konto/e-mail/unterwegs/"
    assert client.post(link).url == "/konto/anmelden/"
    sign_in(client, NEW)
    assert is_signed_in(client)


def test_a_link_that_is_used_broken_or_late_says_so(client, monkeypatch):
    sign_up(client, NEW)
    link = link_in(last_mail(NEW))
    client.post(link)
    for over in (link, link[:-3], "/konto/e-mail/bestaetigen/?code=%00", "/konto/e-mail/bestaetigen/"):
        assert client.get(over).status_code == 410
        assert client.post(over, follow=True).status_code == 410


def test_the_password_is_kept_as_argon2(client):
    sign_up(client, NEW)
    assert User.objects.get(email=NEW).password.startswith("argon2$")


@pytest.mark.parametrize("password", ["kurz", "neu@example.org", "passwort1234\x00"])
def test_a_weak_password_is_refused_with_a_hint_and_the_address_is_kept(client, password):
    page = sign_up(client, NEW, password).content.decode()
    assert NEW in page and "kern-error" in page
    assert not User.objects.exists()


def test_programs_that_fill_in_everything_make_no_account(client):
    client.post("/konto/registrieren/", {"email": NEW, "password1": PASSWORD, **opened(), "website": "x"})
    assert not User.objects.exists()


def _ways(client, email):
    yield sign_up(client, email)
    yield client.post("/konto/passwort/vergessen/", {"email": email, **opened()})
    yield client.get("/konto/passwort/code/")
    client.cookies.clear()
    yield client.post("/konto/anmelden/code/", {"email": email, **opened()})
    yield client.get("/konto/anmelden/code/eingeben/")
    yield client.post("/konto/anmelden/code/eingeben/", {"code": "FALSCH"})
    client.cookies.clear()
    yield sign_in(client, email, "falsch-falsch-falsch")


def test_known_and_unknown_addresses_get_the_same_answers(db):
    make_user("bekannt@example.org", password=PASSWORD)
    known = [bare(answer) for answer in _ways(Client(), "bekannt@example.org")]
    unknown = [bare(answer) for answer in _ways(Client(), "unbekannt@example.org")]
    assert known == unknown
    assert OutgoingMail.objects.filter(recipient="bekannt@example.org").count() == 3


def test_known_and_unknown_addresses_cost_the_same_number_of_hashes(db, monkeypatch):
    make_user("bekannt@example.org", password=PASSWORD)
    counted = []
    encode = Argon2PasswordHasher.encode

    def count(self, *arguments):
        counted.append(1)
        return encode(self, *arguments)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", count)
    numbers = []
    for email in ("bekannt@example.org", "unbekannt@example.org"):
        counted.clear()
        sign_up(Client(), email)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] == 1


def test_the_mail_to_an_address_with_account_says_so(client):
    make_user("bekannt@example.org", password=PASSWORD)
    sign_up(client, "bekannt@example.org")
    assert "Sie haben aber schon eines" in last_mail("bekannt@example.org").text
    assert User.objects.count() == 1


def test_what_was_never_confirmed_is_deleted_after_three_days(client):
    sign_up(client, NEW)
    staff_made = make_user("von-uns@example.org")
    now = timezone.now()
    assert closing.delete_unconfirmed(now + timedelta(days=2, hours=23)) == 0
    closing.delete_unconfirmed(now + timedelta(days=3, hours=1))
    assert list(User.objects.all()) == [staff_made]


def test_a_forgotten_password_is_renewed_by_a_mailed_code(client):
    make_user("anna@example.org", password="alt-alt-alt-alt")
    client.post("/konto/passwort/vergessen/", {"email": "anna@example.org", **opened()})
    code = code_in(last_mail("anna@example.org"))
    assert client.post("/konto/passwort/code/", {"code": code}).url == "/konto/passwort/neu/"
    client.post("/konto/passwort/neu/", {"password1": PASSWORD, "password2": PASSWORD})
    fresh = Client()
    sign_in(fresh, "anna@example.org")
    assert is_signed_in(fresh)
