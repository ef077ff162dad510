"""`/api/oparl/v1.1/`, the register as CSV and JSON, contacts as vCard: shapes, pages, and people only with consent."""

import pytest

from networks import exports
from networks.models import AgendaItem, Minutes, Role
from networks.oparl import views

from .factories import make_meeting, make_network, make_organisation, make_seat

ROOT = "/api/oparl/v1.1/"
SCHEMA = "https://schema.oparl.org/1.1/"


@pytest.fixture
def shown(db):
    network = make_network("Netz <Musik>", slug="musik", kind="strategic", email="netz@example.org")
    house = make_organisation("Haus; mit, Zeichen", slug="haus")
    seat = make_seat(
        network, organisation=house, role=Role.CHAIR, person_name="Petra Muster", shows_person=True,
        person_email="petra@example.org", has_vote=True,
    )  # fmt: skip
    make_seat(network, organisation=make_organisation("Stilles Haus"), person_name="Stille Person")
    meeting = make_meeting(network, days=-2, visibility="public", place="Rathaus")
    AgendaItem.objects.create(meeting=meeting, title="Offener Punkt", position=2)
    AgendaItem.objects.create(meeting=meeting, title="Innerer Punkt", is_internal=True)
    Minutes.objects.create(meeting=meeting, text="Gut.", release="public")
    return {"network": network, "seat": seat, "meeting": meeting}


def read(client, path, status=200):
    response = client.get(path if path.startswith("/") else ROOT + path)
    assert response.status_code == status, path
    return response.json()


def listed(client, name):
    return read(client, f"body/1/{name}")["data"]


def test_every_address_in_every_object_answers_with_that_object(shown, lena, settings):
    settings.SITE_URL = "http://testserver"
    open_, seen = [f"{ROOT}system"], set()
    while open_:
        path = open_.pop()
        if path in seen:
            continue
        seen.add(path)
        found = read(lena, path)
        assert (
            found.get("id", f"http://testserver{path}").partition("?")[0]
            == f"http://testserver{path}".partition("?")[0]
        )
        open_ += _addresses(found)
    kinds = {path.removeprefix(ROOT).partition("/")[0] for path in seen}
    assert kinds >= {
        "system",
        "body",
        "network",
        "organization",
        "person",
        "membership",
        "meeting",
        "agendaItem",
    }
    assert kinds >= {"file", "location"}


def _addresses(value):
    if isinstance(value, dict):
        return [path for each in value.values() for path in _addresses(each)]
    if isinstance(value, list):
        return [path for each in value for path in _addresses(each)]
    start = f"http://testserver{ROOT}"
    return (
        [value.removeprefix("http://testserver")]
        if isinstance(value, str) and value.startswith(start)
        else []
    )


def test_types_are_those_of_the_specification(shown, lena):
    kinds = {"person": "Person", "membership": "Membership", "meeting": "Meeting", "agendaItem": "AgendaItem"}
    for name, kind in kinds.items():
        assert {each["type"] for each in listed(lena, name)} == {SCHEMA + kind}
    organizations = {each["name"]: each for each in listed(lena, "organization")}
    assert organizations["Netz <Musik>"]["organizationType"] == "Gremium"
    assert organizations["Haus; mit, Zeichen"]["organizationType"] == "Institution"
    body = read(lena, "body/1")
    required = "organization person meeting paper legislativeTerm agendaItem consultation file locationList"
    assert set(required.split()) <= set(body)


def test_people_stand_there_with_consent_alone(shown, lena):
    assert [each["name"] for each in listed(lena, "person")] == ["Petra Muster"]
    seats = listed(lena, "membership")
    assert [("person" in seat, seat["votingRight"]) for seat in seats] == [(True, True), (False, False)]
    assert "petra@" not in str([*seats, *listed(lena, "person")])
    silent = seats[1]["id"].rpartition("/")[2]
    assert read(lena, f"person/{silent}", 404) == read(lena, "person/99999999", 404)


def test_internal_items_and_hidden_networks_are_missing(shown, lena):
    assert [item["name"] for item in listed(lena, "meeting")[0]["agendaItem"]] == ["Offener Punkt"]
    hidden = AgendaItem.objects.get(is_internal=True)
    read(lena, f"agendaItem/{hidden.pk}", 404)
    type(shown["network"]).objects.update(is_public=False)
    for name in ("organization", "person", "membership", "meeting", "agendaItem", "file", "locationList"):
        assert listed(lena, name) == []


def test_minutes_are_a_file_once_everybody_may_read_them(shown, lena):
    assert "resultsProtocol" in listed(lena, "meeting")[0]
    Minutes.objects.update(release="members")
    assert "resultsProtocol" not in listed(lena, "meeting")[0]


def test_lists_have_pages_with_links(shown, lena, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    first = read(lena, "body/1/organization")
    second = read(lena, "body/1/organization?page=2")
    assert (len(first["data"]), len(second["data"])) == (2, 1)
    assert first["pagination"]["totalElements"] == 3
    assert first["links"]["next"].endswith("page=2")
    assert "next" not in second["links"]


@pytest.mark.parametrize("page", ["0", "-1", "3", "99999999999", "x", "%00", "²", ""])
def test_a_page_that_does_not_exist_is_not_found(page, shown, lena):
    read(lena, f"body/1/person?page={page}", 404)
    read(lena, f"body/{page or 2}/person", 404)


def test_five_hundred_members_cost_as_much_as_two(shown, lena, django_assert_max_num_queries):
    for number in range(120):
        make_seat(shown["network"], organisation=make_organisation(f"Haus {number}"))
    with django_assert_max_num_queries(6):
        assert read(lena, "body/1/organization")["pagination"]["totalPages"] == 2
    with django_assert_max_num_queries(4):
        read(lena, "body/1/membership")


def test_the_register_as_a_file_names_organisations_and_no_people(shown, lena):
    row = read(lena, "/netzwerke/verzeichnis.json")["networks"][0]
    assert row["members"] == ["Haus; mit, Zeichen", "Stilles Haus"]
    make_network("=1+1", slug="formel")
    text = lena.get("/netzwerke/verzeichnis.csv").content.decode()
    assert "'=1+1" in text
    assert "Petra" not in text + str(row)
    assert text.splitlines()[0].lstrip("\ufeff").split(";") == list(exports.COLUMNS)


def test_contacts_are_escaped_folded_and_named_with_consent(shown, lena):
    text = lena.get("/netzwerke/musik/kontakt.vcf").content.decode()
    assert "FN:Petra Muster\r\n" in text
    assert "ORG:Haus\\; mit\\, Zeichen\r\n" in text
    assert "petra@" not in text
    shown["network"].memberships.update(shows_person=False)
    assert "Petra" not in lena.get("/netzwerke/musik/kontakt.vcf").content.decode()
    type(shown["network"]).objects.update(name="Ü" * 90)
    text = lena.get("/netzwerke/musik/kontakt.vcf").content
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert text.replace(b"\r\n ", b"").decode().count("Ü" * 90) >= 1


def test_all_public_meetings_are_one_calendar(shown, lena):
    make_meeting(shown["network"], title="Innere Sitzung")
    text = lena.get("/netzwerke/sitzungen.ics").content.decode()
    assert "SUMMARY:Sitzung" in text
    assert "Innere" not in text
