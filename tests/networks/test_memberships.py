"""How one comes into a network and leaves it, and what is refused on the way."""

import re
import time

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from networks import memberships
from networks.memberships import INVITATION, SEAT
from networks.models import Admission, Membership, Network, Role
from portal.core.guards import stamp
from portal.core.models import OutgoingMail
from tests.factories import make_provider, today

from .conftest import signed_in
from .factories import make_network, make_organisation, make_seat

HOUSE = "http://localhost:8000"


def wish(**more):
    fields = {"organisation_name": "Haus am See", "person_name": "Lena", "email": "lena@example.org"}
    return fields | {"website": ""} | more


def fresh(fields):
    """Typed for as long as a person needs."""
    return fields | {"opened": stamp(time.time() - 30)}


def test_a_request_becomes_a_seat_when_the_coordination_takes_it(network, lena, room):
    for _twice in range(2):
        response = lena.post("/netzwerke/probe/mitmachen/", fresh(wish(message="Wir möchten helfen.")))
        assert response.status_code == 302
    admission = Admission.objects.get()
    assert OutgoingMail.objects.get().recipient == "ines@example.org"
    path = f"/konto/netzwerke/probe/anfragen/{admission.pk}/"
    assert "Wir möchten helfen." in room.get(path).content.decode()
    assert room.post(path, {"organisation": "", "role": Role.MEMBER}).status_code == 302
    seat = Membership.objects.get(organisation__name="Haus am See")
    assert (seat.person_name, seat.role, seat.shows_person) == ("Lena", Role.MEMBER, False)
    assert room.post(path, {"organisation": "", "role": Role.MEMBER}).status_code == 404
    assert OutgoingMail.objects.filter(recipient="lena@example.org").count() == 1


def test_a_request_is_declined_with_a_sentence(network, room):
    admission = memberships.ask(
        network, email="lena@example.org", organisation_name="Haus", person_name="Lena"
    )
    room.post(
        f"/konto/netzwerke/probe/anfragen/{admission.pk}/", {"decline": "1", "reason": "Wir sind voll."}
    )
    assert Membership.objects.count() == 1
    assert "Wir sind voll." in OutgoingMail.objects.get(recipient="lena@example.org").text


@pytest.mark.parametrize("entry", ["invitation", "unknown"])
def test_who_is_not_asked_for_cannot_ask(entry, network, lena):
    Network.objects.update(entry=entry)
    assert lena.get("/netzwerke/probe/mitmachen/").status_code == 404


def test_an_invitation_is_accepted_by_the_button_not_by_opening_it(network, room, lena):
    room.post("/konto/netzwerke/probe/mitglieder/einladen/", {
        "organisation_name": "Haus am See", "role": Role.MEMBER, "email": "Lena@example.org"})  # fmt: skip
    mail = OutgoingMail.objects.get(recipient="lena@example.org")
    path = re.search(rf"{HOUSE}(\S+einladung/\S+)", mail.text)[1]
    assert lena.get(path).status_code == 200
    assert Membership.objects.count() == 1
    answer = {"organisation_name": "Haus am See", "person_name": "Lena", "expectations": "Austausch"}
    assert lena.post(path, answer).status_code == 302
    assert Membership.objects.get(person_name="Lena").expectations == "Austausch"
    assert lena.post(path, answer).status_code == 410
    assert OutgoingMail.objects.filter(recipient="ines@example.org").count() == 1


def test_an_invitation_is_declined_without_a_seat(network, ines, lena):
    admission = memberships.invite(network, by=ines, email="lena@example.org", organisation_name="Haus")
    path = INVITATION.address(admission.pk).removeprefix(HOUSE)
    assert lena.post(path, {"decline": "1"}).status_code == 302
    assert Membership.objects.count() == 1


def test_a_provider_known_by_name_is_linked_when_it_is_invited(network, ines):
    provider = make_provider("Haus am See")
    admission = memberships.invite(
        network, by=ines, email="lena@example.org", organisation_name="haus am see"
    )
    assert memberships.accept(admission, person_name="Lena").organisation.provider == provider


@pytest.mark.parametrize("path", ["einladung", "zusage", "kalender"])
def test_a_forged_or_broken_link_opens_nothing(path, lena, network):
    for code in ("", "x", "\x00", signing.dumps(1, salt="somebody else's")):
        for method in ("get", "post"):
            address = f"/netzwerke/{path}/"
            status = getattr(lena, method)(address, query_params={"code": code}).status_code
            assert status in (410, 405)


