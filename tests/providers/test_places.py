"""The Stadtteil of a place follows from its coordinates."""

import pytest

from providers import geo
from providers.models import Location
from providers.places import locate, locate_all
from tests.factories import ALTSTADT, BUCKAU, make_district, make_location, square

RING = {
    "type": "MultiPolygon",
    "coordinates": [
        [square(52.1, 11.6, 0.02)["coordinates"][0][0], square(52.1, 11.6, 0.01)["coordinates"][0][0]]
    ],
}


def test_a_point_in_the_hole_of_a_district_lies_outside():
    assert geo.contains(RING, 52.1, 11.615)
    assert not geo.contains(RING, 52.1, 11.6)


def test_distance_of_one_degree_of_latitude():
    assert geo.distance_km(52, 11.6, 53, 11.6) == pytest.approx(111.2, abs=0.1)


def test_a_place_learns_its_district(db):
    buckau = make_district("buckau", BUCKAU)
    make_district("altstadt", ALTSTADT)
    assert locate(make_location(center=BUCKAU)).district == buckau


def test_outside_the_city_a_place_has_no_district(db):
    location = make_location(center=(50.0, 8.27))
    location.district = make_district("buckau", BUCKAU)
    assert locate(location).district is None


def test_without_coordinates_the_choice_of_staff_stays(db):
    location = make_location(center=None)
    location.district = make_district("buckau", BUCKAU)
    assert locate(location).district.slug == "buckau"


def test_after_new_outlines_all_places_are_assigned_anew(db):
    make_location(center=BUCKAU)
    make_district("buckau", BUCKAU)
    assert locate_all() == 1
    assert Location.objects.get().district.slug == "buckau"
    assert locate_all() == 0
