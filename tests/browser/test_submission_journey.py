"""A club without account: from the first word on a phone to „ausgebucht“, with the staff on the other side."""

import io
import os
import subprocess
import sys
from datetime import date, timedelta

from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from .looks import violations
from .people import FASTEST, follow_mail, sign_in

PHONE = {"width": 390, "height": 844}
CLUB, TITLE = "naehtreff@example.org", "Nähmaschinenführerschein am Dienstag"
STAFF = "mehmet@example.org"


def test_a_club_submits_answers_confirms_and_is_booked_out(open_page, portal, demo_database):
    page = open_page("/angebot-einreichen/", viewport=PHONE)
    desk = open_page("/konto/anmelden/code/")
    submit(page)
    follow_mail(page, CLUB, "Bestätigen")
    page.get_by_role("button", name="E-Mail-Adresse bestätigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Angebot wird geprüft")
    sign_in(desk, STAFF)
    open_case(desk)
    desk.get_by_label("Ihre Frage").fill("Gibt es einen Aufzug?")
    desk.get_by_role("button", name="Rückfrage senden").click()
    follow_mail(page, CLUB, "Eine Frage zu")
    expect(page.get_by_text("Gibt es einen Aufzug?")).to_be_visible()
    page.get_by_label("Ihre Antwort").fill("Ja, im Hof.")
    page.get_by_role("button", name="Antwort schicken").click()
    open_case(desk)
    expect(desk.get_by_text("Ja, im Hof.").first).to_be_visible()
    desk.get_by_role("button", name="Veröffentlichen", exact=True).click()
    page.goto("/suche/?q=nähmaschine+führerschein")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    months_later(demo_database, portal)
    follow_mail(page, CLUB, "Stimmt Ihr Angebot noch?")
    page.get_by_role("button", name="Stimmt").click()
    expect(page.get_by_text("bestätigt am")).to_be_visible()
    book_out(page)
    page.goto(f"/suche/?q={TITLE}")
    card = page.locator("article").filter(has=page.get_by_role("link", name=TITLE))
    expect(card.get_by_text("Ausgebucht")).to_be_visible()


def submit(page):
    """Five steps with a picture; what a step shows is accessible."""
    page.get_by_label("Wer bietet es an?").fill("Beispiel-Nähtreff Elbe")
    page.get_by_label("Ihre E-Mail-Adresse").fill(CLUB)
    page.wait_for_timeout(FASTEST)
    onward(page, "Weiter zu Was")
    page.get_by_label("Wie heißt das Angebot?").fill(TITLE)
    page.get_by_label("In ein bis zwei Sätzen").fill("In vier Abenden zur ersten eigenen Tasche.")
    onward(page, "Weiter zu Für wen")
    onward(page, "Weiter zu Wann und wo")
    begin = date.today() + timedelta(days=30)
    page.get_by_label("Beschreiben Sie die Termine in einem Satz").fill(
        f"jeden Dienstag 17-18:30 ab {begin:%d.%m.%Y} bis {begin + timedelta(days=300):%d.%m.%Y}"
    )
    page.get_by_label("Regelmäßig").check()
    page.get_by_label("Vor Ort", exact=True).check()
    page.get_by_label("Straße und Hausnummer").fill("Musterhof 3")
    page.get_by_label("Postleitzahl").fill("39104")
    onward(page, "Weiter zu Kosten")
    page.get_by_label("Es ist kostenlos").check()
    page.get_by_label("Nein, einfach kommen").check()
    page.get_by_label("E-Mail", exact=True).fill(CLUB)
    onward(page, "Weiter zu Prüfen")
    picture = {"name": "naehen.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.get_by_label("Bild auswählen").set_input_files(picture)
    page.get_by_label("Was ist auf dem Bild zu sehen?").fill("Zwei Nähmaschinen auf einem Tisch")
    assert violations(page) == []
    page.get_by_role("button", name="Angebot einreichen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sehen Sie in Ihr Postfach")


def onward(page, words):
    page.get_by_role("button", name=words).click()


def photo():
    target = io.BytesIO()
    Image.new("RGB", (1200, 1600), "#267").save(target, "JPEG")
    return target.getvalue()


def open_case(desk):
    desk.goto("/verwaltung/providers/offer/pruefen/")
    desk.locator("#content li").filter(has_text=TITLE).get_by_role("button").click()


def months_later(database, portal):
    """The worker's daily round of a day five months ahead."""
    day = date.today() + timedelta(days=160)
    env = {"DATABASE_URL": database, "DJANGO_SECRET_KEY": "only-for-this-test-run", "SITE_URL": portal}
    command = [sys.executable, "manage.py", "confirm_offers", "--on", day.isoformat()]
    subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | env, check=True, capture_output=True)


def book_out(page):
    """From the mail that said the offer is published, over its page, to the five buttons."""
    follow_mail(page, CLUB, "Jetzt im Portal")
    page.get_by_role("button", name="Melden: frei, ausgebucht, fällt aus").click()
    page.get_by_role("button", name="Ausgebucht").click()
    expect(page.get_by_text("Gemeldet: ausgebucht.")).to_be_visible()
