"""Single sign-on by OpenID Connect: there where settings name a server, linked only by an address verified there."""

import json

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.core.models import User
from tests.accounts.support import PASSWORD, is_signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SERVER = "https://anmeldung.example"
APP = {
    "provider_id": "oidc",
    "name": "Stadtnetz",
    "client_id": "portal",
    "secret": "geheim",
    "settings": {"server_url": SERVER, "fetch_userinfo": True},
}
ENDPOINTS = {
    "issuer": SERVER,
    "authorization_endpoint": f"{SERVER}/auth",
    "token_endpoint": f"{SERVER}/token",
    "userinfo_endpoint": f"{SERVER}/userinfo",
    "jwks_uri": f"{SERVER}/keys",
}


@pytest.fixture
def server(settings, monkeypatch):
    """The other side: answers with what the test puts into the returned dict as the person's data."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [APP]}}
    person = {"sub": "4711"}

    def send(session, request, **options):
        answers = {"token": {"access_token": "t", "token_type": "Bearer"}, "userinfo": person}
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "application/json"
        answer._content = json.dumps(answers.get(request.url.rpartition("/")[2], ENDPOINTS)).encode()
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    return person


def enter(client):
    there = client.post("/konto/anmelden/zentral/oidc/")
    assert there.url.startswith(f"{SERVER}/auth?")
    state = requests.models.PreparedRequest()
    state.prepare_url(there.url, None)
    value = dict(part.split("=", 1) for part in state.url.partition("?")[2].split("&"))["state"]
    return client.get("/konto/anmelden/zentral/oidc/zurueck/", {"code": "c", "state": value})


def test_without_settings_there_is_no_button_and_no_way(lena):
    assert "zentral/oidc" not in lena.get("/konto/anmelden/").content.decode()
    assert lena.post("/konto/anmelden/zentral/oidc/").status_code == 404


def test_the_button_names_the_service_and_opening_its_address_starts_nothing(server, lena):
    assert "Mit Stadtnetz anmelden" in lena.get("/konto/anmelden/").content.decode()
    assert lena.get("/konto/anmelden/zentral/oidc/").status_code == 200


def test_a_verified_address_leads_into_the_account_that_has_it(server):
    anna = make_user("anna@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
    server |= {"email": "anna@example.org", "email_verified": True}
    client = Client()
    enter(client)
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == anna


def test_an_address_nobody_verified_opens_no_account(server):
    anna = make_user("anna@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
    server |= {"email": "anna@example.org", "email_verified": False}
    client = Client()
    enter(client)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.filter(user=anna).exists()


def test_a_new_person_gets_an_account_without_password(server):
    server |= {"email": "neu@example.org", "email_verified": True}
    client = Client()
    enter(client)
    assert is_signed_in(client)
    assert not User.objects.get().has_usable_password()
