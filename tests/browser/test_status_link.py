"""One tap behind the link of an offer: at once in the list, on the page and in the calendar, without script."""

from urllib.parse import urlencode

import psycopg
import pytest
from django.core import signing
from playwright.sync_api import expect

from .looks import violations

PHONE = {"width": 390, "height": 844}
SOON = """
    SELECT o.id, o.slug, o.title FROM providers_offer o JOIN providers_offerdate d ON d.offer_id = o.id
    WHERE o.status = 'published' AND o.availability = 'free' AND d.first_day > current_date + 1
    GROUP BY o.id HAVING count(*) > 2 ORDER BY min(d.first_day), o.id LIMIT 1"""


@pytest.fixture
def offer(portal, demo_database):
    """(link, slug, title) of an offer with coming dates, its link made as at the desk."""
    with psycopg.connect(demo_database) as database:
        pk, slug, title = database.execute(SOON).fetchone()
        database.execute(
            "INSERT INTO providers_statuslink (offer_id, serial, is_active, made_at) VALUES (%s, 1, true, now())",
            [pk],
        )
    code = signing.dumps([pk, 1], key="only-for-this-test-run", salt="portal.link.providers:status")
    return f"/konto/stand/?{urlencode({'code': code})}", slug, title


def test_one_tap_reaches_list_page_and_calendar(open_page, offer):
    link, slug, title = offer
    assert violations(open_page(link, viewport=PHONE)) == []
    page = open_page(link, java_script_enabled=False, viewport=PHONE)
    page.get_by_role("button", name="Ausgebucht").click()
    expect(page.get_by_text("Gemeldet: ausgebucht.")).to_be_visible()
    page.get_by_role("button", name="Fällt aus").click()
    expect(page.get_by_text("fällt aus. Das steht jetzt im Portal.")).to_be_visible()
    assert "STATUS:CANCELLED" in page.request.get(f"/angebote/{slug}/kalender.ics").text()
    page.goto(f"/suche/?{urlencode({'q': title})}")
    card = page.locator("article").filter(has=page.get_by_role("link", name=title, exact=True))
    expect(card.get_by_text("Ausgebucht")).to_be_visible()
    page.goto(f"/angebote/{slug}/")
    expect(page.get_by_text("Ausgebucht").first).to_be_visible()
    expect(page.get_by_text("fällt aus", exact=True).first).to_be_visible()
    page.goto(link)
    page.get_by_role("button", name="Rückgängig").click()
    assert "STATUS:CANCELLED" not in page.request.get(f"/angebote/{slug}/kalender.ics").text()
