"""The exchange among members: matches, messages through the portal, addresses only where both agreed, deletion."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks import exchange
from networks.models import ExchangeContact, ExchangeEntry, ExchangeMessage
from portal.core.models import OutgoingMail
from tests.factories import make_district, make_topic, today

from .conftest import signed_in
from .factories import make_network, make_seat

BOARD = "/konto/netzwerke/probe/boerse/"
GOOD = {"direction": "seeks", "kind": "room", "title": "Raum für 20 Personen gesucht", "until_day": ""}


@pytest.fixture
def omars(network, omar):
    return make_seat(network, user=omar)


@pytest.fixture
def member(omars, omar):
    return signed_in(omar)


def make_entry(seat, title="Raum für 20 Personen", **fields):
    values = {"direction": "offers", "kind": "room", "until_day": today(30)} | fields
    return ExchangeEntry.objects.create(network=seat.network, seat=seat, title=title, **values)


@pytest.fixture
def offered(network):
    """An entry of ines, who coordinates."""
    return make_entry(network.memberships.get())


def likeness(one, other):
    return exchange.likeness(
        *(ExchangeEntry(**({"direction": "offers", "kind": "room"} | each)) for each in (one, other))
    )


def test_only_an_offer_and_a_wish_of_one_kind_fit():
    wish = {"direction": "seeks", "title": "Suche Raum für 20 Personen"}
    offer = {"title": "Raum für 20 Personen, mittwochs"}
    assert likeness(offer, wish) >= exchange.ALIKE
    assert likeness(offer, wish | {"kind": "material"}) == likeness(offer, offer) == 0
    assert likeness(offer, {"direction": "seeks", "title": "Turnhalle"}) < exchange.ALIKE


def test_topic_and_district_bring_entries_nearer(db):
    same = {"topic": make_topic(), "district": make_district()}
    wish = {"direction": "seeks", "title": "Saal zum Tanzen"}
    offer = {"title": "Raum mit Spiegeln zum Tanz"}
    assert likeness(offer | same, wish | same) == likeness(offer, wish) + 30


def test_a_member_posts_and_sees_what_fits(offered, member):
    page = member.post(f"{BOARD}neu/", GOOD | {"until_day": today(10).isoformat()}, follow=True)
    assert "Das könnte passen" in page.content.decode()
    assert "Raum für 20 Personen</a>" in page.content.decode()
    assert "Das könnte zu Ihren Einträgen passen" in member.get(BOARD).content.decode()


@pytest.mark.parametrize("until", ["", "2020-01-01", "9999-12-31", "morgen"])
def test_bad_days_are_refused_and_what_was_typed_is_kept(until, member):
    page = member.post(f"{BOARD}neu/", GOOD | {"until_day": until}).content.decode()
    assert "Fehler:" in page
    assert "Raum für 20 Personen gesucht" in page
    assert not ExchangeEntry.objects.exists()


def write(client, entry, text="Passt Mittwoch?"):
    return client.post(f"{BOARD}{entry.pk}/", {"text": text})


def test_a_message_goes_through_the_portal_and_hides_both_addresses(offered, member, omar, ines):
    for _twice in range(2):
        assert write(member, offered).status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.recipient == ines.email
    assert "Passt Mittwoch?" in mail.text
    assert omar.email not in mail.text + mail.html + str(mail.headers)
    assert ExchangeMessage.objects.count() == 1


def talk_pages(*people):
    contact = ExchangeContact.objects.get()
    path = f"{BOARD}gespraech/{contact.pk}/"
    return path, [signed_in(person).get(path).content.decode() for person in people]


def test_addresses_are_shown_once_both_agreed(offered, member, omar, ines):
    write(member, offered)
    path, pages = talk_pages(ines, omar)
    assert omar.email not in pages[0]
    signed_in(ines).post(f"{path}zeigen/")
    _path, pages = talk_pages(ines, omar)
    assert omar.email not in pages[0]
    assert ines.email not in pages[1]
    signed_in(omar).post(f"{path}zeigen/")
    _path, pages = talk_pages(ines, omar)
    assert omar.email in pages[0]
    assert ines.email in pages[1]


def test_a_conversation_is_for_its_two_members_alone(offered, member, network, anna):
    write(member, offered)
    make_seat(network, user=anna)
    path = f"{BOARD}gespraech/{ExchangeContact.objects.get().pk}/"
    third = signed_in(anna)
    assert third.get(BOARD).status_code == 200
    assert third.get(path).status_code == third.post(f"{path}zeigen/").status_code == 404


def test_entries_of_others_cannot_be_changed_and_networks_do_not_mix(offered, member, omar):
    assert member.get(f"{BOARD}{offered.pk}/aendern/").status_code == 404
    assert member.post(f"{BOARD}{offered.pk}/weg/").status_code == 404
    make_seat(make_network("Anderes", slug="anderes"), user=omar)
    assert member.get(f"/konto/netzwerke/anderes/boerse/{offered.pk}/").status_code == 404


def test_strangers_read_nothing(offered, stranger, lena):
    assert stranger.get(BOARD).status_code == stranger.get(f"{BOARD}{offered.pk}/").status_code == 404
    assert lena.get(BOARD).status_code == 302


def test_what_is_over_disappears_and_is_deleted_later(offered, member, network):
    write(member, offered)
    ExchangeEntry.objects.update(until_day=today(-1))
    assert (
        offered.title
        not in member.get(BOARD).content.decode().replace("Ihre Gespräche", "").split("Gesucht")[0]
    )
    assert exchange.delete_exchange(timezone.now()) == 0
    assert exchange.delete_exchange(timezone.now() + timedelta(days=31)) > 0
    assert not ExchangeMessage.objects.exists()


def test_the_owner_finds_everything_in_the_file_of_the_account(offered, member, omar, ines):
    write(member, offered)
    assert exchange.export(ines)["entries"][0]["title"] == offered.title
    assert [row["text"] for row in exchange.export(omar)["messages"]] == ["Passt Mittwoch?"]


def test_the_board_costs_the_same_for_many_entries(offered, member, django_assert_max_num_queries):
    for number in range(40):
        make_entry(offered.seat, f"Raum {number}")
    member.get(BOARD)
    with django_assert_max_num_queries(16):
        member.get(BOARD)
