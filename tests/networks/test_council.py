"""`import_council`: many members as unpublished example bodies, and pages that bear five hundred of them."""

import pytest
from django.core.management import CommandError, call_command

from networks.analysis import keeping
from networks.models import Membership, Network

from .conftest import signed_in

HEAD = "gremium,wahlperiode,id,name,fraktion,partei,von,bis\n"


@pytest.fixture
def write(tmp_path):
    def written(*lines, head=HEAD):
        path = tmp_path / "rat.csv"
        path.write_text(head + "\n".join(lines), encoding="utf-8")
        return str(path)

    return written


def row(number, von="2024-07-08", bis=""):
    return f"Rat Musterstadt,Periode 8,m-{number},Mitglied {number},Fraktion {number % 7},Partei,{von},{bis}"


def test_members_become_seats_of_an_unpublished_example(write, db, lena, capsys):
    call_command("import_council", write(*(row(number) for number in range(20))))
    body = Network.objects.get()
    assert (body.is_example, body.is_public, body.memberships.count()) == (True, False, 20)
    assert not body.memberships.filter(shows_person=True).exists()
    assert lena.get(body.get_absolute_url()).status_code == 404
    assert "1 Gremien, 20 Sitze" in capsys.readouterr().out


def test_the_same_file_twice_changes_nothing(write, db):
    path = write(*(row(number) for number in range(5)))
    call_command("import_council", path)
    before = list(
        Membership.objects.order_by("person_name").values("organisation", "person_name", "from_day")
    )
    call_command("import_council", path)
    assert (
        list(Membership.objects.order_by("person_name").values("organisation", "person_name", "from_day"))
        == before
    )
    assert Network.objects.count() == 1


def test_bad_rows_are_named_and_good_ones_kept(write, db, capsys):
    bad = (row(1, "gestern"), row(2, "2024-05-02", "2023-01-01"), "Rat,P,,,,,,")
    call_command("import_council", write(*bad, row(3), row(4, "", "2020-01-01")))
    said = capsys.readouterr().err
    assert [f"Zeile {line}" in said for line in (2, 3, 4, 5)] == [True, True, True, False]
    assert Membership.objects.count() == 2


@pytest.mark.parametrize("head", ["a,b\n", ""])
def test_another_file_is_refused_with_what_is_missing(head, write, db):
    with pytest.raises(CommandError, match="Spalten"):
        call_command("import_council", write(row(1), head=head))
    with pytest.raises(CommandError, match="nicht lesen"):
        call_command("import_council", "/gibt/es/nicht.csv")


@pytest.fixture
def council(write, db):
    call_command("import_council", write(*(row(number) for number in range(500))))
    Network.objects.update(is_public=True)
    return Network.objects.get()


def test_five_hundred_members_show_on_pages_with_few_statements(council, lena, django_assert_max_num_queries):
    path = council.get_absolute_url()
    page = lena.get(path).content.decode()
    assert page.count("/netzwerke/einrichtungen/") == 60
    assert "Mitglied 1<" not in page
    assert lena.get(f"{path}?seite=9").content.decode().count("/netzwerke/einrichtungen/") == 20
    for odd in ("99999999999", "x", "-1", "%00"):
        assert lena.get(f"{path}?seite={odd}").status_code == 200
    for address, most in ((path, 24), ("/netzwerke/landkarte/", 18), ("/netzwerke/", 12)):
        with django_assert_max_num_queries(most):
            assert lena.get(address).status_code == 200


def test_the_room_of_five_hundred_has_pages_too(council, chef, django_assert_max_num_queries):
    client = signed_in(chef)
    path = f"/konto/netzwerke/{council.slug}/mitglieder/"
    client.get(path)
    with django_assert_max_num_queries(20):
        page = client.get(path).content.decode()
    assert "Mitglied 0" in page
    assert page.count("/beenden/") <= 60
    assert "seite=2" in page


def test_the_analysis_bears_them(council):
    data = keeping.compute(keeping.ask()).data
    assert data["size"]["seats"] == 500
    assert len(data["single_contacts"]) == 500
