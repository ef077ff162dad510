"""Several people for one provider: inviting, joining, roles, leaving, removing; one person for several providers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.core.models import OutgoingMail, User
from providers import team
from providers.models import TeamInvitation, TeamMember
from tests.accounts.support import last_mail, link_in, sign_up
from tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db
OWNER, EDITOR = TeamMember.Role.OWNER, TeamMember.Role.EDITOR


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def owner(anna, provider):
    TeamMember.objects.create(provider=provider, user=anna, role=OWNER)
    return signed_in(anna)


@pytest.fixture
def page(provider):
    return f"/konto/anbieter/{provider.slug}/team/"


def invite(owner, page, email, role=EDITOR):
    owner.post(page, {"email": email, "role": role})
    return link_in(last_mail(email))


def roles(provider):
    return {member.user.email: member.role for member in provider.team.select_related("user")}


def test_opening_an_invitation_changes_nothing_and_the_button_joins_once(owner, page, provider, omar):
    link = invite(owner, page, "jemand@example.org")
    client = signed_in(omar)
    assert "Einladung in das Team" in client.get(link).content.decode()
    assert "omar@example.org" not in roles(provider)
    assert client.post(link).url == f"/konto/anbieter/{provider.slug}/"
    assert roles(provider)["omar@example.org"] == EDITOR
    assert "Omar" in last_mail("anna@example.org").text
    assert signed_in(make_user()).post(link).status_code == 410


def test_somebody_without_account_makes_one_on_the_way_and_needs_no_second_mail(owner, page, provider):
    link = invite(owner, page, "neu@example.org")
    client = Client()
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 200 and "neu@example.org" not in roles(provider)
    form = client.post(link.replace("/einladung/", "/einladung/konto/"))
    answer = sign_up(client, "neu@example.org", QUERY_STRING=form.url.partition("?")[2])
    assert answer.url == link
    client.post(link)
    assert roles(provider)["neu@example.org"] == EDITOR


def test_an_invitation_ends_when_declined_withdrawn_renewed_or_after_14_days(owner, page, provider, omar):
    client = signed_in(omar)
    declined = invite(owner, page, "a@example.org")
    client.post(declined.replace("/einladung/", "/einladung/ablehnen/"))
    withdrawn = invite(owner, page, "b@example.org")
    pk = TeamInvitation.objects.get(email="b@example.org").pk
    owner.post(f"{page}einladungen/{pk}/zuruecknehmen/")
    late = invite(owner, page, "c@example.org")
    team.delete_old_invitations(timezone.now() + timedelta(days=14, minutes=1))
    for link in (declined, withdrawn, late, "/konto/einladung/?code=x", "/konto/einladung/"):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
    assert roles(provider) == {"anna@example.org": OWNER}


def test_who_edits_sees_the_team_and_changes_nothing_of_it(owner, page, provider, omar):
    member = TeamMember.objects.create(provider=provider, user=omar, role=EDITOR)
    anna = provider.team.get(role=OWNER)
    client = signed_in(omar)
    assert client.get(page).status_code == 200
    assert client.post(page, {"email": "x@example.org", "role": OWNER}).status_code == 404
    assert client.post(f"{page}{member.pk}/rolle/", {"role": OWNER}).status_code == 404
    assert client.post(f"{page}{anna.pk}/entfernen/").status_code == 404
    assert roles(provider) == {"anna@example.org": OWNER, "omar@example.org": EDITOR}


def test_strangers_find_no_team_and_no_member_of_another(owner, page, provider, omar):
    other = make_provider()
    theirs = TeamMember.objects.create(provider=other, user=omar, role=OWNER)
    stranger = signed_in(omar)
    for path in (page, f"{page}verlassen/", f"/konto/anbieter/{provider.slug}/"):
        assert stranger.get(path).status_code == stranger.post(path).status_code == 404
    assert owner.post(f"{page}{theirs.pk}/entfernen/").status_code == 404
    assert roles(other) == {"omar@example.org": OWNER}


def test_the_last_one_responsible_hands_over_before_leaving(owner, page, provider, omar):
    member = TeamMember.objects.create(provider=provider, user=omar, role=EDITOR)
    anna = provider.team.get(role=OWNER)
    owner.post(f"{page}verlassen/")
    owner.post(f"{page}{anna.pk}/rolle/", {"role": EDITOR})
    owner.post(f"{page}{anna.pk}/entfernen/")
    owner.post(f"{page}verlassen/", {"give_up": "1"})
    assert roles(provider)["anna@example.org"] == OWNER
    owner.post(f"{page}{member.pk}/rolle/", {"role": OWNER})
    assert owner.post(f"{page}verlassen/").url == "/konto/"
    assert roles(provider) == {"omar@example.org": OWNER}
    assert "Anna" in last_mail("omar@example.org").text


def test_the_last_one_of_all_may_give_up_on_purpose(owner, page, provider):
    owner.post(f"{page}verlassen/", {"give_up": "1"})
    assert roles(provider) == {}


def test_somebody_taken_out_hears_of_it_and_has_no_access_any_more(owner, page, provider, omar):
    member = TeamMember.objects.create(provider=provider, user=omar, role=EDITOR)
    owner.post(f"{page}{member.pk}/entfernen/")
    assert "aus dem Team" in last_mail("omar@example.org").text
    assert signed_in(omar).get(page).status_code == 404


def test_one_person_may_be_in_several_teams(owner, anna):
    other = make_provider("Zweites Haus")
    TeamMember.objects.create(provider=other, user=anna, role=EDITOR)
    assert "Zweites Haus" in owner.get("/konto/anbieter/").content.decode()
    assert owner.get(f"/konto/anbieter/{other.slug}/").status_code == 200


@pytest.mark.parametrize(
    "email", ["", "keine", "x@example.org\nBcc: y@example.org", "\x00", "a" * 300 + "@example.org"]
)
def test_a_bad_address_sends_nothing_and_says_what_to_do(owner, page, email):
    answer = owner.post(page, {"email": email, "role": EDITOR})
    assert answer.status_code == 200 and "kern-error" in answer.content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_responsible_who_leave_at_once_do_not_both_go():
    provider = make_provider()
    members = [
        TeamMember.objects.create(provider=provider, user=make_user(), role=OWNER) for _each in range(2)
    ]

    def leave(member):
        try:
            team.leave(member)
        except team.TeamRuleBroken:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(leave, members))
    assert sorted(answers, key=str) == [None, "refused"]
    assert provider.team.count() == 1


def test_deleting_the_account_waits_until_somebody_else_is_responsible(owner, page, provider, omar):
    text = owner.get("/konto/einstellungen/loeschen/").content.decode()
    assert f"{page}verlassen/" in text
    owner.post("/konto/einstellungen/loeschen/")
    assert User.objects.filter(email="anna@example.org").exists()
    TeamMember.objects.create(provider=provider, user=omar, role=OWNER)
    assert owner.post("/konto/einstellungen/loeschen/").url == "/konto/geloescht/"
    assert not User.objects.filter(email="anna@example.org").exists()
    assert owner.get("/konto/").status_code == 302


def test_names_with_line_breaks_hold_up_nobody(owner, page, provider, omar):
    type(provider).objects.filter(pk=provider.pk).update(name="Haus\r\nBcc: x@example.org")
    User.objects.filter(pk=omar.pk).update(name="Omar\nX: y")
    link = invite(owner, page, "omar@example.org")
    assert signed_in(omar).post(link).status_code == 302
    assert last_mail("anna@example.org").subject == "Neu im Team: Omar X: y"
    signed_in(omar).post(f"{page}verlassen/")
    assert "omar@example.org" not in roles(provider)


def test_who_became_the_last_one_responsible_meanwhile_is_not_removed(provider, anna, omar):
    member = TeamMember.objects.create(provider=provider, user=omar, role=EDITOR)
    TeamMember.objects.filter(pk=member.pk).update(role=OWNER)
    for act in (team.leave, lambda member: team.remove(member, by=anna)):
        with pytest.raises(team.TeamRuleBroken):
            act(member)
        member.role = EDITOR
    assert provider.team.count() == 1
