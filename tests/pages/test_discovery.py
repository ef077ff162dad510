"""sitemap.xml, robots.txt, opensearch.xml: what machines read to find the portal."""

import pytest
from defusedxml import ElementTree
from django.conf import settings

from portal.pages import discovery
from tests.factories import make_life_stage, make_offer, make_provider, make_topic, today

pytestmark = pytest.mark.django_db


def addresses(client, path="/sitemap.xml"):
    response = client.get(path)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    locs = ElementTree.fromstring(response.content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [loc.text.removeprefix(settings.SITE_URL) for loc in locs]


def test_the_sitemap_names_what_the_public_may_see(lena):
    offer, stage, topic = make_offer(), make_life_stage(), make_topic()
    found = addresses(lena)
    public = (offer, offer.provider, stage, topic)
    assert {"/", "/suche/", "/impressum/", *(each.get_absolute_url() for each in public)} <= set(found)
    assert len(found) == len(set(found))


def test_the_sitemap_names_nothing_else(lena):
    hidden = [make_offer(status="draft"), make_offer(days=[-3]), make_offer(valid_from=today(2))]
    closed = make_provider(status="draft")
    assert not {each.get_absolute_url() for each in (*hidden, closed)} & set(addresses(lena))


def test_every_address_of_the_sitemap_answers(lena):
    make_offer(terms=[make_life_stage(), make_topic()])
    assert {lena.get(address).status_code for address in addresses(lena)} == {200}


def test_a_large_sitemap_comes_in_parts(lena, monkeypatch):
    offers = [make_offer(provider=make_provider()) for _number in range(5)]
    monkeypatch.setattr(discovery, "MOST_IN_A_FILE", 2)
    parts = addresses(lena)
    assert parts == [f"/sitemap-{number}.xml" for number in range(1, 5)]
    found = [address for part in parts[1:] for address in addresses(lena, part)]
    assert found == [offer.get_absolute_url() for offer in offers]


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "9" * 300])
def test_a_part_that_is_not_there_does_not_exist(lena, number):
    assert lena.get(f"/sitemap-{number}.xml").status_code == 404


def test_a_browser_can_take_the_search_among_its_own(lena):
    make_offer("Deutsch")
    assert 'rel="search" href="/opensearch.xml"' in lena.get("/").content.decode()
    response = lena.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    described = ElementTree.fromstring(response.content)
    assert 0 < len(described.findtext(f"{space}ShortName")) <= 16
    templates = {url.get("type"): url.get("template") for url in described.iter(f"{space}Url")}
    for kind in ("text/html", "application/rss+xml"):
        address = templates[kind].replace("{searchTerms}", "deutsch").removeprefix(settings.SITE_URL)
        assert "Deutsch" in lena.get(address).content.decode()
