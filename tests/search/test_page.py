"""The result page as a visitor sees it."""

import gzip
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.pages import context
from portal.pages.models import SiteSettings
from providers.models import Offer
from tests.factories import (
    make_date,
    make_district,
    make_life_stage,
    make_location,
    make_offer,
    make_provider,
    make_topic,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    context.stored_site.forget()


VOID = {"input", "img", "meta", "link", "br", "hr", "use"}


class Page(HTMLParser):
    """A page as text, boxes (name, value) -> attributes, links text -> address, ids, and id -> ids around it."""

    def __init__(self, response):
        super().__init__()
        self.status, self.html = response.status_code, response.content.decode()
        self.boxes, self.links, self.ids, self._link = {}, {}, [], None
        self.around, self._open = {}, []
        self.feed(self.html)
        self.text = " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
            self.around[attrs["id"]] = {name for _tag, name in self._open if name}
        if tag not in VOID:
            self._open.append((tag, attrs.get("id")))
        if tag == "input" and attrs.get("type") == "checkbox":
            self.boxes[attrs["name"], attrs["value"]] = attrs
        self._link = attrs.get("href") if tag == "a" else self._link

    def handle_data(self, data):
        if self._link and data.strip():
            self.links.setdefault(" ".join(data.split()), self._link)

    def handle_startendtag(self, tag, attrs):
        """An element without content opens nothing."""

    def handle_endtag(self, tag):
        if tag == "a":
            self._link = None
        while self._open and self._open.pop()[0] != tag:
            pass


def search(client, **choices):
    return Page(client.get(f"/suche/?{urlencode(choices, doseq=True)}"))


def counts(page):
    """{value: count} beside the boxes."""
    return dict(re.findall(r'value="([^"]+)" form="suche"[^>]*>[^<]*<span>(\d+)</span>', page.html))


def test_the_page_lists_what_fits_with_count_and_marked_words(lena):
    make_offer("Deutsch am Abend", summary="Sprechen und lesen.")
    make_offer("Gitarre")
    page = search(lena, q="deutsch")
    assert "1 Angebot" in page.text
    assert "<mark>Deutsch</mark> am Abend" in page.html
    assert "Gitarre" not in page.text
    assert "<title>1 Angebot für „deutsch“" in page.html


def test_every_filter_value_stands_with_its_count_and_belongs_to_the_search_form(lena):
    make_offer(terms=[make_topic("sprache", name="Sprache")], price="free")
    make_offer(terms=[make_topic("sprache"), make_topic("musik", name="Musik")])
    page = search(lena)
    assert page.boxes["thema", "sprache"]["form"] == "suche"
    assert (counts(page)["sprache"], counts(page)["musik"]) == ("2", "1")
    assert ("kostenlos", "1") in page.boxes
    assert len(page.ids) == len(set(page.ids))


def test_the_parts_that_are_fetched_anew_stand_beside_each_other(lena):
    make_offer("Deutsch")
    page = search(lena, q="deutsch")
    (targets,) = set(re.findall(r'data-target="([^"]+)"', page.html))
    parts = targets.split()
    assert set(parts) <= set(page.ids)
    assert all(page.around[part].isdisjoint(parts) for part in parts)


def test_a_chosen_value_without_hits_stays_and_shows_its_zero(lena):
    make_offer(terms=[make_topic("sprache"), make_life_stage("jugend")])
    make_offer(terms=[make_topic("musik")])
    page = search(lena, thema="musik", lebensphase="jugend", q="angebot")
    assert "Dazu haben wir gerade kein Angebot" in page.text
    page = search(lena, thema=["musik", "sprache"], lebensphase="jugend")
    assert "checked" in page.boxes["thema", "musik"]
    assert counts(page)["musik"] == "0"
    assert "bp-option--none" in page.html


def test_each_chosen_filter_has_a_chip_that_takes_it_away(lena):
    make_offer("Deutsch", terms=[make_topic("sprache", name="Sprache")], price="free", age_from=6)
    page = search(lena, q="deutsch", thema="sprache", kostenlos=1, alter=7, bis=today(30))
    assert page.links["Thema: Sprache"] == f"/suche/?q=deutsch&kostenlos=1&bis={today(30)}&alter=7"
    assert page.links["kostenlos"] == f"/suche/?q=deutsch&thema=sprache&bis={today(30)}&alter=7"
    assert page.links["Alter: 7 Jahre"] == f"/suche/?q=deutsch&thema=sprache&kostenlos=1&bis={today(30)}"
    assert page.links["Alle zurücksetzen"] == "/suche/?q=deutsch"


def test_a_value_nobody_knows_is_named_and_left_out(lena):
    make_offer("Deutsch")
    page = search(lena, q="deutsch", stadtteil="entenhausen")
    assert "„entenhausen“ kennen wir nicht als Stadtteil und haben es weggelassen." in page.text
    assert "1 Angebot" in page.text


def test_a_real_value_without_any_offer_is_no_mistake(lena):
    make_district("werder", name="Werder")
    make_offer("Deutsch")
    page = search(lena, q="deutsch", stadtteil="werder")
    assert "kennen wir nicht" not in page.text
    assert page.links["Stadtteil: Werder"] == "/suche/?q=deutsch"
    assert "Dazu haben wir gerade kein Angebot" in page.text


def test_a_place_shows_the_distance_and_can_be_sorted_by(lena):
    make_district("buckau", name="Buckau")
    provider = make_provider()
    make_offer("Deutsch", provider=provider, location=make_location(provider, center=(52.11, 11.63)))
    assert "Entfernung" not in search(lena, q="deutsch").text
    page = search(lena, q="deutsch", ort="Buckau", umkreis=5)
    assert "1,1 km von Buckau" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert page.links["Ort: Buckau und 5 km"] == "/suche/?q=deutsch"
    assert "Entfernung" in page.text


def test_ended_offers_are_shown_only_when_asked_for_and_marked(lena):
    make_offer("Deutsch gestern", days=[-1])
    assert "Deutsch gestern" not in search(lena, q="deutsch").text
    page = search(lena, q="deutsch", vergangene=1)
    assert "Beendet" in page.text
    assert "checked" in page.boxes["vergangene", "1"]


def test_a_page_beyond_the_end_shows_the_last_and_says_so(lena):
    provider = make_provider()
    for _number in range(21):
        make_offer("Deutsch", provider=provider)
    page = search(lena, q="deutsch", seite=99999)
    assert "Die Seite 99.999 gibt es nicht. Sie sehen die letzte, Seite 2." in page.text
    assert page.html.count("<article") == 1
    assert page.links["1"] == "/suche/?q=deutsch"


def test_an_empty_answer_says_what_was_understood_and_where_to_go_on(lena):
    SiteSettings.objects.create(pk=1, advice_name="Bildungsberatung", advice_phone="0391 000 00 00")
    provider = make_provider()
    abroad = make_district("werder", name="Werder", center=(52.2, 11.7))
    place = make_location(provider, center=(52.2, 11.7), district=abroad)
    make_offer("Schwimmkurs", provider=provider, location=place, days=[3])
    make_offer("Töpfern", location=make_location(district=make_district("buckau", name="Buckau")))
    page = search(lena, q="schwimmkurs", stadtteil="buckau")
    assert "Wir haben nach „schwimmkurs“ gesucht, mit dem Filter „Stadtteil: Buckau“." in page.text
    assert page.links["Ohne „Stadtteil: Buckau“ suchen"] == "/suche/?q=schwimmkurs"
    assert page.links["Ohne „schwimmkurs“, nur mit den Filtern"] == "/suche/?stadtteil=buckau"
    assert page.text.count("1 Angebot") == 2
    assert page.links["Sagen Sie uns, was hier fehlt"] == "/angebot-fehlt/?q=schwimmkurs"
    assert page.links["0391 000 00 00"] == "tel:03910000000"


def test_a_mistyped_word_offers_the_right_one(lena):
    make_offer("Schwimmkurs")
    page = search(lena, q="schwimkurs")
    assert page.links["schwimmkurs"].endswith("?q=schwimmkurs")


def test_similar_offers_stand_apart_and_count_nowhere(lena):
    make_offer("Kochen wie in Syrien")
    make_offer("Tanzen")
    page = search(lena, q="syrisch kochen")
    assert "Dazu haben wir gerade kein Angebot" in page.text
    assert page.text.index("Ähnliche Angebote") < page.text.index("Kochen wie in Syrien")
    assert page.html.count('<h2 id="treffer"') == 1


def test_providers_have_their_own_tab_with_its_count(lena):
    provider = make_provider("Musikschule Beispiel", summary="Unterricht für alle.")
    make_offer("Musikschule offen", provider=provider)
    page = search(lena, q="musikschule")
    address = page.links["Anbieter"] if page.links["Anbieter"].startswith("/suche") else ""
    page = search(lena, q="musikschule", **{"in": "anbieter"})
    assert address in {"", "/suche/?q=musikschule&in=anbieter"}
    assert "1 Anbieter" in page.text
    assert "<mark>Musikschule</mark> Beispiel" in page.html
    assert "Anbieter suchen" in page.text
    assert '<input type="hidden" name="in" value="anbieter">' in page.html


def test_filtered_pages_stay_out_of_search_engines(lena):
    make_offer("Deutsch")
    assert "noindex" not in search(lena).html
    assert '<meta name="robots" content="noindex">' in search(lena, q="deutsch").html


def test_reading_sets_no_cookie_and_a_kept_answer_is_asked_for_each_time(lena):
    offer = make_offer("Deutsch")
    first = lena.get("/suche/?q=deutsch")
    assert (first.cookies, first["Cache-Control"]) == ({}, "no-cache")
    again = lena.get("/suche/?q=deutsch", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Offer.objects.filter(pk=offer.pk).update(title="Deutsch neu")
    changed = lena.get("/suche/?q=deutsch", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "neu" in changed.content.decode()


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_a_page_costs_at_most_four_statements_for_any_number_of_hits(lena, rows):
    provider, topic = make_provider(), make_topic("sprache")
    Offer.objects.bulk_create(
        Offer(provider=provider, title="Deutsch", slug=f"deutsch-{n}", status=Offer.Status.PUBLISHED)
        for n in range(rows)
    )
    make_date(make_offer("Deutsch", provider=provider, terms=[topic]), 3)
    call_command("reindex", verbosity=0)
    address = "/suche/?q=deutsch&stadtteil=entenhausen&art=nichts&vergangene=1"
    lena.get(address)
    context.stored_site.forget()
    with CaptureQueriesContext(connection) as asked:
        assert lena.get(address).status_code == 200
    assert len(asked) == 4  # state of the index, names of unknown values, cards, settings of the site


@pytest.mark.parametrize("suffix", ["", "&stadtteil=buckau"])
def test_an_empty_page_costs_at_most_four_statements(lena, suffix):
    make_offer("Deutsch", location=make_location(district=make_district("buckau")))
    address = f"/suche/?q=xylophonstunde&tag=so&kostenlos=1&alter=3{suffix}"
    lena.get(address)
    context.stored_site.forget()
    with CaptureQueriesContext(connection) as asked:
        assert lena.get(address).status_code == 200
    assert len(asked) <= 4


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80&ort=%ED%A0%80",
        "q=" + "-" * 300,
        "q=" + "wort+" * 2000,
        "q=%22&q=%22%22&q=-",
        "seite=99999999999",
        "seite=0&seite=-1&seite=x",
        "ab=31.02.2027&bis=9999-12-31",
        "ab=0001-01-01&bis=2099-12-31&alter=-1&umkreis=inf",
        "thema=" + "&thema=".join(map(str, range(500))),
        "anbieter=%00&stadtteil=%F0%9F%98%80&art=" + "x" * 3000,
        "in=alles&sortierung=DROP&kostenlos=ja&frei=2",
        "ort=" + "x" * 5000,
        "foo=bar&q[]=1&=&&&",
    ],
)
def test_hostile_addresses_answer_with_a_page(lena, query):
    make_offer("Deutsch", location=make_location(district=make_district("buckau")))
    response = lena.get(f"/suche/?{query}")
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1


def test_only_reading_is_allowed(lena):
    assert lena.post("/suche/").status_code == 405


def test_html_styles_and_scripts_of_the_first_view_weigh_at_most_60_kilobytes(lena):
    provider = make_provider()
    for number in range(40):
        district = make_district(f"teil-{number}", center=(52 + number / 100, 11.6))
        place = make_location(provider, district=district)
        make_offer("Deutsch am Abend", summary="Wort " * 60, provider=provider, location=place, days=[number])
    html = lena.get("/suche/?q=deutsch").content
    files = re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', html)
    static = Path(settings.BASE_DIR) / "static"
    parts = [html, *((static / name.decode()).read_bytes() for name in files)]
    assert len(files) >= 2
    assert sum(len(gzip.compress(part)) for part in parts) <= 60_000
