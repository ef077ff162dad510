"""What becomes of it: goals, decisions, measures, and who is reminded."""

import pytest

from networks import progress
from networks.models import Decision, Goal, Measure
from portal.core.models import OutgoingMail
from tests.factories import today

from .factories import make_organisation, make_seat


def test_the_responsible_are_reminded_once_before_and_once_after(network):
    house = make_organisation()
    make_seat(network, organisation=house, person_name="Petra", person_email="petra@example.org")
    measure = Measure.objects.create(network=network, title="Plakate", organisation=house, due_on=today(7))
    Measure.objects.create(network=network, title="Später", organisation=house, due_on=today(8))
    Measure.objects.create(
        network=network, title="Fertig", organisation=house, due_on=today(-1), state="done"
    )
    subjects = (
        OutgoingMail.objects.filter(recipient="petra@example.org")
        .order_by("pk")
        .values_list("subject", flat=True)
    )
    for due in (7, -1):
        Measure.objects.filter(pk=measure.pk).update(due_on=today(due))
        progress.remind()
        progress.remind()
    assert list(subjects) == ["Bald fällig: Plakate", "Überfällig: Plakate"]
    assert OutgoingMail.objects.count() == 2


def test_without_anybody_responsible_the_coordination_is_reminded(network):
    Measure.objects.create(network=network, title="Plakate", due_on=today())
    progress.remind()
    assert OutgoingMail.objects.get().recipient == "ines@example.org"


def test_a_light_that_is_not_green_has_a_reason(network, room):
    fields = {"title": "Plakate", "state": "open", "light": "red", "visibility": "public"}
    page = room.post("/konto/netzwerke/probe/massnahmen/neu/", fields).content.decode()
    assert "warum die Ampel gelb oder rot ist" in page
    fields["light_reason"] = "Kein Geld"
    assert room.post("/konto/netzwerke/probe/massnahmen/neu/", fields).status_code == 302
    assert Measure.objects.get().light_reason == "Kein Geld"


def test_the_public_page_says_what_became_of_it(network, lena):
    goal = Goal.objects.create(network=network, title="Besuche", target=31, unit="Schulen", visibility="public",
                               state="running")  # fmt: skip
    goal.values.create(day=today(-9), value=15)
    goal.values.create(day=today(-1), value=24)
    Decision.objects.create(network=network, title="Wir besuchen", goal=goal, visibility="public")
    page = lena.get("/netzwerke/probe/").content.decode()
    assert "Was daraus geworden ist" in page
    assert "24 von 31 Schulen" in page
    assert "beschlossen am" in page


@pytest.mark.parametrize("value", ["1e30", "NaN", "Infinity", "-", "\x00", "٣"])
def test_a_value_that_is_none_is_refused_or_read_never_broken(value, network, room):
    goal = Goal.objects.create(network=network, title="Besuche")
    response = room.post(
        f"/konto/netzwerke/probe/ziele/{goal.pk}/wert/", {"day": today().isoformat(), "value": value}
    )
    assert response.status_code in (200, 302)


def test_entries_of_another_network_are_out_of_reach(network, room):
    other = Goal.objects.create(network=make_seat().network, title="Fremdes")
    for path in (
        f"ziele/{other.pk}/aendern/",
        f"ziele/{other.pk}/wert/",
        "ziele/99999999999999999999/aendern/",
    ):
        assert room.get(f"/konto/netzwerke/probe/{path}").status_code == 404
    assert room.post(f"/konto/netzwerke/probe/ziele/{other.pk}/weg/").status_code == 404
    fields = {"title": "B", "decided_on": today().isoformat(), "state": "open", "visibility": "members"}
    response = room.post("/konto/netzwerke/probe/beschluesse/neu/", fields | {"goal": other.pk})
    assert response.status_code == 200
    assert not Decision.objects.exists()
