"""A Volkshochschule brings a list of 200 courses with ten faults, mends them in the page and finds 200 drafts."""

import psycopg
from playwright.sync_api import expect

from .looks import wrong_in_any_view
from .people import sign_in

ANNA = "anna@example.org"
HEADER = "Kursnr.;Kurstitel;Beginn;Uhrzeit;Gebühr;Veranstaltungsort;PLZ;Mail"
DRAFTS = """
    SELECT count(*) FROM providers_offer o JOIN providers_provider p ON p.id = o.provider_id
    WHERE p.slug = 'beispiel-volkshochschule' AND o.status = 'draft' AND o.title LIKE 'Kurs der Liste %'"""


def the_list():
    """200 rows: eight unreadable days, one missing title, one address that is none."""
    rows = []
    for number in range(200):
        title = "" if number == 5 else f"Kurs der Liste {number}"
        start = "im Herbst 30" if number % 25 == 7 else "24.11.2030"
        mail = "kein-at" if number == 6 else "kurse@example.org"
        rows.append(f"L{number};{title};{start};18:00–20:15;96,00;Haus B;39104;{mail}")
    return "\n".join([HEADER, *rows]).encode()


def test_two_hundred_rows_with_ten_faults_become_two_hundred_drafts(open_page, demo_database):
    page = open_page("/konto/anmelden/code/")
    sign_in(page, ANNA)
    page.goto("/konto/")
    page.get_by_role("link", name="Liste einlesen").click()
    file = {"name": "kurse.csv", "mimeType": "text/csv", "buffer": the_list()}
    page.get_by_label("Datei").set_input_files(file)
    page.get_by_role("button", name="Weiter zu den Spalten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was steht in welcher Spalte?")
    expect(page.get_by_label("Uhrzeit")).to_have_value("clock")
    page.get_by_role("button", name="Zeilen prüfen").click()
    expect(page.get_by_role("heading", name="10 Zeilen verbessern")).to_be_visible()
    assert wrong_in_any_view(page) == {}
    mend(page)
    expect(page.get_by_text("200 von 200 Zeilen")).to_be_visible()
    page.get_by_role("button", name="200 Angebote als Entwurf übernehmen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Die Liste ist übernommen")
    with psycopg.connect(demo_database) as database:
        assert database.execute(DRAFTS).fetchone() == (200,)


def mend(page):
    fields = page.locator("main input[type=text]")
    assert fields.count() == 10
    for field in fields.all():
        name = field.get_attribute("name")
        if name.endswith("-start"):
            assert field.input_value() == "im Herbst 30 18:00–20:15"
            field.fill("3.12.2030 18:00–20:15")
        else:
            field.fill("Kurs der Liste 5" if name.endswith("-title") else "kurse@example.org")
    page.get_by_role("button", name="Verbesserte Zeilen prüfen").click()
