"""`GET /api/v1/providers`."""

import pytest

from providers.models import Provider
from tests.factories import make_district, make_location, make_offer, make_provider, make_topic

from .support import ask, counted_on_the_page, refused, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    make_provider("Malwerkstatt")
    school = make_provider(
        "Musikschule Beispiel", summary="Unterricht für alle.", contact_person="Erika Muster"
    )
    make_location(school, district=make_district("buckau", name="Buckau"), is_main=True)
    make_offer("Geige", provider=school, terms=[make_topic("musik")])
    return school


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ({"q": "musikschule"}, "q=musikschule"),
        ({"topic": "musik"}, "thema=musik"),
        ({"district": "buckau"}, "stadtteil=buckau"),
        ({"near": "Buckau", "radius": 1}, "ort=Buckau&umkreis=1"),
    ],
)
def test_providers_are_found_as_on_the_page(lena, school, asked, query):
    answer = ask(lena, "providers", **asked)
    assert titles(answer, "providers") == ["Musikschule Beispiel"]
    assert answer["total"] == counted_on_the_page(f"{query}&in=anbieter") == 1


def test_a_provider_carries_its_facts_and_no_person(lena, school):
    answer = ask(lena, "providers", q="musikschule")
    (found,) = answer["providers"]
    assert (found["id"], found["slug"], found["offers"]) == (school.pk, school.slug, 1)
    assert found["place"]["district"]["slug"] == "buckau"
    assert "Muster" not in str(answer).replace("Musterstraße", "")


def test_providers_cannot_be_asked_for_dates_or_prices(lena, school):
    assert set(refused(lena, "providers", free=1, weekday="mo")) == {"free", "weekday"}
    assert not {"free", "weekday", "provider"} & set(ask(lena, "providers")["facets"])


def test_a_hidden_provider_is_not_listed(lena, school):
    Provider.objects.filter(pk=school.pk).update(status=Provider.Status.WITHDRAWN)
    assert ask(lena, "providers", q="musikschule")["total"] == 0
