"""A search alert from the result page to its end, in a browser: mails come from the demo's mailbox."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .looks import PHONE, see_as, violations


def inside(page, locator):
    """Open a link of a mail; its host may be spelt otherwise than the one of the test."""
    parts = urlsplit(locator.get_attribute("href"))
    page.goto(f"{parts.path}?{parts.query}")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_search_to_the_mail_and_to_its_end(open_page, script):
    page = open_page("/suche/?q=deutsch", java_script_enabled=script)
    page.get_by_role("link", name="Per E-Mail").click()
    page.get_by_label("sofort").check()
    page.get_by_label("E-Mail-Adresse").fill(f"lena-{script}@example.org")
    page.wait_for_timeout(2500)  # nobody is faster
    page.get_by_role("button", name="Benachrichtigung einrichten").click()
    page.get_by_role("link", name="Zum Postfach der Vorführung").click()
    page.locator("main li").filter(has_text=f"lena-{script}@example.org").get_by_role("link").click()
    inside(page, page.locator("main a[href*=bestaetigen]"))
    page.get_by_role("button", name="Ja, schreiben Sie mir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Benachrichtigung ist eingerichtet")
    inside(page, page.get_by_role("link", name="Benachrichtigung beenden"))
    page.get_by_role("button", name="Benachrichtigung beenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Die Benachrichtigung ist beendet")


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(open_page):
    page = open_page("/suche/melden/?q=deutsch")
    page.get_by_role("button", name="Benachrichtigung einrichten").press("Enter")
    expect(page).to_have_title(re.compile("^Fehler:"))
    expect(page.locator("#fehler")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("link", name="Geben Sie die Adresse an").press("Enter")
    assert page.url.endswith("#id_email")


def nothing_wrong(page):
    for view in ("phone", "phone dark"):
        see_as(page, view)
        assert violations(page) == []


def test_axe_finds_nothing_on_the_pages_behind_the_mail(open_page):
    page = open_page("/suche/melden/?q=musik", viewport=PHONE)
    page.get_by_label("E-Mail-Adresse").fill("lena-axe@example.org")
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Benachrichtigung einrichten").click()
    page.goto("/demo/postfach/")
    page.locator("main li").filter(has_text="lena-axe@").get_by_role("link").click()
    nothing_wrong(page)
    mail = page.url
    page.get_by_role("link", name="Gestaltete Fassung").click()
    nothing_wrong(page)
    page.goto(mail)
    inside(page, page.locator("main a[href*=bestaetigen]"))
    nothing_wrong(page)
    page.get_by_role("button", name="Ja, schreiben Sie mir").click()
    nothing_wrong(page)
    inside(page, page.get_by_role("link", name="Benachrichtigung beenden"))
    nothing_wrong(page)
