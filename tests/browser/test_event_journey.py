"""A teacher brings a class to a conference: one session is full, the class waits, and moves up after a cancellation."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from .looks import PHONE, see_as, violations

CONFERENCE = "/veranstaltungen/beispiel-bildungskonferenz/"
TEACHER, CLUB = "lehrerin-klasse@example.org", "verein-voll@example.org"


def follow_mail(page, to, link, subject):
    """Open the link of the newest mail to somebody with that subject."""
    page.goto("/demo/postfach/")
    page.locator("main li").filter(has_text=to).filter(has_text=subject).get_by_role("link").first.click()
    parts = urlsplit(page.locator(f"main a[href*='{link}']").first.get_attribute("href"))
    page.goto(f"{parts.path}?{parts.query}")


def nothing_wrong(page):
    for view in ("phone", "phone dark"):
        see_as(page, view)
        assert violations(page) == [], page.url


def bring(page, name, email, pupils, adults, numbers):
    """Register a group with so many people for each session, by its label, and confirm."""
    page.goto(CONFERENCE)
    page.get_by_role("link", name="Anmelden", exact=True).click()
    page.get_by_label("Schülerinnen und Schüler").fill(str(pupils))
    page.get_by_label("Erwachsene, die mitkommen").fill(str(adults))
    page.get_by_role("button", name="Weiter mit der Gruppe").click()
    page.get_by_label("Ihr Name").fill(name)
    page.get_by_label("Ihre E-Mail-Adresse").fill(email)
    page.get_by_label("Klasse oder Gruppe").fill("5b")
    for label, number in numbers.items():
        page.get_by_label(f"{label}:").fill(str(number))
    page.get_by_label("Sorgeberechtigten aller Kinder").check()
    page.wait_for_timeout(2500)  # nobody is faster
    nothing_wrong(page)
    page.get_by_role("button", name=f"{pupils + adults} Personen anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sehen Sie in Ihr Postfach")
    follow_mail(page, email, "bestaetigen", "Bestätigen Sie")
    page.get_by_role("button", name="Ja, wir kommen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anmeldung")


def people(page):
    page.locator("summary").filter(has_text="Personen zeigen").click()
    return page.locator("details[open] li")


def test_a_class_waits_for_a_full_session_and_moves_up_after_a_cancellation(open_page):
    page = open_page("/", viewport=PHONE)
    bring(page, "Verein Voll", CLUB, 10, 2, {"Session II": 12})
    bring(page, "Frau Beispiel", TEACHER, 24, 2, {"Session I": 13, "Session II": 13})
    class_page = page.url
    expect(page.locator(".bp-tags").first).to_contain_text("26 Personen: angemeldet")
    assert people(page).filter(has_text="Warteliste, Platz").count() == 13
    nothing_wrong(page)

    follow_mail(page, CLUB, "anmeldung/?code", "Ihre Anmeldung")
    page.get_by_role("link", name="Absagen").click()
    expect(page.locator("main")).to_contain_text("Sie geben 12 Plätze zurück")
    page.get_by_role("button", name="Ja, absagen").click()
    expect(page.locator("main")).to_contain_text("zurückgegeben")

    follow_mail(page, TEACHER, "anmeldung/?code", "nachgerückt")
    assert urlsplit(page.url).path == urlsplit(class_page).path
    assert people(page).filter(has_text="Warteliste, Platz").count() == 1
    assert page.locator("img.bp-qr").evaluate("image => image.naturalWidth") > 0
