"""Whatever stands in an address, no page breaks."""

import pytest

from tests.factories import make_life_stage, make_offer, make_topic

pytestmark = pytest.mark.django_db

QUERIES = [
    "vorschau=2",
    "seite=99999999999999999999",
    "seite=-1&seite=x",
    "name=%00%ED%A0%80&art=%00&buchstabe=%00",
    "name=" + "-" * 300,
    "buchstabe=öä&stadtteil=" + "x" * 2000,
    "%00=%00",
]
PAGES = ["/", "/anbieter/", "/lebensphasen/", "/themen/", "/impressum/", "/robots.txt"]


@pytest.mark.parametrize("query", QUERIES)
def test_pages_answer_whatever_the_query_string(lena, query):
    subjects = [make_offer(), make_offer().provider, make_topic(), make_life_stage()]
    addresses = [*PAGES, *(subject.get_absolute_url() for subject in subjects)]
    assert {lena.get(f"{address}?{query}").status_code for address in addresses} == {200}


@pytest.mark.parametrize("folder", ["angebote", "anbieter", "lebensphasen", "themen"])
@pytest.mark.parametrize("name", ["%00", "ä", "a" * 3000, "-", "..", "x/y"])
def test_unknown_names_do_not_exist(lena, folder, name):
    assert lena.get(f"/{folder}/{name}/").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_pages_only_read(lena, address):
    assert lena.post(address).status_code in (403, 405)
