"""What a review as a stranger found: rights that outlive their reason, numbers no column holds, old versions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from networks import contacts, memberships, register
from networks.models import Handover, Membership, Network
from networks.views import people
from portal.core.models import OutgoingMail
from tests.factories import make_user, today

from .conftest import signed_in
from .factories import make_organisation, make_seat

pytestmark = pytest.mark.django_db
TOO_MUCH = 10**30


def test_naming_an_organisation_when_founding_opens_none_of_its_seats(omar, stranger):
    house = make_organisation("Haus der Probe")
    make_seat(organisation=house, person_name="Frau Geheim")
    words = {
        "kind": "exchange",
        "summary": "Wozu.",
        "common_goal": "",
        "person_name": "Omar",
        "email": omar.email,
    }
    mine = register.request_founding(user=omar, name="Meins", organisation_name=house.name, **words)
    path = reverse("rooms:organisation", args=[house.slug])
    assert stranger.get(path).status_code == 404
    register.publish(Network.objects.filter(pk=mine.pk))
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("name", ["", "Nachfolge"])
def test_a_seat_with_another_person_is_closed_to_the_account_before(name, network, room):
    before = make_user("vorher@example.org", name="Vorher")
    seat = make_seat(network, user=before)
    path = reverse("rooms:seat", args=[network.slug, seat.pk])
    kept = {"role": seat.role, "from_day": seat.from_day.isoformat(), "until_day": ""}
    room.post(path, kept | {"person_name": "Vorher", "person_email": "neu@example.org"})
    assert signed_in(before).get(reverse("rooms:network", args=[network.slug])).status_code == 200
    room.post(path, kept | {"person_name": name, "person_email": ""})
    assert Membership.objects.get(pk=seat.pk).person_name == name
    assert signed_in(before).get(reverse("rooms:network", args=[network.slug])).status_code == 404


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("seat-end", [TOO_MUCH]),
        ("item-remove", [TOO_MUCH, TOO_MUCH]),
        ("item", [TOO_MUCH, TOO_MUCH]),
        ("minutes", [TOO_MUCH]),
        ("goal-value", [TOO_MUCH]),
        ("exchange-contact", [TOO_MUCH]),
        ("exchange-remove", [TOO_MUCH]),
        ("entry-remove", ["ziele", TOO_MUCH]),
    ],
)
def test_numbers_no_column_holds_are_not_found(name, more, network, room):
    assert room.post(reverse(f"rooms:{name}", args=[network.slug, *more])).status_code in (404, 405)


def test_a_meeting_with_a_number_too_long_is_no_meeting(network, room):
    path = reverse("rooms:entry-new", args=[network.slug, "beschluesse"])
    assert room.get(path, {"sitzung": "9" * 5000}).status_code == 200


def test_control_characters_in_a_name_stop_no_mail(network):
    Network.objects.filter(pk=network.pk).update(name="Netz\x01der\r\nProbe\x7f")
    network.refresh_from_db()
    memberships.invite(network, by="Ines", email="neu@example.org", organisation_name="Haus")
    assert OutgoingMail.objects.get(recipient="neu@example.org").subject == "Einladung: Netz der Probe"


def test_a_handover_finished_twice_is_finished_once(network, omar):
    seat = make_seat(network, user=omar)
    handover = Handover.objects.create(membership=seat, successor_name="Neu", last_day=today(3))
    contacts.finish_handover(handover, by=omar)
    with pytest.raises(memberships.AnsweredBefore):
        contacts.finish_handover(handover, by=omar)


def test_old_versions_of_running_seats_and_networks_name_nobody(network, omar):
    seat = make_seat(network, user=omar)
    Network.objects.filter(pk=network.pk).update(email="netz@example.org")
    network.refresh_from_db()
    network.save()
    contacts.empty_old_versions(timezone.now() + timedelta(days=700))
    assert Membership.history.get(id=seat.pk).person_name == omar.name
    contacts.empty_old_versions(timezone.now() + timedelta(days=731))
    version = Membership.history.get(id=seat.pk)
    assert (version.person_name, version.person_email, version.user_id) == ("", "", None)
    assert not Network.history.exclude(email="").exists()
    assert Membership.objects.get(pk=seat.pk).person_name == omar.name
    assert Network.objects.get(pk=network.pk).email == "netz@example.org"


@pytest.mark.parametrize("work", ["connect", "hand over"])
def test_the_network_s_row_is_locked_before_its_seats(work, network, omar):
    """As where a seat is saved: in another order two at once would wait for each other."""
    seat = make_seat(network, person_name="Omar")
    handover = Handover.objects.create(membership=seat)
    with CaptureQueriesContext(connection) as made:
        if work == "connect":
            memberships.connect(seat, user=omar)
        else:
            contacts.finish_handover(handover, by=omar)
    locking = [query["sql"] for query in made if "FOR UPDATE" in query["sql"]]
    assert 'FROM "networks_network"' in locking[0]
    assert any('FROM "networks_membership"' in sql for sql in locking)


def test_nobody_floods_mailboxes_with_invitations(network, room, monkeypatch):
    monkeypatch.setattr(people, "MOST_INVITATIONS", 2)
    path = reverse("rooms:invite", args=[network.slug])
    for number in range(3):
        wish = {"organisation_name": "Haus", "role": "3", "email": f"haus{number}@example.org"}
        page = room.post(path, wish)
    assert OutgoingMail.objects.count() == 2
    assert "Laden Sie morgen weiter ein" in page.content.decode()
    assert "haus2@example.org" in page.content.decode()
