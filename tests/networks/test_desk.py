"""What waits for the team in the networks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networks.models import ContactNote, Measure, Network
from portal.desk.counting import counted
from portal.desk.network_work import rows, tasks
from tests.factories import today

from .conftest import signed_in
from .factories import make_meeting, make_network, make_organisation, make_seat


def counts():
    return [row[0] for row in tasks(counted(**rows()))]


def test_founded_networks_follow_ups_overdue_measures_and_empty_seats_wait(db, django_assert_num_queries):
    assert counts() == [0, 0, 0, 0]
    network = make_network()
    make_network(is_public=False)
    make_seat(network)
    make_seat(network, person_name="Petra")
    house = make_organisation()
    for days, done in ((0, False), (1, False), (-1, True)):
        ContactNote.objects.create(organisation=house, topic="x", follow_up_on=today(days), followed_up=done)
    for days in (-1, 0):
        Measure.objects.create(network=network, title="x", due_on=today(days))
    with django_assert_num_queries(1):
        assert counts() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "model",
    ["network", "organisation", "membership", "admission", "handover", "contactnote", "meeting", "meetingseries",
     "goal", "decision", "measure"],
)  # fmt: skip
def test_every_table_opens_in_the_administration(model, chef):
    make_seat()
    make_meeting()
    desk = signed_in(chef)
    for what in ("changelist", "add"):
        assert desk.get(reverse(f"admin:networks_{model}_{what}")).status_code == 200


def test_the_team_publishes_a_founded_network(chef):
    network = make_network(is_public=False, slug="neu")
    desk = signed_in(chef)
    desk.post(
        reverse("admin:networks_network_changelist"), {"action": "publish", "_selected_action": [network.pk]}
    )
    assert Network.objects.get().is_public
    assert Client().get("/netzwerke/neu/").status_code == 200


def test_a_contact_note_knows_who_wrote_it_and_when_it_goes(chef):
    house = make_organisation()
    fields = {"kind": "visit", "day": today().strftime("%d.%m.%Y"), "organisation": house.pk, "topic": "Raum",
              "delete_on": today(90).strftime("%d.%m.%Y")}  # fmt: skip
    response = signed_in(chef).post(reverse("admin:networks_contactnote_add"), fields)
    assert response.status_code == 302
    note = ContactNote.objects.get()
    assert (note.by, note.delete_on) == (chef, timezone.localdate() + timedelta(days=90))
