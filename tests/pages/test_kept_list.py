"""/merkliste/: a list in an address, for everybody who has it, and nothing of it with us."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from portal.pages.keeping import MOST
from providers import moderation
from tests.factories import make_offer, today

pytestmark = pytest.mark.django_db


def shown(client, query):
    response = client.get(f"/merkliste/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def titles(html):
    return re.findall(r'<h3><a id="titel-\d+" href="[^"]+">([^<]+)</a></h3>', html)


def ids(*offers):
    return "-".join(str(offer.pk) for offer in offers)


def test_an_address_shows_its_offers_in_its_order(lena):
    first, second = make_offer("Malen"), make_offer("Deutsch")
    html = shown(lena, f"?a={ids(second, first)}")
    assert titles(html) == ["Deutsch", "Malen"]
    assert "2 Angebote" in html
    assert f"http://testserver/merkliste/?a={ids(second, first)}" in html


def test_the_own_list_is_empty_for_the_server_and_leads_on(lena):
    html = shown(lena, "")
    assert "data-keep-own" in html
    assert "Auf der Merkliste steht nichts" in html
    assert "Wir speichern Ihre Liste nicht" in html
    assert 'href="/suche/?sortierung=datum"' in html


def test_a_shared_list_is_not_taken_for_the_own_one(lena):
    offer = make_offer()
    html = shown(lena, f"?a={offer.pk}")
    assert "data-keep-own" not in html
    assert f'data-keep-all="{offer.pk}"' in html


def test_taking_one_off_leaves_the_rest_and_the_way_back(lena):
    first, second, third = (make_offer(title) for title in ("Malen", "Deutsch", "Yoga"))
    every = ids(first, second, third)
    html = shown(lena, f"?a={every}")
    link = f"/merkliste/?a={every}&weg={second.pk}"
    assert f'href="{link}"' in html
    after = shown(lena, f"?a={every}&weg={second.pk}")
    assert titles(after) == ["Malen", "Yoga"]
    assert "„Deutsch“ ist von der Liste genommen." in after
    assert f'href="/merkliste/?a={every}" data-keep-restore="{every}"' in after
    assert f"http://testserver/merkliste/?a={ids(first, third)}" in after


def test_all_can_be_taken_off_and_brought_back(lena):
    every = ids(make_offer(), make_offer())
    assert f'href="/merkliste/?a={every}&weg={every}"' in shown(lena, f"?a={every}")
    after = shown(lena, f"?a={every}&weg={every}")
    assert titles(after) == []
    assert "2 Einträge sind von der Liste genommen." in after
    assert f'href="/merkliste/?a={every}"' in after
    assert "Auf der Merkliste steht nichts" in after


def test_what_is_no_more_and_what_is_over_is_said(lena, mehmet):
    here, gone, over = make_offer("Malen"), make_offer("Geheim"), make_offer("Yoga", days=[-5])
    moderation.withdraw(gone, by=mehmet)
    html = shown(lena, f"?a={ids(here, gone, over)}")
    assert titles(html) == ["Malen", "Yoga"]
    assert "Geheim" not in html
    assert "1 Angebot von dieser Liste gibt es nicht mehr." in html
    assert f'data-keep-drop="{gone.pk}"' in html
    assert "1 Angebot ist beendet." in html
    assert "zuletzt am" in html


@pytest.mark.parametrize("status", ["draft", "submitted", "refused"])
def test_what_was_never_public_is_not_shown(lena, status):
    html = shown(lena, f"?a={make_offer('Geheim', status=status).pk}")
    assert "Geheim" not in html
    assert "gibt es nicht mehr" in html


def test_what_is_not_valid_yet_is_not_shown(lena):
    assert titles(shown(lena, f"?a={make_offer(valid_from=today(3)).pk}")) == []


@pytest.mark.parametrize(
    "query", ["a={0},{1}", "a={0}&a={1}", "a={0}-{1}-{0}-{1}", "a=00{0}.{1}", "a=x{0};{1}%00"]
)
def test_ids_are_read_however_they_are_written(lena, query):
    first, second = make_offer("Malen"), make_offer("Deutsch")
    assert titles(shown(lena, "?" + query.format(first.pk, second.pk))) == ["Malen", "Deutsch"]


def test_what_is_not_understood_is_said(lena):
    offer = make_offer("Malen")
    html = shown(lena, f"?a={offer.pk}-drop%20table")
    assert titles(html) == ["Malen"]
    assert "Einen Teil der Adresse verstehen wir nicht." in html


BAD = [
    "a=",
    "a=%00",
    "a=%ED%A0%80&weg=%00",
    "a=99999999999999999999999999&weg=1",
    "a=9223372036854775807-9223372036854775808",
    "a=" + "-".join(map(str, range(10_000))),
    "a=" + "9" * 20_000,
    "&".join(f"a={number}" for number in range(900)),
    "a=-1&weg=-1",
    "a=%D9%A1%D9%A2",
    "weg=1",
]


@pytest.mark.parametrize("query", BAD)
def test_no_address_breaks_the_list_or_its_calendar(lena, query):
    make_offer(days=[2])
    shown(lena, f"?{query}")
    response = lena.get(f"/merkliste/kalender.ics?{query}")
    assert response.status_code == 200
    Calendar.from_ical(response.content)


def test_a_list_has_room_for_a_hundred(lena):
    html = shown(lena, "?a=" + "-".join(str(number) for number in range(10**9, 10**9 + 150)))
    assert "Auf eine Merkliste passen 100 Angebote." in html
    assert "100 Angebote von dieser Liste gibt es nicht mehr." in html


def test_the_browser_keeps_as_many_as_a_page_shows():
    script = Path(settings.BASE_DIR, "static", "js", "keep.js").read_text()
    assert f"const MOST = {MOST};" in script


def test_the_calendar_holds_the_coming_dates_of_the_list(lena):
    first, second = make_offer("Malen", days=[-2, 3]), make_offer("Deutsch", days=[5])
    make_offer("Yoga", days=[4])
    response = lena.get(f"/merkliste/kalender.ics?a={ids(second, first)}&weg=0")
    assert response["Content-Disposition"] == 'attachment; filename="merkliste.ics"'
    assert [event["summary"] for event in Calendar.from_ical(response.content).events] == ["Malen", "Deutsch"]


@pytest.mark.parametrize("address", ["/merkliste/", "/merkliste/kalender.ics"])
def test_a_long_list_costs_no_more_statements(lena, address):
    offers = [make_offer(days=[2, 9]) for _number in range(30)]
    counts = set()
    lena.get(f"{address}?a={offers[0].pk}")
    for size in (1, 5, 30):
        with CaptureQueriesContext(connection) as queries:
            lena.get(f"{address}?a={ids(*offers[:size])}")
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 6


def test_reading_a_list_leaves_nothing_behind(lena):
    response = lena.get(f"/merkliste/?a={make_offer().pk}")
    assert response.cookies == {}
    assert 'name="robots" content="noindex"' in response.content.decode()
    assert lena.post("/merkliste/").status_code in (403, 405)


# One offer


def test_an_offer_with_coming_dates_goes_into_a_calendar(lena):
    offer = make_offer("Deutsch", days=[-2, 2, 9])
    address = f"{offer.get_absolute_url()}kalender.ics"
    assert f'href="{address}"' in lena.get(offer.get_absolute_url()).content.decode()
    made = Calendar.from_ical(lena.get(address).content)
    assert [event.start for event in made.events] == [today(2), today(9)]
    assert made["x-wr-calname"] == "Deutsch"


@pytest.mark.parametrize("days", [[], [-3]])
def test_without_coming_dates_there_is_no_such_button(lena, days):
    offer = make_offer(days=days)
    assert "kalender.ics" not in lena.get(offer.get_absolute_url()).content.decode()
    assert lena.get(f"{offer.get_absolute_url()}kalender.ics").status_code == 200


def test_the_calendar_of_an_offer_is_as_public_as_its_page(lena, mehmet):
    draft, gone = make_offer(status="draft", days=[2]), make_offer(status="draft", days=[2])
    moderation.publish(gone, by=mehmet)
    moderation.withdraw(gone, by=mehmet)
    assert lena.get(f"{draft.get_absolute_url()}kalender.ics").status_code == 404
    assert lena.get(f"{gone.get_absolute_url()}kalender.ics").status_code == 410
    assert lena.get("/angebote/gibt-es-nicht/kalender.ics").status_code == 404


def test_the_button_waits_for_the_script(lena):
    offer = make_offer()
    html = lena.get(offer.get_absolute_url()).content.decode()
    assert re.search(rf'<button[^>]+data-keep="{offer.pk}" hidden>', html)


def test_the_calendar_of_an_offer_costs_few_statements(lena, django_assert_max_num_queries):
    offer = make_offer(days=range(40))
    with django_assert_max_num_queries(6):
        lena.get(f"{offer.get_absolute_url()}kalender.ics")
