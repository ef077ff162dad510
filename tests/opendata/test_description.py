"""The OpenAPI document and the page made from it."""

import re

import pytest

from portal.opendata.parameters import PARAMETERS
from portal.search.address import PARAMETERS as ON_THE_PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(lena):
    return lena.get("/api/v1/openapi.json").json()


def names(document, path):
    return [each["name"] for each in document["paths"][path]["get"]["parameters"]]


def test_every_parameter_of_the_contract_is_described(document):
    contract = (
        "q topic life_stage audience district kind provider language funding accessible free format weekday time "
        "from to age near radius places past sort limit offset"
    )
    more = ["level", "max_price"]
    assert sorted(names(document, "/api/v1/offers")) == sorted([*contract.split(), *more])
    assert all(each["description"] for each in document["paths"]["/api/v1/offers"]["get"]["parameters"])


def test_every_parameter_of_the_page_has_a_name_here():
    only_for_people = {"in", "ansicht", "seite", "woertlich"}
    assert set(ON_THE_PAGE) - only_for_people == set(PARAMETERS.values())


def test_descriptions_are_german(document):
    assert "docstring" not in str(document)
    assert {"description"} & set(document["components"]["schemas"]["Series"]) == set()


def test_the_page_lists_every_address_and_field(lena, document):
    page = lena.get("/api/v1/docs").content.decode()
    assert all(path in page for path in document["paths"])
    for name in ("distance_km", "registration", "did_you_mean"):
        assert f"<code>{name}</code>" in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_the_page_needs_no_script_and_no_other_host(lena):
    page = lena.get("/api/v1/docs").content.decode()
    assert "<style" not in page
    assert "style=" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!www.openstreetmap.org)', page)


def test_examples_on_the_page_are_answered(lena):
    page = lena.get("/api/v1/docs").content.decode()
    examples = [each.replace("&amp;", "&") for each in re.findall(r'href="(/api/v1/[^"]+\?[^"]+)"', page)]
    assert len(examples) >= 3
    assert {lena.get(each).status_code for each in examples} == {200}
