"""Signing in: password, mailed code, second factor; tries are limited and nobody can lock another person out."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from portal.core.models import OutgoingMail
from tests.accounts.support import PASSWORD, code_in, is_signed_in, last_mail, opened, sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ANNA = "anna@example.org"
HOME, STRANGER, OTHER = ({"REMOTE_ADDR": address} for address in ("203.0.113.7", "198.51.100.9", "192.0.2.4"))


@pytest.fixture
def anna():
    return make_user(ANNA, name="Anna", password=PASSWORD)


def guess(times, **network):
    for _number in range(times):
        answer = sign_in(Client(), ANNA, "geraten-geraten", **network)
    return answer.content.decode()


def test_password_leads_in_and_next_stays_on_the_site(anna):
    client = Client()
    answer = client.post(
        "/konto/anmelden/?next=//boese.example/",
        {"login": ANNA, "password": PASSWORD, "next": "//boese.example/"},
    )
    assert answer.url == "/konto/"
    answer = Client().post(
        "/konto/anmelden/", {"login": ANNA, "password": PASSWORD, "next": "/konto/einstellungen/"}
    )
    assert answer.url == "/konto/einstellungen/"


def test_a_mailed_code_leads_in_without_password(anna):
    client = Client()
    client.post("/konto/anmelden/code/", {"email": ANNA, **opened()})
    client.post("/konto/anmelden/code/eingeben/", {"code": code_in(last_mail(ANNA))})
    assert is_signed_in(client)


def test_tries_are_limited_before_the_password_is_hashed(anna, monkeypatch):
    guess(5, **STRANGER)
    monkeypatch.setattr(Argon2PasswordHasher, "encode", pytest.fail)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", pytest.fail)
    assert "zu viele Versuche" in guess(1, **STRANGER)


def test_a_stranger_who_guesses_locks_out_only_himself(anna):
    guess(7, **STRANGER)
    elsewhere = Client()
    sign_in(elsewhere, ANNA, **HOME)
    assert is_signed_in(elsewhere)


def test_even_with_all_unknown_devices_refused_the_known_one_gets_in(anna, monkeypatch):
    known = Client()
    sign_in(known, ANNA, **HOME)
    known.post("/konto/abmelden/")
    monkeypatch.setattr("portal.accounts.limits.ADDRESS", (1, timedelta(days=1)))
    assert "zu viele Versuche" in guess(3, **OTHER)
    assert "zu viele Versuche" in sign_in(Client(), ANNA, **HOME).content.decode()
    sign_in(known, ANNA, **HOME)
    assert is_signed_in(known)


def test_the_mark_of_another_account_or_a_forged_one_gives_no_tries(anna):
    make_user("omar@example.org", password=PASSWORD)
    omar = Client()
    sign_in(omar, "omar@example.org", **STRANGER)
    omar.post("/konto/abmelden/")
    guess(5, **STRANGER)
    assert "zu viele Versuche" in sign_in(omar, ANNA, **STRANGER).content.decode()
    omar.cookies["geraet"] = "e30:1abc:gefaelscht"
    assert "zu viele Versuche" in sign_in(omar, ANNA, **STRANGER).content.decode()


def test_a_known_device_has_an_end_of_tries_too(anna):
    known = Client()
    sign_in(known, ANNA, **HOME)
    known.post("/konto/abmelden/")
    pages = [sign_in(known, ANNA, "geraten-geraten", **HOME).content.decode() for _number in range(11)]
    assert ["zu viele Versuche" in page for page in pages] == [False] * 10 + [True]


def test_the_cookie_of_the_device_is_closed_to_scripts_and_lies_below_konto_only(anna):
    cookie = sign_in(Client(), ANNA).cookies["geraet"]
    assert cookie["httponly"] and cookie["path"] == "/konto/" and cookie["samesite"] == "Lax"


@pytest.mark.parametrize("value", ["\x00", "\ud800", "x" * 5000, "anna@example.org\nBcc: x@example.org"])
def test_bad_input_is_answered_with_the_form(anna, value):
    for path in (
        "/konto/anmelden/",
        "/konto/anmelden/code/",
        "/konto/passwort/vergessen/",
        "/konto/registrieren/",
    ):
        data = {"login": value, "email": value, "password": value, "password1": value, **opened()}
        body = urlencode(data, errors="surrogatepass")
        assert Client().post(path, body, content_type="application/x-www-form-urlencoded").status_code == 200


def switch_on_totp(user):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return lambda: totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def test_with_an_app_the_password_alone_opens_nothing(anna):
    code = switch_on_totp(anna)
    client = Client()
    assert sign_in(client, ANNA).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert "stimmt nicht" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert is_signed_in(client)


def test_codes_of_the_app_cannot_be_guessed_without_end(anna):
    code = switch_on_totp(anna)
    client = Client()
    sign_in(client, ANNA)
    for _number in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not is_signed_in(client)


def test_the_app_is_set_up_with_picture_and_text_after_asking_for_the_password_again(
    anna, django_capture_on_commit_callbacks
):
    client = Client()
    sign_in(client, ANNA)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    page = client.post(asked.url, {"password": PASSWORD, "next": reverse("mfa_activate_totp")}, follow=True)
    secret = page.context["form"].secret
    assert secret in page.content.decode() and "data:image/svg" in page.content.decode()
    value = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": value}, follow=True)
    assert "Ersatzcodes" in done.content.decode()
    assert Authenticator.objects.filter(user=anna, type="totp").exists()
    subjects = OutgoingMail.objects.values_list("subject", flat=True)
    assert "Ihr Konto ist jetzt mit einer App gesichert" in subjects


def test_a_passkey_is_asked_for_by_our_own_script_only(anna):
    page = Client().get("/konto/anmelden/").content.decode()
    assert 'data-passkey="login"' in page and "js/passkey.js" in page
    options = Client().get("/konto/anmelden/passkey/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


def test_staff_signs_in_to_the_admin_the_same_way(mehmet):
    mehmet.set_password(PASSWORD)
    mehmet.save()
    client = Client()
    asked = client.get(reverse("admin:index"), follow=True)
    assert asked.redirect_chain[-1][0] == "/konto/anmelden/?next=/verwaltung/"
    entered = client.post(
        "/konto/anmelden/", {"login": mehmet.email, "password": PASSWORD, "next": "/verwaltung/"}
    )
    assert entered.url == "/verwaltung/"
    assert client.get("/verwaltung/").status_code == 200


def test_an_account_without_rights_is_told_so_instead_of_being_asked_again(anna):
    client = Client()
    client.force_login(anna)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_locked_account_does_not_get_in(anna):
    anna.is_active = False
    anna.save()
    client = Client()
    assert sign_in(client, ANNA).url == "/konto/gesperrt/"
    assert not is_signed_in(client)
