"""Reading the API in tests."""

from urllib.parse import urlencode

from django.http import QueryDict

from portal.search.forms import SearchForm
from portal.search.page import result_page


def ask(client, path="offers", /, *, status=200, **asked):
    """The body of an answer; names that Python keeps for itself are written with an underscore at the end."""
    query = urlencode({name.rstrip("_"): value for name, value in asked.items()}, doseq=True)
    response = client.get(f"/api/v1/{path}?{query}")
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"].startswith("application/json")
    return response.json()


def titles(answer, name="offers"):
    return [each["title"] for each in answer[name]]


def refused(client, path="offers", /, **asked):
    """{parameter: message} of an answer that says no."""
    answer = ask(client, path, status=422, **asked)
    assert all(each["parameter"] in answer["detail"] for each in answer["problems"])
    return {each["parameter"]: each["message"] for each in answer["problems"]}


def counted_on_the_page(query):
    """How many hits the result page names for a query string."""
    return int(result_page(SearchForm(QueryDict(query))).count.split()[0])
