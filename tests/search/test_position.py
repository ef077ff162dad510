"""Coordinates as a place, and names that fit several places, as the visitor meets them."""

import re

import pytest

from portal.search.places import Gazetteer, PlaceRow
from portal.search.position import read_position
from tests.factories import make_district, make_location, make_offer, make_provider

from .test_page import search

PLACES = (
    PlaceRow("Alte Neustadt", 52.1447, 11.6432, district="alte-neustadt"),
    PlaceRow("Neue Neustadt", 52.1528, 11.6296, district="neue-neustadt"),
    PlaceRow("Buckau", 52.1084, 11.6358, district="buckau"),
    PlaceRow("S-Bahnhof Neustadt (Tram)", 52.1505, 11.6405),
    PlaceRow("S-Bahnhof Neustadt (Bus)", 52.1507, 11.6407),
    PlaceRow("Buckau (Wasserwerk)", 52.0970, 11.6500),
    PlaceRow("Hauptbahnhof/Kölner Platz", 52.1306, 11.6269),
    PlaceRow("Cracau, Pechauer Platz", 52.1222, 11.6667),
    PlaceRow("Cracau", 52.1290, 11.6630, district="cracau"),
    PlaceRow("39104", 52.1146, 11.6326),
)


@pytest.fixture
def gazetteer():
    return Gazetteer(PLACES)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("52.131,11.640", (52.131, 11.64)),
        (" 52.131, 11.640 ", (52.131, 11.64)),
        ("52,131 11,640", (52.131, 11.64)),
        ("52,131; 11,640", (52.131, 11.64)),
        ("-12.5,-71", (-12.5, -71.0)),
        ("91,11", None),
        ("52.131", None),
        ("Buckau 5,6", None),
        ("nan,inf", None),
        ("1e5,3", None),
        ("", None),
        ("\0", None),
    ],
)
def test_a_pair_of_degrees_is_read_as_people_and_machines_write_it(text, position):
    assert read_position(text) == position


def test_a_point_is_named_after_the_place_beside_it(gazetteer):
    place = gazetteer.find("52.108,11.636")
    assert (place.name, place.lat, place.lon, place.radius_km) == ("Punkt nahe Buckau", 52.108, 11.636, 2.0)


def test_a_point_far_from_the_city_is_refused_with_the_reason(gazetteer):
    found = gazetteer.look_up("48.137,11.575")
    assert found.place is None
    assert found.problem == "Der Punkt liegt mehr als 30 km von Magdeburg entfernt. Wir suchen ohne Ort."


@pytest.mark.parametrize("text", ["neustadt", "Neustadt", "Magdeburg Neustadt", "in Neustadt"])
def test_a_name_of_several_places_is_asked_back_districts_first_and_each_once(gazetteer, text):
    found = gazetteer.look_up(text)
    assert found.place is None
    assert found.choices == ("Alte Neustadt", "Neue Neustadt", "S-Bahnhof Neustadt (Tram)")
    assert found.problem == f"„{text}“ passt auf mehrere Orte."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bukau", "Buckau"),
        ("in Buckau", "Buckau"),
        ("Magdeburg-Buckau", "Buckau"),
        ("Magdeburg, Cracau, Pechauer Platz", "Cracau, Pechauer Platz"),
        ("Haltestelle Pechauer Platz", "Cracau, Pechauer Platz"),
        ("Hauptbahnhof", "Hauptbahnhof/Kölner Platz"),
        ("koelner platz", "Hauptbahnhof/Kölner Platz"),
        ("Hauptbahnhoff", "Hauptbahnhof/Kölner Platz"),
        ("S-Bahnhof Neustadt", "S-Bahnhof Neustadt (Tram)"),
        ("39104 Magdeburg", "39104"),
    ],
)
def test_stops_districts_and_postcodes_are_found_as_people_write_them(gazetteer, text, name):
    assert gazetteer.find(text).name == name


def test_the_name_of_the_city_means_everywhere_and_says_so(gazetteer):
    assert gazetteer.look_up("magdeburg").problem == "„magdeburg“ ist die ganze Stadt. Wir suchen überall."


@pytest.mark.parametrize(
    "text", ["Hintertupfingen", "39999", "\ud800", "x" * 5000, "(" * 300, ", ,", "Atlantis 5"]
)
def test_what_nobody_knows_is_said_and_never_guessed(gazetteer, text):
    found = gazetteer.look_up(text)
    assert (found.place, found.choices) == (None, ())
    assert len(found.problem) < 120


# The page


@pytest.fixture
def city(db):
    provider = make_provider()
    for slug, name, center in (
        ("alte-neustadt", "Alte Neustadt", (52.1447, 11.6432)),
        ("neue-neustadt", "Neue Neustadt", (52.1528, 11.6296)),
    ):
        district = make_district(slug, name=name, center=center)
        make_offer(
            f"Kurs {name}",
            provider=provider,
            location=make_location(provider, center=center, district=district),
        )


def test_the_page_asks_which_place_is_meant(lena, city):
    page = search(lena, ort="neustadt", q="kurs")
    assert "„neustadt“ passt auf mehrere Orte." in page.text
    assert page.links["Neue Neustadt"] == "/suche/?q=kurs&ort=Neue+Neustadt"
    assert "2 Angebote" in page.text


def test_a_place_without_a_distance_says_how_far_was_searched(lena, city):
    page = search(lena, ort="Alte Neustadt")
    assert page.links["Ort: Alte Neustadt und 2 km"] == "/suche/"


def test_a_position_finds_what_is_near_and_nothing_else(lena, city):
    page = search(lena, ort="52.145,11.643", umkreis=1, sortierung="naehe")
    assert "Kurs Alte Neustadt" in page.text
    assert "Kurs Neue Neustadt" not in page.text
    assert page.links["Ort: Punkt nahe Alte Neustadt und 1 km"] == "/suche/?sortierung=naehe"


def test_a_position_far_away_is_said_and_left_out(lena, city):
    page = search(lena, ort="48.137,11.575")
    assert "Der Punkt liegt mehr als 30 km von Magdeburg entfernt." in page.text
    assert "2 Angebote" in page.text


def test_asking_for_the_position_needs_a_press_and_a_script(lena, city):
    page = search(lena)
    assert "In meiner Nähe" in page.text
    assert page.html.index("data-near") < re.search(r"hidden>\s*<button", page.html).start()
