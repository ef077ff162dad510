"""The small map beside an address."""

import re

import pytest

from portal.pages.district_map import HEIGHT, WIDTH, atlas, district_map
from tests.factories import ALTSTADT, BUCKAU, make_district, make_location

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_atlas():
    atlas.forget()
    yield
    atlas.forget()


def test_the_district_of_a_place_is_marked_among_its_neighbours():
    here = make_district("buckau", BUCKAU)
    make_district("nebenan", (BUCKAU[0], BUCKAU[1] + 0.02))
    drawn = district_map(make_location(district=here))
    assert [(name, marked) for _path, marked, name in drawn.areas] == [("Buckau", True), ("Nebenan", False)]
    assert drawn.label == "Karte: Haus der Probe im Stadtteil Buckau"


def test_the_point_of_a_place_in_the_middle_lies_in_the_middle_of_the_drawing():
    drawn = district_map(make_location(district=make_district("buckau", BUCKAU), center=BUCKAU))
    assert drawn.points == ((WIDTH // 2, HEIGHT // 2, ""),)


def test_north_is_up_and_east_is_right():
    district = make_district("buckau", BUCKAU)
    place = make_location(district=district, center=(BUCKAU[0] + 0.005, BUCKAU[1] + 0.005))
    ((x, y, _count),) = district_map(place).points
    assert x > WIDTH / 2
    assert y < HEIGHT / 2


def test_a_place_without_coordinates_shows_its_district_without_a_point():
    drawn = district_map(make_location(district=make_district(), center=None))
    assert drawn.points == ()
    assert drawn.names[0][2] == "Buckau"


def test_a_place_without_district_has_no_map():
    assert district_map(make_location()) is None
    assert district_map(None) is None


def test_outlines_end_a_little_beyond_the_frame():
    make_district("weit", (BUCKAU[0], BUCKAU[1] + 0.02), geometry=_wide(BUCKAU))
    drawn = district_map(make_location(district=make_district("buckau", BUCKAU)))
    numbers = [int(number) for path, _here, _name in drawn.areas for number in re.findall(r"-?\d+", path)]
    assert min(numbers) >= -20
    assert max(numbers) <= WIDTH + 20


def test_districts_out_of_sight_are_left_out():
    make_district("altstadt", (ALTSTADT[0] + 1, ALTSTADT[1]))
    drawn = district_map(make_location(district=make_district("buckau", BUCKAU)))
    assert [name for _path, _here, name in drawn.areas] == ["Buckau"]


def test_the_outlines_are_read_once_for_many_places(django_assert_num_queries):
    district = make_district()
    places = [make_location(district=district) for _ in range(3)]
    with django_assert_num_queries(1):
        assert all(district_map(place) for place in places)


def _wide(center):
    lat, lon = center
    ring = [[lon, lat - 1], [lon + 1, lat - 1], [lon + 1, lat + 1], [lon, lat + 1], [lon, lat - 1]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}
