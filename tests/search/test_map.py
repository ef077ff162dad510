"""The map view of the result page: what is drawn, what stands beside it, and that all of it is also in the list."""

import gzip
import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.slugs import german_slug
from portal.pages import context
from portal.search.city_plan import WHOLE, Box, city_plan
from portal.search.clusters import clusters
from portal.search.entries import Value
from portal.search.map_drawing import steps
from portal.search.points import points
from portal.search.query import Filters, plan
from providers.models import Location, Offer
from tests.factories import ALTSTADT, BUCKAU, make_district, make_location, make_offer, make_provider, square

from .support import document, index_of
from .test_page import search

STATIC = settings.BASE_DIR / "static"


@pytest.fixture(autouse=True)
def nothing_kept():
    context.stored_site.forget()


def test_the_drawing_puts_places_into_the_outline_of_their_district():
    city = city_plan()
    features = json.loads((settings.BASE_DIR / "portal/demo/data/stadtteile.geojson").read_text())["features"]
    for properties in (feature["properties"] for feature in features):
        point = city.point(properties["label_lat"], properties["label_lon"])
        assert city.district_at(*point, city.outlines) == german_slug(properties["name"])
    assert len(city.outlines) == len(features)
    assert city.coordinates(*city.point(52.1, 11.6)) == pytest.approx((52.1, 11.6))


def test_a_part_of_the_plan_keeps_its_shape_and_stays_on_it():
    box = Box(-20, 100, 50, 10).around(5)
    assert (box.left, box.height / box.width) == (0, 1.2)
    assert Box(0, 0, 500, 20).around(1) == WHOLE


@pytest.mark.parametrize("reach", [1, 20, 300])
def test_marks_keep_apart_and_hold_every_point_once(reach):
    xs, ys, weights = [1, 2, 50, 51, 200], [1, 2, 50, 50, 10], [1, 9, 3, 3, 1]
    found = clusters(xs, ys, weights, reach)
    assert sorted(number for members in found for number in members) == [0, 1, 2, 3, 4]
    seeds = [members[0] for members in found]
    assert seeds[0] == 1
    assert all(abs(complex(xs[a] - xs[b], ys[a] - ys[b])) >= reach for a in seeds for b in seeds if a != b)


@pytest.mark.parametrize(
    ("counts", "ceilings"),
    [([], []), ([0, 0], []), ([4], [4]), ([1, 2, 3, 4, 0], [1, 2, 3, 4]), ([1, 1, 1, 1, 90], [1, 90])],
)
def test_each_step_of_colour_holds_about_as_many_districts(counts, ceilings):
    assert steps(counts) == ceilings


def found_points(*documents, **filters):
    return points(plan(filters=Filters(**filters), page_size=1), index_of(*documents))


def placed(title, *places, district="buckau", **facts):
    return document(title, values=[("district", district)], places=list(places), **facts)


def test_every_hit_is_counted_at_its_places_or_beside_the_map():
    found = found_points(
        placed("eins", BUCKAU),
        placed("zwei", BUCKAU),
        placed("drei", BUCKAU, (52.15, 11.63)),
        document("online", values=[("format", "online")]),
        document("ohne Ort"),
    )
    assert sorted((spot.lat, spot.lon, spot.count) for spot in found.spots) == [
        (52.1, 11.63, 3),
        (52.15, 11.63, 1),
    ]
    assert (found.placed, found.online, found.placeless) == (3, 1, 1)
    assert len(found.repeated) == 1


def test_points_closer_than_ten_metres_are_one_place_and_a_hit_counts_once_there():
    found = found_points(placed("eins", (52.1, 11.63), (52.10001, 11.63001)))
    assert [spot.count for spot in found.spots] == [1]


def test_a_hit_in_two_districts_stands_in_each_at_the_place_that_lies_there():
    values = [Value("district", "buckau", "Buckau"), Value("district", "altstadt", "Altstadt")]
    both = document("beide", places=[(52.108, 11.635), ALTSTADT])
    both.values = values
    assert {spot.lat: spot.district for spot in found_points(both).spots} == {
        52.108: "buckau",
        52.13: "altstadt",
    }


def test_filters_hold_for_the_points_as_for_the_list():
    found = found_points(
        placed("eins", BUCKAU), placed("zwei", ALTSTADT, district="altstadt"), district=("altstadt",)
    )
    assert [(spot.district, spot.count) for spot in found.spots] == [("altstadt", 1)]


# The page


