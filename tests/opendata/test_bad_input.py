"""What the page leaves out and names, the API refuses and names."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.opendata.parameters import PARAMETERS
from providers.models import Provider
from tests.factories import make_district, make_offer, make_provider

from .support import ask, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"topic": "entenhausen"}, "topic"),
        ({"district": ["buckau", "entenhausen"]}, "district"),
        ({"provider": "niemand"}, "provider"),
        ({"format": "brief"}, "format"),
        ({"weekday": "ostern"}, "weekday"),
        ({"time": "nachts"}, "time"),
        ({"from_": "2027-02-31"}, "from"),
        ({"to": "9999-12-31"}, "to"),
        ({"from_": "x" * 40}, "from"),
        ({"from_": "2027-03-01", "to": "2027-02-01"}, "to"),
        ({"age": 130}, "age"),
        ({"age": "sechs"}, "age"),
        ({"free": "ja"}, "free"),
        ({"free": "yes"}, "free"),
        ({"near": "Atlantis"}, "near"),
        ({"near": "Buckau", "radius": 0}, "radius"),
        ({"near": "Buckau", "radius": "nan"}, "radius"),
        ({"radius": 3}, "radius"),
        ({"sort": "naehe"}, "sort"),
        ({"sort": "preis"}, "sort"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "viele"}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
        ({"offset": -1}, "offset"),
        ({"q": "x" * 10_000}, "q"),
        ({"near": "x" * 121}, "near"),
        ({"topic": [f"t{n}" for n in range(51)]}, "topic"),
        ({"thema": "sprache"}, "thema"),
    ],
)
def test_a_value_that_is_not_understood_is_refused_by_name(lena, asked, parameter):
    make_district("buckau", name="Buckau")
    assert set(refused(lena, **asked)) == {parameter}


def test_every_problem_is_named_with_what_was_typed(lena):
    problems = refused(lena, topic="entenhausen", age="999", from_="31.02.2027")
    assert problems == {
        "topic": "„entenhausen“ kennen wir nicht.",
        "age": "„999“ ist hier kein möglicher Wert.",
        "from": "„31.02.2027“ ist hier kein möglicher Wert.",
    }


def test_a_place_that_may_be_several_is_asked_back(lena):
    make_district("nord", name="Neustadt Nord", center=(52.2, 11.6))
    make_district("sued", name="Neustadt Süd", center=(52.1, 11.6))
    problem = refused(lena, near="Neustadt")["near"]
    assert problem == "„Neustadt“ kann mehreres heißen: „Neustadt Nord“, „Neustadt Süd“."


def test_a_term_without_any_offer_is_no_mistake(lena):
    make_district("werder", name="Werder")
    assert ask(lena, district="werder")["total"] == 0


def test_a_provider_nobody_may_see_is_unknown(lena):
    make_offer(provider=make_provider(slug="geheim", status=Provider.Status.DRAFT))
    hidden, missing = refused(lena, provider="geheim"), refused(lena, provider="niemand")
    assert hidden["provider"].replace("geheim", "niemand") == missing["provider"]


@pytest.mark.parametrize("text", ["\0deutsch\0", "\ud800", "-" * 300, '"' * 300, "%' OR 1=1 --", "日本語"])
def test_any_text_has_an_answer(lena, text):
    response = lena.get("/api/v1/offers", {"q": text.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert response.json()["total"] == 0


def test_more_parameters_than_anybody_needs_are_refused_as_json(lena):
    response = lena.get("/api/v1/offers?" + "&".join(f"a{n}=1" for n in range(1200)))
    assert (response.status_code, response.json()) == (400, {"detail": "Bad Request"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*PARAMETERS, "limit", "offset", "page"]), st.lists(st.text(max_size=20), max_size=3)
    )
)
def test_whatever_is_asked_the_answer_is_json_and_no_failure(lena, asked):
    for kind in ("offers", "providers"):
        values = {
            name: [text.encode("utf-8", "surrogatepass") for text in texts] for name, texts in asked.items()
        }
        response = lena.get(f"/api/v1/{kind}", values)
        assert response.status_code in (200, 422)
        assert isinstance(response.json(), dict)
