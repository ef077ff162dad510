"""Every page of the networks opens for those it is for."""

import pytest

from networks.models import Minutes

from .factories import make_meeting, make_organisation, make_seat

PUBLIC = (
    "/netzwerke/",
    "/netzwerke/?art=operativ&thema=gibt-es-nicht&stand=aktiv&name=%00",
    "/netzwerke/vergleich/",
    "/netzwerke/vergleich/?n=probe&n=gibt-es-nicht&n=%00",
    "/netzwerke/gruenden/",
    "/netzwerke/gesendet/anfrage/",
    "/netzwerke/einrichtungen/haus/",
    "/netzwerke/probe/",
    "/netzwerke/probe/mitmachen/",
    "/netzwerke/probe/kalender.ics",
    "/netzwerke/probe/sitzungen/{past}/",
    "/netzwerke/probe/sitzungen/{past}/protokoll.pdf",
    "/netzwerke/probe/sitzungen/{coming}/anmelden/",
)
ROOMS = (
    "",
    "einrichtungen/haus/",
    "probe/",
    "probe/bearbeiten/",
    "probe/mitglieder/",
    "probe/mitglieder/einladen/",
    "probe/mitglieder/neu/",
    "probe/mitglieder/{seat}/",
    "probe/mitglieder/{seat}/beenden/",
    "probe/mein-sitz/",
    "probe/mein-sitz/beenden/",
    "probe/uebergabe/laeuft/",
    "probe/uebergabe/nachfolge/",
    "probe/sitzungen/",
    "probe/sitzungen/neu/",
    "probe/sitzungen/{past}/",
    "probe/sitzungen/{past}/aendern/",
    "probe/sitzungen/{past}/protokoll/",
    "probe/sitzungen/{past}/protokoll.pdf",
    "probe/sitzungen/{coming}/top/neu/",
    "probe/reihen/neu/",
    "probe/ergebnisse/",
    "probe/ziele/neu/",
    "probe/beschluesse/neu/?sitzung={past}",
    "probe/massnahmen/neu/",
    "probe/unterlagen/",
    "probe/dokumente/neu/",
)


@pytest.fixture
def shown(network, ines):
    house = make_organisation("Haus der Probe", slug="haus")
    seat = make_seat(network, organisation=house, user=ines)
    past = make_meeting(network, days=-5, visibility="public")
    Minutes.objects.create(meeting=past, text="Alles gesagt.", release="public")
    coming = make_meeting(network, days=5, visibility="public", guests_welcome=True)
    return {"seat": seat.pk, "past": past.pk, "coming": coming.pk}


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_reads_it_without_a_cookie_but_for_forms(address, shown, lena):
    response = lena.get(address.format(**shown))
    assert response.status_code == 200
    is_form = address.endswith(("mitmachen/", "anmelden/", "gruenden/"))
    assert bool(response.cookies) == is_form


@pytest.mark.parametrize("address", ROOMS)
def test_the_coordination_has_every_room(address, shown, room):
    response = room.get(f"/konto/netzwerke/{address.format(**shown)}")
    assert response.status_code == 200


@pytest.mark.parametrize("address", [room for room in ROOMS if room])
def test_a_stranger_cannot_tell_a_room_from_one_that_does_not_exist(address, shown, stranger):
    path = f"/konto/netzwerke/{address.format(**shown)}"
    nothing = path.replace("/probe/", "/gibt-es-nicht/").replace("/haus/", "/gibt-es-nicht/")
    secret, missing = stranger.get(path), stranger.get(nothing)
    assert secret.status_code == missing.status_code == 404
    assert secret.content.decode().replace(path, "") == missing.content.decode().replace(nothing, "")


@pytest.mark.parametrize("address", [room for room in ROOMS if room])
def test_without_an_account_every_room_asks_to_sign_in(address, shown, lena):
    response = lena.get(f"/konto/netzwerke/{address.format(**shown)}")
    assert response.status_code == 302
    assert "/anmelden/" in response["Location"]
