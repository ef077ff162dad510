"""Where is what people type as a place?"""

import pytest

from portal.search.places import Gazetteer, PlaceRow

NAMES = (
    "Buckau",
    "Leipziger Straße",
    "39104",
    "AMO/Steubenallee",
    "Breiter Weg",
    "Alte Neustadt",
    "Neustädter Feld",
)


@pytest.fixture
def gazetteer():
    return Gazetteer([PlaceRow(name, 52.1, 11.6) for name in NAMES])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("buckau", "Buckau"),
        (" BUCKAU ", "Buckau"),
        ("Leipziger Str.", "Leipziger Straße"),
        ("leipziger strasse 12", "Leipziger Straße"),
        ("Breiter Weg 12a", "Breiter Weg"),
        ("39104 Magdeburg", "39104"),
        ("AMO Steubenallee", "AMO/Steubenallee"),
        ("Bukau", "Buckau"),
        ("breiter w", "Breiter Weg"),
        ("Neustaedter Feld", "Neustädter Feld"),
    ],
)
def test_a_place_is_found_as_people_write_it(gazetteer, text, name):
    assert gazetteer.find(text).name == name


@pytest.mark.parametrize("text", ["", "  ", "?", "39999", "Hintertupfingen", "\0", "\ud800", "x" * 5000])
def test_what_is_no_place_is_none(gazetteer, text):
    assert gazetteer.find(text) is None