@pytest.fixture
def city(db):
    """Two offers in Buckau at two places, one in the Altstadt, one online."""
    provider = make_provider()
    buckau = make_district("buckau", name="Buckau", center=(52.108, 11.635))
    altstadt = make_district("altstadt", name="Altstadt", center=ALTSTADT)
    for title, name, center, district in (
        ("Deutsch im Hof", "Hof", (52.108, 11.635), buckau),
        ("Deutsch am Kai", "Kai", (52.1095, 11.64), buckau),
        ("Deutsch im Turm", "Turm", ALTSTADT, altstadt),
    ):
        place = make_location(provider, name=name, center=center, district=district)
        make_offer(title, provider=provider, location=place)
    make_offer("Deutsch im Netz", provider=provider, format="online")


def show(client, **choices):
    return search(client, ansicht="karte", **choices)


def test_list_and_map_have_addresses_of_their_own_and_share_all_filters(lena, city):
    page = search(lena, q="deutsch", kostenlos=0, stadtteil="buckau")
    assert page.links["Karte"] == "/suche/?q=deutsch&stadtteil=buckau&ansicht=karte"
    page = search(lena, q="deutsch", stadtteil="buckau", ansicht="karte")
    assert page.links["Liste"] == "/suche/?q=deutsch&stadtteil=buckau"
    assert '<input type="hidden" name="ansicht" value="karte">' in page.html
    assert "2 Angebote an 2 Orten" in page.text
    assert page.links["Stadtteil: Buckau"] == "/suche/?q=deutsch&ansicht=karte"


def test_everything_on_the_map_is_also_in_the_list(lena, city):
    page = show(lena)
    assert "3 Angebote an 3 Orten" in page.text
    for words in ("Hof", "Kai", "Turm", "Deutsch im Hof", "Deutsch am Kai", "Deutsch im Turm"):
        assert words in page.text
    assert page.text.index("Deutsch im Turm") < page.text.index("Deutsch im Hof")  # Altstadt before Buckau
    anchors = re.findall(r'href="#(platz-\d+)"', page.html)
    assert anchors
    assert set(anchors) <= set(page.ids)


def test_what_is_understood_from_the_words_holds_for_the_map_too(lena, city):
    place = make_location(name="Park", center=(52.106, 11.63), district=make_district("buckau"))
    make_offer("Deutsch im Park", location=place, price="free")
    page = show(lena, q="kostenloser Deutschkurs in Buckau")
    assert "1 Angebot an 1 Ort" in page.text
    assert "Deutsch im Park" in page.text


def test_what_has_no_place_is_counted_beside_the_map(lena, city):
    page = show(lena)
    assert page.links["1 Angebot online, ohne Ort auf der Karte"] == "/suche/?format=online"


def test_a_district_is_a_link_that_shows_only_it_and_all_again(lena, city):
    page = show(lena, q="deutsch")
    assert (
        'href="/suche/?q=deutsch&amp;stadtteil=buckau&amp;ansicht=karte" aria-label="Buckau: 2"' in page.html
    )
    assert page.links["Buckau"] == "/suche/?q=deutsch&stadtteil=buckau&ansicht=karte"  # the table
    page = show(lena, q="deutsch", stadtteil="buckau")
    assert page.links["Buckau"] == "/suche/?q=deutsch&ansicht=karte"
    assert page.links["Ganze Stadt zeigen"] == "/suche/?q=deutsch&ansicht=karte"


def test_a_mark_for_several_places_leads_closer_until_each_stands_alone(lena, city):
    page = show(lena)
    assert 'aria-label="2 Angebote an 2 Orten"' in page.html
    closer = re.search(
        r'href="/suche/\?ort=([\d.]+)%2C([\d.]+)&amp;umkreis=([\d%C,]+)&amp;ansicht=karte"', page.html
    )
    page = show(lena, ort=f"{closer[1]},{closer[2]}", umkreis=closer[3].replace("%2C", ","))
    assert "2 Angebote an 2 Orten" in page.text
    assert page.html.count('aria-label="1 Angebot"') == 2


def test_many_offers_at_a_place_end_in_a_link_to_the_list_around_it(lena, db):
    provider = make_provider()
    place = make_location(provider, center=(52.108, 11.635), district=make_district("buckau"))
    for number in range(5):
        make_offer(f"Kurs {number}", provider=provider, location=place)
    page = show(lena)
    assert page.links["Alle im Umkreis von 100 m zeigen"] == "/suche/?ort=52.1080%2C11.6350&umkreis=0%2C1"
    assert "5 Angebote" in search(lena, ort="52.1080,11.6350", umkreis="0,1").text