def test_the_link_of_a_seat_gives_it_to_one_account_only(network, omar, anna):
    seat = make_seat(network, person_name="Omar", person_email="omar@example.org")
    path = SEAT.address(seat.pk).removeprefix(HOUSE)
    first, second = signed_in(omar), signed_in(anna)
    assert first.get(path).status_code == 200
    assert Membership.objects.get(pk=seat.pk).user is None
    assert first.post(path).status_code == 302
    assert first.get("/konto/netzwerke/probe/").status_code == 200
    assert second.post(path).status_code == 410
    assert second.get("/konto/netzwerke/probe/").status_code == 404


def test_a_member_added_twice_is_refused_in_words(network, room):
    house = make_organisation()
    fields = {
        "organisation": house.pk,
        "role": Role.MEMBER,
        "from_day": today().isoformat(),
        "person_name": "Petra",
    }
    assert room.post("/konto/netzwerke/probe/mitglieder/neu/", fields).status_code == 302
    again = room.post("/konto/netzwerke/probe/mitglieder/neu/", fields)
    assert "Diese Einrichtung hat in dieser Rolle schon einen Sitz" in again.content.decode()
    assert 'value="Petra"' in again.content.decode()
    assert Membership.objects.filter(organisation=house).count() == 1


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((-10, -5), (-4, None), True),
        ((-10, -5), (-5, None), False),
        ((-10, None), (5, 9), False),
        ((5, 9), (-10, None), False),
        ((5, 9), (-10, 4), True),
    ],
)
def test_terms_of_one_role_do_not_overlap_in_the_database(first, second, fits, network):
    house = make_organisation()
    make_seat(network, organisation=house, days=first)
    if fits:
        make_seat(network, organisation=house, days=second)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        make_seat(network, organisation=house, days=second)


def test_another_role_and_another_network_are_no_overlap(network):
    house = make_organisation()
    make_seat(network, organisation=house)
    make_seat(network, organisation=house, role=Role.DEPUTY)
    make_seat(make_network(), organisation=house)


def test_one_person_has_one_seat_in_a_role_of_a_network(network, ines):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_seat(network, user=ines, role=Role.COORDINATION)


def test_a_term_that_ends_before_it_begins_is_refused(network, room):
    fields = {"organisation": make_organisation().pk, "role": Role.MEMBER,
              "from_day": today().isoformat(), "until_day": today(-1).isoformat()}  # fmt: skip
    page = room.post("/konto/netzwerke/probe/mitglieder/neu/", fields).content.decode()
    assert "Das Ende liegt vor dem Beginn." in page


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "\x00", "heute"])
def test_a_day_that_cannot_be_meant_is_refused_in_words(day, network, room):
    fields = {"organisation": make_organisation().pk, "role": Role.MEMBER, "from_day": day}
    response = room.post("/konto/netzwerke/probe/mitglieder/neu/", fields)
    assert response.status_code == 200
    assert Membership.objects.count() == 1


def test_leaving_ends_the_seat_and_tells_the_coordination(network, omar):
    seat = make_seat(network, user=omar)
    signed_in(omar).post("/konto/netzwerke/probe/mein-sitz/beenden/", {"last_day": today().isoformat()})
    assert Membership.objects.get(pk=seat.pk).until_day == today()
    assert "verlässt" in OutgoingMail.objects.get(recipient="ines@example.org").subject


def test_parents_make_no_circle(network):
    child = make_network(parent=network)
    grandchild = make_network(parent=child)
    network.parent = grandchild
    with pytest.raises(ValidationError, match="Kreis"):
        network.full_clean()
    network.parent = network
    with pytest.raises(IntegrityError), transaction.atomic():
        network.save()


def test_one_person_sits_in_forty_bodies(network, omar, django_assert_max_num_queries):
    for _number in range(40):
        make_seat(make_network(), user=omar)
    client = signed_in(omar)
    client.get("/konto/netzwerke/")
    with django_assert_max_num_queries(16):
        assert client.get("/konto/netzwerke/").status_code == 200


def test_founding_waits_for_the_team(db, lena):
    fields = wish(name="Landkarte", kind="exchange", summary="Wozu")
    for _twice in range(2):
        assert lena.post("/netzwerke/gruenden/", fresh(fields)).status_code == 302
    founded = Network.objects.get()
    assert (founded.slug, founded.is_public) == ("landkarte-2", False)
    assert lena.get("/netzwerke/landkarte-2/").status_code == 404
    assert founded.memberships.get().role == Role.COORDINATION
