"""„Lückenanalyse“ in the admin: worked out by the job, shown with meanings, taken further as a measure."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from networks.analysis import keeping, words
from networks.models import Measure, Membership, NetworkSnapshot
from portal.core import jobs
from tests.factories import make_topic, make_user, today

from ..factories import make_network, make_organisation, make_seat

PAGE = "/verwaltung/networks/networksnapshot/"


@pytest.fixture
def desk(db):
    user = make_user("netze@example.org", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="networks"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def lonely(db):
    make_topic("musik", name="Musik")
    return make_organisation("Einsames Haus")


def read(client, path=PAGE):
    return client.get(path).content.decode()


def test_it_is_asked_for_worked_off_and_shown(desk, lonely):
    assert "Noch nicht gerechnet" in read(desk)
    assert desk.post(f"{PAGE}neu-rechnen/").status_code == desk.post(f"{PAGE}neu-rechnen/").status_code == 302
    assert "wartet auf den nächsten Durchlauf" in read(desk)
    assert keeping.work_off() == 1
    page = read(desk)
    assert "Einsames Haus hat heute keinen Sitz" in page
    assert "Kein laufendes Netzwerk nennt Themenfeld „Musik“" in page
    assert keeping.work_off() == 0


def test_the_worker_knows_the_job():
    jobs.load()
    assert {"networks.tasks.work_off_analyses", "networks.tasks.analyse"} <= set(jobs.JOBS)


def test_looking_changes_nothing(desk, lonely):
    read(desk)
    assert not NetworkSnapshot.objects.exists()
    assert desk.get(f"{PAGE}neu-rechnen/").status_code == 405


def test_a_finding_opens_a_measure_already_filled_in(desk, lonely):
    keeping.compute(keeping.ask())
    section = {each.key: each for each in _sections()}["alone"]
    form = desk.get(section.rows[0].measure_url).context["adminform"].form
    assert form.initial["title"] == "Einsames Haus einladen"
    assert str(form.initial["organisation"]) == str(lonely.pk)
    assert not Measure.objects.exists()


def _sections():
    return words.sections({key: rows for key, rows in keeping.latest().data.items() if key != "size"})


def test_the_file_holds_every_row_and_no_formula(desk, db):
    for number in range(60):
        make_organisation(f"=Haus {number}")
    keeping.compute(keeping.ask())
    assert "40 weitere Zeilen" in read(desk)
    lines = read(desk, f"{PAGE}alone.csv").splitlines()
    assert len(lines) == 61
    assert lines[1].startswith("'=Haus")
    assert desk.get(f"{PAGE}nichts.csv").status_code == 404


def test_people_are_named_while_their_seat_names_them_and_never_kept(desk, db):
    person = make_user("viel@example.org", name="Vera Viel")
    for _each in range(40):
        make_seat(user=person)
    keeping.compute(keeping.ask())
    assert "Vera" not in str(keeping.latest().data)
    assert "Vera Viel" in read(desk)
    assert "sitzt zugleich in 40 Netzwerken" in read(desk)
    Membership.objects.update(person_name="", person_email="", user=None)
    assert "Vera Viel" not in read(desk)


def test_one_person_is_known_by_account_address_or_name(db):
    person = make_user("vera@example.org", name="Vera")
    for fields in (
        {"user": person},
        {"person_name": "V.", "person_email": "Vera@example.org"},
        {"person_name": "Vera", "person_email": "vera@example.org"},
    ):
        make_seat(**fields)
    snapshot = keeping.compute(keeping.ask())
    assert [len(row["bodies"]) for row in snapshot.data["busy_people"]] == [3]


def test_ended_networks_and_terms_count_no_more(db):
    house = make_organisation("Haus")
    make_seat(make_network(state="ended"), organisation=house)
    make_seat(make_network(), organisation=house, days=(-9, -1))
    snapshot = keeping.compute(keeping.ask())
    assert snapshot.data["alone"] == [{"house": house.pk}]
    assert snapshot.data["years"][-1]["year"] == today(0).year


def test_who_may_not_change_networks_does_not_see_it(omar, lonely):
    client = Client()
    client.force_login(make_user("andere@example.org", is_staff=True))
    assert client.get(PAGE).status_code == 403


def test_only_the_last_results_are_kept(db):
    for _each in range(keeping.KEPT + 2):
        keeping.compute(NetworkSnapshot.objects.create(kind="analysis"))
    newest = keeping.latest().pk
    assert keeping.delete_old(None) == 2
    assert keeping.latest().pk == newest


def test_the_page_costs_the_same_for_many_rows(desk, db, django_assert_max_num_queries):
    for number in range(30):
        make_seat(make_network(), organisation=make_organisation(f"Haus {number}"))
    keeping.compute(keeping.ask())
    read(desk)
    with django_assert_max_num_queries(14):
        read(desk)
