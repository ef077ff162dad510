"""From a new account to signing in with a passkey, with a key that Chromium makes up."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .looks import violations

EMAIL, PASSWORD = "passkey@example.org", "drei-zufaellige-woerter"


@pytest.fixture
def page(chromium, portal):
    """Passkeys belong to a name, not to a number: the same server as localhost."""
    context = chromium.new_context(base_url=f"http://localhost:{urlsplit(portal).port}", locale="de-DE")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


def sign_in_with_password(page):
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(EMAIL)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def test_an_account_gets_a_passkey_and_is_entered_with_it(page):
    page.goto("/konto/registrieren/")
    page.get_by_label("E-Mail-Adresse").fill(EMAIL)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.wait_for_timeout(2500)  # nobody is faster
    page.get_by_role("button", name="Konto anlegen").click()
    page.get_by_role("link", name="Zum Postfach der Vorführung").click()
    page.locator("main li").filter(has_text=EMAIL).get_by_role("link").click()
    link = urlsplit(page.locator("main a[href*=bestaetigen]").get_attribute("href"))
    page.goto(f"{link.path}?{link.query}")
    page.get_by_role("button", name="Ja, Adresse bestätigen").click()
    sign_in_with_password(page)
    page.goto("/konto/passkeys/neu/")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Name des Passkeys").fill("Telefon")
    page.get_by_role("button", name="Passkey anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ersatzcodes")
    page.goto("/konto/abmelden/")
    page.get_by_role("button", name="Auf diesem Gerät abmelden").click()
    page.goto("/konto/anmelden/")
    page.get_by_role("button", name="Mit einem Passkey anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Bereich")
    for path in ("einstellungen/", "passkeys/", "anbieter/", "anbieter-neu/", "zwei-faktor/", "e-mail/"):
        page.goto(f"/konto/{path}")
        assert violations(page) == [], path
