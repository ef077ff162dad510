"""The Merkliste in a real browser: by keyboard alone, shared with somebody without script, undone."""

import json

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 800}}
TITLES = "#liste .bp-offer h3"


def kept_ids(page):
    return json.loads(page.evaluate("localStorage.getItem('merkliste')") or "[]")


def titles(page):
    return page.locator(TITLES).all_inner_texts()


def keep_by_keyboard(page, number):
    page.locator("button[data-keep]").nth(number).focus()
    page.keyboard.press("Enter")


def open_list(page):
    page.get_by_role("link", name="Merkliste").first.click()
    page.locator("#liste[data-ready]").wait_for()


@pytest.fixture
def page(open_page):
    page = open_page("/suche/?q=deutschkurs", viewport={"width": 1280, "height": 900})
    page.locator("button[data-keep]").first.wait_for(state="visible")
    return page


def test_keep_open_and_undo_by_keyboard_alone(page):
    wanted = page.locator("#ergebnis .bp-offer h3").all_inner_texts()[:3]
    for number in range(3):
        keep_by_keyboard(page, number)
    button = page.locator("button[data-keep]").first
    assert button.get_attribute("aria-pressed") == "true"
    assert button.inner_text() == "Gemerkt"
    link = page.get_by_role("link", name="Merkliste 3")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#liste .bp-offer").first.wait_for()
    assert titles(page) == wanted
    page.get_by_role("link", name=f"Von der Liste nehmen {wanted[1]}").focus()
    page.keyboard.press("Enter")
    page.get_by_text("ist von der Liste genommen").first.wait_for()
    assert titles(page) == [wanted[0], wanted[2]]
    assert len(kept_ids(page)) == 2
    expect(page.get_by_role("link", name="Rückgängig").first).to_be_focused()
    assert page.get_by_role("status").first.inner_text().startswith(f"„{wanted[1]}“")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="3 Angebote").wait_for()
    assert titles(page) == wanted
    assert page.get_by_role("link", name="Merkliste 3").is_visible()
    assert page.url.endswith("/merkliste/")


def test_a_shared_address_shows_the_same_without_script(page, open_page):
    for number in range(2):
        keep_by_keyboard(page, number)
    open_list(page)
    address = page.locator("#adresse").get_attribute("href")
    other = open_page(address, java_script_enabled=False)
    expect(other.locator(TITLES)).to_have_text(titles(page))
    other.get_by_role("link", name="Von der Liste nehmen").first.click()
    expect(other.locator(TITLES)).to_have_text(titles(page)[1:])
    other.get_by_role("link", name="Rückgängig").click()
    expect(other.locator(TITLES)).to_have_text(titles(page))
    assert other.locator("#adresse").inner_text().endswith(address)
    assert len(kept_ids(page)) == 2


def test_a_shared_list_can_be_taken_over(page, open_page):
    keep_by_keyboard(page, 0)
    keep_by_keyboard(page, 1)
    open_list(page)
    other = open_page(page.locator("#adresse").get_attribute("href"))
    assert kept_ids(other) == []
    other.get_by_role("button", name="Alle auf meine Merkliste setzen").click()
    assert kept_ids(other) == kept_ids(page)
    assert not other.get_by_role("button", name="Alle auf meine Merkliste setzen").is_visible()


def test_taking_all_off_leaves_no_trace_and_can_be_undone(page):
    keep_by_keyboard(page, 0)
    keep_by_keyboard(page, 1)
    before = kept_ids(page)
    open_list(page)
    page.get_by_role("link", name="Alle von der Liste nehmen").click()
    page.get_by_text("Auf der Merkliste steht nichts").wait_for()
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("link", name="Rückgängig").click()
    page.locator("#liste .bp-offer").first.wait_for()
    assert kept_ids(page) == before


def test_pressing_again_lets_go(page):
    keep_by_keyboard(page, 0)
    keep_by_keyboard(page, 0)
    assert page.locator("button[data-keep]").first.inner_text() == "Merken"
    assert page.evaluate("localStorage.length") == 0


def test_the_page_of_an_offer_keeps_it_too_and_other_pages_know(page):
    title = page.locator("#ergebnis .bp-offer h3").first.inner_text()
    page.locator("#ergebnis .bp-offer h3 a").first.click()
    page.get_by_role("button", name="Merken").first.click()
    page.go_back()
    expect(page.locator("button[data-keep]").first).to_have_text("Gemerkt")
    open_list(page)
    assert titles(page) == [title]


def test_buttons_of_a_list_fetched_anew_work(page):
    page.get_by_label("kostenlos").first.check()
    page.wait_for_url("**kostenlos=1**")
    page.locator("button[data-keep]").first.wait_for(state="visible")
    keep_by_keyboard(page, 0)
    assert len(kept_ids(page)) == 1


def test_the_hundred_and_first_is_refused_in_words(page):
    page.evaluate(
        "localStorage.setItem('merkliste', JSON.stringify(Array.from({length: 100}, (_, n) => n + 1e9)))"
    )
    keep_by_keyboard(page, 0)
    assert page.get_by_role("alert").inner_text().startswith("Auf die Merkliste passen 100 Angebote.")
    assert len(kept_ids(page)) == 100


@pytest.mark.parametrize("rubbish", ["kaputt", '{"a":1}', '[null,-5,"x",1e99]'])
def test_rubbish_in_the_store_counts_as_nothing(page, rubbish):
    page.evaluate("text => localStorage.setItem('merkliste', text)", rubbish)
    page.goto("/merkliste/")
    assert page.get_by_text("Auf der Merkliste steht nichts").is_visible()


def test_a_browser_that_forbids_keeping_is_told_so(page):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    keep_by_keyboard(page, 0)
    expect(page.get_by_role("alert")).to_have_text("Ihr Browser erlaubt uns nicht, etwas zu merken.")
    assert page.locator("button[data-keep]").first.inner_text() == "Merken"


def test_a_list_that_cannot_be_fetched_names_its_address(page):
    keep_by_keyboard(page, 0)
    page.route("**/merkliste/?a=*", lambda route: route.abort())
    open_list(page)
    assert "lässt sich gerade nicht laden" in page.locator("#liste").inner_text()
    assert page.locator("#liste a").get_attribute("href").endswith(f"/merkliste/?a={kept_ids(page)[0]}")


def test_nothing_is_kept_and_no_button_shown_without_the_act(open_page):
    page = open_page("/suche/?q=deutschkurs", java_script_enabled=False)
    assert page.get_by_role("button", name="Merken").count() == 0
    page.goto("/merkliste/")
    assert "braucht Ihr Browser JavaScript" in page.locator("main").inner_text()


def test_on_a_phone_the_count_stands_in_the_menu(open_page):
    page = open_page("/suche/?q=deutschkurs", **PHONE)
    page.locator("button[data-keep]").first.click()
    page.get_by_role("button", name="Menü", exact=True).click()
    assert page.get_by_role("link", name="Merkliste 1").is_visible()
