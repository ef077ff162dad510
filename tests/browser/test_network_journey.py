"""A network from its founding to a new coordination: invite, meet, decide, hand over, find everything."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .looks import PHONE, see_as, violations

INES, SUCCESSOR, GUEST = "ines@example.org", "omar@example.org", "lena-netz@example.org"
TASKS = {"Was läuft": "Die Wege sind vermessen.", "Was offen ist": "Raum für Mai suchen.",
         "Wichtige Kontakte": "Die Pforte im Rathaus.", "Nächste Termine": "Begehung im Mai."}  # fmt: skip


def mail(page, to, link, subject=""):
    """Open the link of the newest mail to somebody; returns nothing, the page stands behind it."""
    page.goto("/demo/postfach/")
    page.locator("main li").filter(has_text=to).filter(has_text=subject).get_by_role("link").first.click()
    parts = urlsplit(page.locator(f"main a[href*='{link}']").first.get_attribute("href"))
    page.goto(f"{parts.path}?{parts.query}")


def sign_in(page, email):
    page.goto("/konto/anmelden/code/")
    page.get_by_label("E-Mail").fill(email)
    page.wait_for_timeout(2500)  # nobody is faster
    page.get_by_role("button", name="Code anfordern").click()
    enter = page.url
    page.goto("/demo/postfach/")
    page.locator("main li").filter(has_text=email).get_by_role("link").first.click()
    code = re.search(r"15 Minuten:\s+(\S+)", page.locator("main .bp-prose").inner_text())[1]
    page.goto(enter)
    page.get_by_label("Code").fill(code)
    page.locator("main form").first.get_by_role("button").first.click()


def nothing_wrong(page):
    for view in ("phone", "phone dark"):
        see_as(page, view)
        assert violations(page) == [], page.url


def found(page):
    page.goto("/netzwerke/gruenden/")
    page.get_by_label("Name des Netzwerks").fill("Beispiel-Runde Schulwege")
    page.get_by_label("Operatives Gremium").check()
    page.get_by_label("Wozu es da ist").fill("Damit alle Kinder sicher zur Schule kommen.")
    page.get_by_label("Ihre Einrichtung").fill("Beispiel-Grundschule Nord")
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Netzwerk gründen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beispiel-Runde Schulwege")
    nothing_wrong(page)


def invite(page, guest):
    page.get_by_role("link", name="Mitglieder", exact=True).click()
    page.get_by_role("link", name="Einrichtung einladen").click()
    page.get_by_label("Name einer anderen Einrichtung").fill("Beispiel-Haus am Weg")
    page.get_by_label("E-Mail-Adresse").fill(GUEST)
    page.get_by_role("button", name="Einladung schicken").click()
    mail(guest, GUEST, "einladung")
    nothing_wrong(guest)
    guest.get_by_label("Ihr Name").fill("Lena Muster")
    guest.get_by_role("button", name="Einladung annehmen").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Das ist angekommen")
    page.reload()
    expect(page.get_by_text("Lena Muster")).to_be_visible()
    nothing_wrong(page)


def meet(page, guest):
    page.get_by_role("link", name="Sitzungen", exact=True).click()
    page.get_by_role("link", name="Sitzung anlegen").click()
    page.get_by_label("Titel").fill("Erste Runde")
    page.get_by_label("Tag", exact=True).fill((date.today() + timedelta(days=20)).isoformat())
    page.get_by_label("Beginn").fill("14:00")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Punkt hinzufügen").click()
    page.get_by_label("Titel").fill("Gefährliche Ecken")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Einladung verschicken").click()
    expect(page.get_by_text("2 Einladungen verschickt.")).to_be_visible()
    mail(guest, GUEST, "zusage")
    guest.get_by_role("button", name="Ich komme").click()
    expect(guest.get_by_text("Sie haben zugesagt")).to_be_visible()


def decide(page):
    page.reload()
    page.get_by_role("link", name="Beschluss eintragen").click()
    page.get_by_label("Titel").fill("Ein Zebrastreifen am Markt")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Protokoll schreiben").click()
    page.get_by_label("Lena Muster").check()
    page.get_by_label("Was besprochen wurde").fill("Drei Ecken brauchen einen Überweg.")
    page.get_by_label("Protokoll", exact=False).first.fill("Alle waren sich einig.")
    nothing_wrong(page)
    page.get_by_role("button", name="Protokoll speichern").click()
    page.get_by_label("für Mitglieder").check()
    page.get_by_role("button", name="Freigabe ändern").click()
    expect(page.get_by_text("Ein Zebrastreifen am Markt")).to_be_visible()
    nothing_wrong(page)


def hand_over(page):
    page.get_by_role("link", name="Überblick").click()
    page.get_by_role("link", name="Sitz übergeben").click()
    for label, text in TASKS.items():
        expect(page.locator("main h2")).to_have_text(label)
        page.locator("main textarea").fill(text)
        page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Name").fill("Omar Beispiel")
    page.get_by_label("E-Mail-Adresse").fill(SUCCESSOR)
    nothing_wrong(page)
    page.get_by_role("button", name="Sitz übergeben").click()


def test_a_coordinator_founds_meets_decides_and_the_successor_finds_everything(open_page):
    page = open_page("/netzwerke/", viewport=PHONE, java_script_enabled=True)
    guest = open_page("/netzwerke/")
    sign_in(page, INES)
    found(page)
    invite(page, guest)
    meet(page, guest)
    decide(page)
    hand_over(page)
    omar = open_page("/netzwerke/")
    sign_in(omar, SUCCESSOR)
    mail(omar, SUCCESSOR, "netzwerke/sitz", subject="Sie übernehmen")
    omar.get_by_role("button", name="Mit meinem Konto verbinden").click()
    for text in TASKS.values():
        expect(omar.get_by_text(text)).to_be_visible()
    omar.get_by_role("link", name="Ziele und Beschlüsse").click()
    expect(omar.get_by_text("Ein Zebrastreifen am Markt").first).to_be_visible()
    omar.get_by_role("link", name="Sitzungen", exact=True).click()
    omar.get_by_role("link", name="Erste Runde").click()
    expect(omar.get_by_text("Drei Ecken brauchen einen Überweg.")).to_be_visible()
    omar.get_by_role("link", name="Mitglieder", exact=True).click()
    expect(omar.get_by_role("link", name="Einrichtung einladen")).to_be_visible()
