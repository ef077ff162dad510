"""One's own data: name, address, sign-ins, the file of everything, the end of the account."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts import closing
from portal.core.models import OutgoingMail, User
from providers.models import CaseMessage, OfferChange, Provider, Submission
from tests.accounts.support import PASSWORD, bare, is_signed_in, last_mail, link_in, opened, sign_in
from tests.factories import make_offer, make_provider, make_user

pytestmark = pytest.mark.django_db
ANNA = "anna@example.org"


@pytest.fixture
def client():
    make_user(ANNA, name="Anna", password=PASSWORD)
    client = Client()
    sign_in(client, ANNA)
    return client


def test_the_name_is_kept(client):
    client.post("/konto/einstellungen/", {"name": "Anna Neu"})
    assert User.objects.get().name == "Anna Neu"
    assert "Fehler:" in client.post("/konto/einstellungen/", {"name": "\x00"}).content.decode()


def change_address(client, email):
    """The password is asked for once more before the form that was sent counts."""
    asked = client.post("/konto/e-mail/", {"email": email, "action_add": "1"})
    return client.post(asked.url, {"password": PASSWORD, "next": "/konto/e-mail/"}, follow=True)


def test_a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(client):
    change_address(client, "neu@example.org")
    assert User.objects.get().email == ANNA
    client.post(link_in(last_mail("neu@example.org")))
    assert User.objects.get().email == "neu@example.org"
    assert "E-Mail-Adresse" in last_mail(ANNA).subject


def test_somebody_elses_address_is_not_given_away(client):
    make_user("omar@example.org")
    taken, free = (change_address(client, f"{name}@example.org") for name in ("omar", "frei"))
    assert bare(taken) == bare(free)
    assert User.objects.get(email=ANNA)


def test_a_changed_password_ends_the_old_one_and_is_mailed(client):
    new = "ganz-andere-woerter-hier"
    client.post("/konto/passwort/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert User.objects.get().check_password(new)
    assert "Passwort ist geändert" in last_mail(ANNA).subject


def test_all_other_devices_can_be_signed_out(client):
    other = Client()
    sign_in(other, ANNA)
    assert client.get("/konto/anmeldungen/").content.decode().count("Angemeldet am") == 2
    client.post("/konto/anmeldungen/")
    assert is_signed_in(client) and not is_signed_in(other)


def test_sign_ins_keep_no_whole_address_of_the_network(client):
    sign_in(other := Client(), ANNA, REMOTE_ADDR="203.0.113.77")
    assert {session.ip for session in User.objects.get().usersession_set.all()} == {
        "127.0.0.0",
        "203.0.113.0",
    }
    assert is_signed_in(other)


def test_everything_is_one_file_for_its_owner(client):
    answer = client.post("/konto/einstellungen/daten/")
    data = json.loads(answer.content)
    assert data["account"]["email"] == ANNA and {"teams", "claims"} <= data.keys()
    assert "attachment" in answer["Content-Disposition"]
    assert "argon2" not in answer.content.decode()
    assert client.get("/konto/einstellungen/daten/").status_code == 405


def test_the_file_holds_what_the_person_did_for_offers_and_for_no_other(client):
    user, other = User.objects.get(email=ANNA), make_user("omar@example.org")
    for by, text in ((user, "Ja, im Hof."), (other, "Fremde Worte")):
        offer = make_offer("Nähen")
        CaseMessage.objects.create(offer=offer, kind="answer", text=text, by=by)
        OfferChange.objects.create(offer=offer, status="live", after={"price_note": text}, by=by)
        Submission.objects.create(offer=offer, email=by.email, name=text, confirmed_at=timezone.now())
    said = client.post("/konto/einstellungen/daten/").content.decode()
    data = json.loads(said)["offers"]
    assert [len(data[name]) for name in ("messages", "changes", "submissions")] == [1, 1, 1]
    assert "Fremde Worte" not in said
    client.post("/konto/einstellungen/loeschen/")
    assert CaseMessage.objects.get(text="Ja, im Hof.").by is None


def test_a_new_address_nobody_confirms_is_forgotten_after_three_days(client):
    change_address(client, "neu@example.org")
    assert EmailAddress.objects.filter(email="neu@example.org", verified=False).exists()
    now = timezone.now()
    assert closing.delete_unconfirmed_addresses(now + timedelta(days=2)) == 0
    assert closing.delete_unconfirmed_addresses(now + timedelta(days=3, hours=1)) == 1
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [ANNA]


def test_the_account_ends_by_one_more_click_and_history_keeps_only_its_number(client):
    user = User.objects.get()
    provider = make_provider("Haus")
    record = provider.history.first()
    record.history_user = user
    record.save()
    client.get("/konto/einstellungen/loeschen/")
    assert User.objects.exists()
    client.post("/konto/einstellungen/loeschen/")
    assert not User.objects.exists() and not is_signed_in(client)
    assert "gelöscht" in last_mail(ANNA).subject
    assert not any("Anna" in str(value) for value in Provider.history.values().first().values())


def test_nobody_is_asked_twice_by_mail_when_signing_in(client):
    assert not OutgoingMail.objects.exists()


def test_sign_ins_whose_session_is_over_are_forgotten(client):
    sign_in(Client(), ANNA)
    Session.objects.exclude(pk=client.session.session_key).delete()
    closing.delete_ended_sign_ins(timezone.now())
    assert [each.session_key for each in UserSession.objects.all()] == [client.session.session_key]


def test_staff_takes_away_a_lost_second_factor_and_sees_no_secret(client, chef):
    factor = TOTP.activate(User.objects.get(email=ANNA), "GEHEIMGEHEIM").instance
    desk = Client()
    desk.force_login(chef)
    assert "GEHEIM" not in desk.get(f"/verwaltung/mfa/authenticator/{factor.pk}/change/").content.decode()
    desk.post(f"/verwaltung/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_after_staff_changed_an_address_the_old_one_leads_in_no_more(client, chef):
    staff = Client()
    staff.force_login(chef)
    pk = User.objects.get(email=ANNA).pk
    staff.post(f"/verwaltung/core/user/{pk}/change/", {"email": "neu@example.org", "is_active": "on"})
    old, new = Client(), Client()
    sign_in(old, ANNA)
    sign_in(new, "neu@example.org")
    assert (is_signed_in(old), is_signed_in(new)) == (False, True)
    Client().post("/konto/anmelden/code/", {"email": ANNA, **opened()})
    assert "kein Konto" in last_mail(ANNA).subject


def test_nobody_can_send_mails_without_end_to_an_address_not_yet_confirmed(client):
    change_address(client, "neu@example.org")
    for number in range(12):
        client.post("/konto/e-mail/", {"email": "neu@example.org", "action_send": "1"})
        client.post("/konto/e-mail/", {"email": f"neu{number % 2}@example.org", "action_add": "1"})
        client.post("/konto/e-mail/", {"email": "neu@example.org", "action_add": "1"})
    sent = [OutgoingMail.objects.filter(recipient=f"neu{end}@example.org").count() for end in ("", "0", "1")]
    assert sent == [5, 5, 5]
