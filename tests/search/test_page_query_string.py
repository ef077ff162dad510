"""Whatever stands in the address of a search is understood or named, never an error."""

from datetime import date

import pytest
from django.http import QueryDict

from portal.search.address import SearchAddress
from portal.search.forms import SearchForm


def form(query):
    return SearchForm(QueryDict(query))


def test_every_parameter_of_the_contract_reaches_the_filters():
    cleaned = form(
        "q=deutsch&thema=sprache&thema=beruf&lebensphase=jugend&zielgruppe=eltern&stadtteil=buckau&art=kurs"
        "&anbieter=vhs&sprache=de&foerderung=bildungsgutschein&barrierefrei=stufenlos&kostenlos=1&format=online"
        "&tag=mo&zeit=abends&ab=2027-01-12&bis=15.02.2027&alter=16&ort=Buckau&umkreis=2,5&frei=1&vergangene=1"
        "&sortierung=datum&seite=3"
    )
    plan = cleaned.plan()
    filters = plan.filters
    assert cleaned.notes == []
    assert (plan.text, plan.sort, plan.page, plan.kind) == ("deutsch", "datum", 3, "offer")
    assert filters.topic == ("sprache", "beruf")
    assert (filters.life_stage, filters.audience, filters.district) == (("jugend",), ("eltern",), ("buckau",))
    assert (filters.offer_kind, filters.provider, filters.language) == (("kurs",), ("vhs",), ("de",))
    assert (filters.funding, filters.access, filters.format) == (
        ("bildungsgutschein",),
        ("stufenlos",),
        ("online",),
    )
    assert (filters.weekday, filters.daytime) == (("mo",), ("abends",))
    assert (filters.first_day, filters.last_day) == (date(2027, 1, 12), date(2027, 2, 15))
    assert (filters.age, filters.place, filters.radius_km) == (16, "Buckau", 2.5)
    assert filters.free
    assert filters.places_left
    assert filters.past


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("ab=31.02.2027", "Den Tag „31.02.2027“ gibt es nicht im Kalender. Wir haben ihn weggelassen."),
        ("bis=9999-12-31", "Der Tag „9999-12-31“ liegt zu weit weg. Wir haben ihn weggelassen."),
        ("alter=130", "„130“ ist kein Alter von 0 bis 120 Jahren. Wir haben es weggelassen."),
        ("alter=sechs", "„sechs“ ist kein Alter von 0 bis 120 Jahren. Wir haben es weggelassen."),
        ("umkreis=nan", "„nan“ ist kein Umkreis von 0,1 bis 50 km. Wir haben ihn weggelassen."),
        ("sortierung=preis", "„preis“ kennen wir nicht als Sortierung. Oben steht, was am besten passt."),
        ("tag=ostern", "„ostern“ kennen wir nicht als Wochentag und haben es weggelassen."),
        ("seite=-1", "Die Seite „-1“ gibt es nicht. Sie sehen die erste."),
        ("kostenlos=ja", "„ja“ ist für diesen Filter keine Angabe. Wir haben ihn weggelassen."),
        ("in=vereine", "„vereine“ kennen wir nicht als Art von Treffern. Sie sehen Angebote."),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(query, note):
    cleaned = form(query)
    assert cleaned.notes == [note]
    assert str(cleaned.address()) == "/suche/"


def test_a_value_nobody_knows_leaves_the_others_of_its_group_standing():
    cleaned = form("tag=mo&tag=ostern&tag=so")
    assert cleaned.plan().filters.weekday == ("mo", "so")


def test_days_in_the_wrong_order_are_swapped():
    cleaned = form("ab=2027-03-01&bis=2027-02-01")
    filters = cleaned.plan().filters
    assert (filters.first_day, filters.last_day) == (date(2027, 2, 1), date(2027, 3, 1))
    assert cleaned.notes == ["Das Ende lag vor dem Anfang. Wir haben die beiden Tage getauscht."]


def test_the_last_of_repeated_single_values_counts_and_repeated_groups_count_once():
    filters = form("alter=6&alter=7&tag=mo&tag=mo").plan().filters
    assert (filters.age, filters.weekday) == (7, ("mo",))


def test_a_very_long_text_is_cut_and_said():
    plan = form("q=" + "wort+" * 2000).plan()
    assert len(plan.text) <= 300
    assert plan.notes
    assert len(str(form("q=" + "wort+" * 2000).address())) < 1000


@pytest.mark.parametrize("query", ["q=%00deutsch%00", "q=%ED%A0%80deutsch", "q=%E2%80%8Bdeutsch&ort=%00"])
def test_control_characters_and_half_characters_reach_nobody(query):
    cleaned = form(query)
    assert "\0" not in cleaned.plan().text
    assert cleaned.plan().filters.place == ""
    str(cleaned.address()).encode()


def test_addresses_are_the_same_however_the_search_was_written():
    one = form("stadtteil=werder&q=deutsch&stadtteil=buckau&sortierung=relevanz&seite=1&alter=").address()
    two = form("q=+deutsch+&stadtteil=buckau&stadtteil=werder").address()
    assert str(one) == str(two) == "/suche/?q=deutsch&stadtteil=buckau&stadtteil=werder"


def test_an_address_with_or_without_a_value_starts_on_its_first_page():
    address = form("q=deutsch&tag=mo&tag=di&seite=4").address()
    assert str(address) == "/suche/?q=deutsch&tag=di&tag=mo&seite=4"
    assert str(address.without("tag", "mo")) == "/suche/?q=deutsch&tag=di"
    assert str(address.without("tag")) == "/suche/?q=deutsch"
    assert str(address.with_("zeit", "abends")) == "/suche/?q=deutsch&tag=di&tag=mo&zeit=abends"
    assert str(address.replace("q", "englisch")) == "/suche/?q=englisch&tag=di&tag=mo"
    assert str(address.page(2)) == "/suche/?q=deutsch&tag=di&tag=mo&seite=2"


def test_pages_make_addresses_of_searches_from_values():
    assert str(SearchAddress.of(q="", thema=["sprache", "beruf"])) == "/suche/?thema=beruf&thema=sprache"
    with pytest.raises(KeyError):
        SearchAddress.of(farbe="rot")


def test_a_baby_has_an_age_too():
    cleaned = form("alter=0&kostenlos=0")
    assert cleaned.plan().filters.age == 0
    assert str(cleaned.address()) == "/suche/?alter=0"