def test_the_list_of_places_has_pages_and_marks_lead_to_the_right_one(lena, db):
    provider, buckau = make_provider(), make_district("buckau", name="Buckau")
    for number in range(45):
        place = make_location(
            provider,
            name=f"Haus {number}",
            center=(52.05 + number / 400 + (number == 44) / 20, 11.63),
            district=buckau,
        )
        make_offer(f"Kurs {number}", provider=provider, location=place)
    first, second = show(lena), show(lena, seite=2)
    assert "Orte 1 bis 40 von 45, nach Stadtteilen" in first.text
    assert "Orte 41 bis 45 von 45" in second.text
    listed = set(re.findall(r"Kurs \d+", first.text)) | set(re.findall(r"Kurs \d+", second.text))
    assert len(listed) == 45
    assert 'href="/suche/?ansicht=karte&amp;seite=2#platz-44"' in first.html
    assert 'href="#platz-44"' in second.html
    assert show(lena, seite=99999).text.count("Orte 41 bis 45 von 45") == 1


def test_providers_have_a_map_too(lena, city):
    page = show(lena, **{"in": "anbieter"})
    assert "1 Anbieter an 3 Orten" in page.text


def test_an_answer_without_hits_or_without_places_needs_no_map(lena, city):
    assert "Dazu haben wir gerade kein Angebot" in show(lena, q="xylophonstunde").text
    page = show(lena, format="online")
    assert "Auf der Karte: keine Orte" in page.text


def test_places_beyond_the_city_are_listed_and_not_drawn(lena, db):
    make_offer("Weit weg", location=make_location(center=(48.1, 11.5)))
    page = show(lena)
    assert "Außerhalb der Stadtteile" in page.text
    assert "Weit weg" in page.text
    assert 'data-points=""' in page.html


def test_the_map_script_is_loaded_only_on_the_map(lena, city):
    assert "js/map.js" in show(lena).html
    assert "js/map.js" not in search(lena).html


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_the_map_costs_at_most_four_statements_for_any_number_of_hits(lena, db, rows):
    provider = make_provider()
    buckau = make_district("buckau", geometry=square(52.1, 11.63))
    places = [
        make_location(provider, center=(52.1 + n / 1000, 11.6), district=buckau) for n in range(min(rows, 50))
    ]
    Offer.objects.bulk_create(
        Offer(
            provider=provider,
            title="Deutsch",
            slug=f"deutsch-{n}",
            status=Offer.Status.PUBLISHED,
            location=places[n % len(places)],
        )
        for n in range(rows)
    )
    call_command("reindex", verbosity=0)
    address = "/suche/?q=deutsch&stadtteil=entenhausen&art=nichts&ansicht=karte"
    lena.get(address)
    context.stored_site.forget()
    with CaptureQueriesContext(connection) as asked:
        assert b"bp-city__marks" in lena.get(address).content
    assert len(asked) <= 4


def test_the_map_of_300_places_with_its_files_weighs_at_most_60_kilobytes_more_than_the_list(lena, db):
    provider = make_provider()
    places = [
        Location(
            provider=provider,
            name=f"Haus {number}",
            street="Musterstraße 1",
            city="Magdeburg",
            lat=52.06 + number % 17 / 120,
            lon=11.56 + number % 23 / 160,
        )
        for number in range(300)
    ]
    Offer.objects.bulk_create(
        Offer(
            provider=provider,
            title="Deutsch",
            slug=f"d-{number}",
            status=Offer.Status.PUBLISHED,
            location=place,
        )
        for number, place in enumerate(Location.objects.bulk_create(places))
    )
    call_command("reindex", verbosity=0)
    as_list, as_map = (
        len(gzip.compress(lena.get(f"/suche/?{each}").content)) for each in ("", "ansicht=karte")
    )
    files = [STATIC / "js" / "map.js", STATIC / "img" / "stadtplan.svg"]
    weights = [len(gzip.compress(file.read_bytes())) for file in files]
    assert as_map - as_list + sum(weights) <= 60_000
    assert weights[0] <= 6_000


@pytest.mark.parametrize(
    "query",
    [
        "ort=52.131,11.640",
        "ort=-90,-180&umkreis=50",
        "ort=999,999",
        "ort=nan,inf",
        "ort=52.131%00,11.640",
        "ort=%ED%A0%80,11",
        "ort=" + "5" * 400 + ",11",
        "stadtteil=buckau&stadtteil=altstadt&seite=99999999999",
        "ansicht=globus&ansicht=karte",
        "ansicht=%00karte&in=anbieter&vergangene=1",
    ],
)
def test_hostile_values_answer_with_a_page(lena, city, query):
    response = lena.get(f"/suche/?{query}&ansicht=karte")
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
