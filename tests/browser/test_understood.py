"""From a sentence as people write it to a fitting offer: by mouse, by keyboard alone, without JavaScript."""

import pytest
from playwright.sync_api import expect

# Sentence, what it is understood as, a title among the first hits.
JOURNEYS = [
    (
        "kostenloser Deutschkurs abends in Buckau",
        ["kostenlos", "Tageszeit: abends", "Stadtteil: Buckau"],
        "Deutsch am Feierabend: Anfängerkurs A1 in Buckau",
    ),
    (
        "Ferienprogramm für mein Kind, 9 Jahre",
        ["Alter: 9 Jahre"],
        "Ferienprogramm für Kinder von 8 bis 12: Buden, Boote, Brettspiele",
    ),
    (
        "Schwimmen für Senioren am Dienstag",
        ["Zielgruppe: Ältere Menschen", "Wochentag: Dienstag"],
        "Schwimmen für Senioren am Dienstag",
    ),
    (
        "Excel online Bildungsgutschein",
        ["Vor Ort oder online: online", "Förderung: Bildungsgutschein"],
        "Excel von Anfang an – live im Netz",
    ),
]
JOURNEY = pytest.mark.parametrize(("sentence", "understood", "title"), JOURNEYS)


def chips(page):
    return [
        text.split(",")[0].strip()
        for text in page.locator("[aria-labelledby=verstanden-als] a").all_inner_texts()
    ]


def field(page):
    return page.get_by_label("Was suchen Sie?")


@JOURNEY
@pytest.mark.parametrize("javascript", [True, False], ids=["mouse", "no script"])
def test_a_sentence_leads_to_a_fitting_offer(open_page, sentence, understood, title, javascript):
    page = open_page("/", java_script_enabled=javascript)
    field(page).fill(sentence)
    page.get_by_role("button", name="Suchen", exact=True).click()
    page.wait_for_url("**/suche/?q=**")
    assert chips(page) == understood
    page.locator(".bp-offer h3 a", has_text=title).first.click()
    page.wait_for_url("**/angebote/**")
    expect(page.locator("h1")).to_have_text(title)


@JOURNEY
def test_a_sentence_leads_to_a_fitting_offer_by_keyboard_alone(open_page, sentence, understood, title):
    page = open_page("/suche/")
    tab_to(page, "document.activeElement.id == 'q'")
    page.keyboard.type(sentence)
    page.keyboard.press("Escape")  # closes suggestions, if there are any
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert chips(page) == understood
    tab_to(
        page,
        f"document.activeElement.matches('.bp-offer h3 a') && document.activeElement.innerText == {title!r}",
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/angebote/**")
    expect(page.locator("h1")).to_have_text(title)


def test_a_misread_word_is_taken_back_by_keyboard(open_page):
    page = open_page("/suche/?q=deutsch+abends")
    tab_to(page, "document.activeElement.classList.contains('bp-chip--read')")
    page.keyboard.press("Enter")
    page.wait_for_url("**woertlich=abends**")
    assert chips(page) == []
    page.get_by_role("link", name="Wieder als Filter verstehen").click()
    page.wait_for_url(lambda url: "woertlich" not in url)
    assert chips(page) == ["Tageszeit: abends"]


def tab_to(page, reached, most=150):
    """Press Tab until the condition holds."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    pytest.fail(f"{most} times Tab, and never {reached}")
