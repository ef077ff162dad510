"""Stadtteile from a file of outlines."""

import json

import pytest
from django.core.management import CommandError, call_command

from portal.demo.preparation import DISTRICTS as MAGDEBURG
from providers import districts
from providers.models import District, Location
from tests.factories import make_district, make_provider, square

pytestmark = pytest.mark.django_db


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def write(tmp_path, *features):
    path = tmp_path / "city.geojson"
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features],
            }
        )
    )
    return path


def test_a_shared_stretch_makes_neighbours_a_shared_corner_does_not():
    west, east, corner = box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 1, 3, 2)
    found = districts.neighbours({"west": west, "east": east, "corner": corner})
    assert found == {"west": {"east"}, "east": {"west"}, "corner": set()}


def test_names_become_addresses_by_the_german_rule(tmp_path):
    polygon = {"type": "Polygon", "coordinates": box(11, 52, 12, 53)["coordinates"][0]}
    districts.load(districts.read(write(tmp_path, ({"name": "Große Äußere Straße"}, polygon))))
    district = District.objects.get()
    assert district.slug == "grosse-aeussere-strasse"
    assert district.geometry["type"] == "MultiPolygon"
    assert 11 < district.lon < 12 and 52 < district.lat < 53
    assert district.code is None


def test_outlines_are_renewed_and_what_staff_wrote_stays(tmp_path):
    make_district("buckau", name="Buckau am Fluss", code="44", is_active=False)
    path = write(tmp_path, ({"name": "Buckau", "code": "99"}, square(50, 10)))
    assert districts.load(districts.read(path)) == 0
    buckau = District.objects.get()
    assert (buckau.name, buckau.code, buckau.is_active) == ("Buckau am Fluss", "44", False)
    assert buckau.geometry == square(50, 10)


def test_places_are_found_anew_after_districts_changed(tmp_path):
    make_district("buckau", center=(52.10, 11.63))
    place = Location.objects.create(provider=make_provider("Beispiel-Verein"), lat=50, lon=10)
    districts.load(districts.read(write(tmp_path, ({"name": "Buckau"}, square(50, 10)))))
    place.refresh_from_db()
    assert place.district.slug == "buckau"


@pytest.mark.parametrize(
    "content",
    [
        "kein json",
        "[]",
        '{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": []}}]}',
        '{"features": [{"properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": []}}]}',
    ],
)
def test_a_file_without_outlines_is_refused_in_words(tmp_path, content):
    path = tmp_path / "city.geojson"
    path.write_text(content)
    with pytest.raises(CommandError, match="keine GeoJSON-FeatureCollection"):
        call_command("load_districts", path)
    assert not District.objects.exists()


def test_magdeburg_has_forty_districts_with_neighbours_on_both_banks(capsys):
    call_command("load_districts", MAGDEBURG)
    assert "40 Stadtteile gelesen, 40 neu" in capsys.readouterr().out
    around = District.objects.get(slug="cracau").neighbours.values_list("slug", flat=True)
    assert set(around) == {"berliner-chaussee", "brueckfeld", "prester", "werder", "zipkeleben"}
    assert not District.objects.filter(neighbours=None).exists()


def test_official_numbers_are_given_only_where_the_source_has_one():
    call_command("load_districts", MAGDEBURG)
    assert District.objects.exclude(code=None).count() == 24
    assert District.objects.get(slug="altstadt").code == "01"
    assert District.objects.get(slug="pechau").code is None
