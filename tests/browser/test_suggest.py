"""Suggestions while typing, by keyboard, by touch, to the ear and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from .looks import VIEWS, see_as, sideways_scroll, violations

WORDS, PLACES = "#q", "#ort"


@pytest.fixture
def asked(open_page):
    """Opens a page and keeps a list of the suggestions it asked for."""

    def visit(path="/", **options):
        page = open_page(path, **options)
        page.sent = []
        page.on(
            "request", lambda request: page.sent.append(request.url) if "vorschlaege" in request.url else None
        )
        return page

    return visit


def options(page, field=WORDS):
    return page.locator(f"{field}-liste [role=option]")


def type_in(page, text, field=WORDS):
    """Type and wait until the list is there."""
    page.locator(field).press_sequentially(text)
    expect(page.locator(f"{field}-liste")).to_be_visible()


def active(page, field=WORDS):
    """The text of the option that the field points to, or None."""
    pointed = page.locator(field).get_attribute("aria-activedescendant")
    return pointed and page.locator(f"#{pointed}").inner_text()


def test_nothing_is_sent_before_two_letters_and_fast_typing_asks_once(asked):
    page = asked()
    page.locator(WORDS).press_sequentially("s")
    page.wait_for_timeout(400)
    assert page.sent == []
    page.locator(WORDS).press_sequentially("chwimm", delay=20)
    expect(page.locator("#q-liste")).to_be_visible()
    assert [address.rpartition("?")[2] for address in page.sent] == ["q=schwimm"]


def test_the_keys_of_a_combobox_move_through_the_list(asked):
    page = asked()
    field = page.get_by_role("combobox", name="Was suchen Sie?")
    expect(field).to_have_attribute("aria-expanded", "false")
    type_in(page, "schw")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert active(page) is None
    texts = options(page).all_inner_texts()
    for key, at in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("End", -1), ("Home", 0)]:
        page.keyboard.press(key)
        assert active(page) == texts[at]
        assert options(page).nth(at).get_attribute("aria-selected") == "true"
        assert page.locator("#q-liste [aria-selected=true]").count() == 1
    page.keyboard.press("ArrowUp")
    assert active(page) is None
    expect(page.locator(WORDS)).to_be_focused()


def test_escape_and_tab_close_the_list_and_keep_what_was_typed(asked):
    page = asked()
    for key, focused in [("Escape", WORDS), ("Tab", PLACES)]:
        page.locator(WORDS).fill("")
        type_in(page, "schw")
        page.keyboard.press(key)
        expect(page.locator("#q-liste")).to_be_hidden()
        assert page.locator(WORDS).input_value() == "schw"
        expect(page.locator(focused)).to_be_focused()


def test_enter_without_a_choice_searches_for_what_was_typed(asked):
    page = asked()
    type_in(page, "schw")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=schw**")


def test_a_word_is_searched_and_a_topic_becomes_a_filter(asked):
    page = asked()
    type_in(page, "schwimm")
    options(page).filter(has_text="Thema").first.click()
    page.wait_for_url(lambda url: "thema=schwimmen" in url and "q=schw" not in url)
    page.locator(WORDS).fill("")
    type_in(page, "deu")
    word = options(page).filter(has_text="Suchwort").first
    name = word.locator("span > span").inner_text()
    word.click()
    page.wait_for_url(lambda url: f"q={name}" in url)


def test_a_filter_chosen_from_the_list_can_be_taken_off_again(asked):
    page = asked("/suche/")
    type_in(page, "schwimm")
    options(page).filter(has_text="Thema").first.click()
    page.wait_for_url("**thema=schwimmen**")
    assert page.locator("form#suche input[name=thema][type=hidden]").count() == 0
    page.locator("input[name=thema][value=schwimmen]").first.evaluate("box => box.click()")
    page.wait_for_url(lambda url: "thema=" not in url)


def test_an_offer_opens_by_keyboard_alone(asked):
    page = asked()
    page.locator(WORDS).focus()
    type_in(page, "schwimmen lern")
    count = options(page).count()
    for _n in range(count):
        page.keyboard.press("ArrowDown")
        if "Angebot" in active(page).splitlines():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/angebote/**")


def test_a_place_goes_into_its_field_and_waits(asked):
    page = asked("/suche/")
    type_in(page, "buc", PLACES)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(PLACES).input_value() == "Buckau"
    expect(page.locator("#ort-liste")).to_be_hidden()
    assert "ort=" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_url("**ort=Buckau**")


def test_a_finger_chooses_too(asked):
    page = asked(**VIEWS["phone"], has_touch=True, is_mobile=True)
    type_in(page, "buc", PLACES)
    options(page, PLACES).first.tap()
    assert page.locator(PLACES).input_value() == "Buckau"


def test_the_number_of_suggestions_is_said(asked):
    page = asked()
    said = page.locator("#q-liste + [role=status]")
    type_in(page, "schw")
    assert re.match(r"\d Vorschläge\.", said.inner_text())
    page.locator(WORDS).fill("xyzzyplugh")
    expect(said).to_have_text("Keine Vorschläge.")
    expect(page.locator("#q-liste")).to_be_hidden()


def test_a_late_answer_is_not_shown_after_the_field_was_left(asked):
    page = asked()
    page.route("**/vorschlaege/**", lambda route: None)
    page.locator(WORDS).press_sequentially("schw")
    page.wait_for_timeout(300)
    page.keyboard.press("Tab")
    page.unroute_all()
    page.wait_for_timeout(300)
    expect(page.locator("#q-liste")).to_be_hidden()


def test_a_failing_answer_leaves_an_ordinary_field(asked):
    page = asked()
    page.route("**/vorschlaege/**", lambda route: route.fulfill(status=500))
    page.locator(WORDS).press_sequentially("schw")
    page.wait_for_timeout(300)
    expect(page.locator("#q-liste")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=schw**")


@pytest.mark.parametrize("path", ["/", "/suche/"])
def test_axe_finds_nothing_in_the_open_list(asked, path):
    page = asked(path)
    for view in VIEWS:
        see_as(page, view)
        page.locator(WORDS).fill("")
        type_in(page, "schw")
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        assert sideways_scroll(page) <= 0
        sizes = options(page).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(sizes) >= 44


def test_without_javascript_the_field_is_an_ordinary_search_field(open_page):
    page = open_page("/", java_script_enabled=False)
    field = page.get_by_role("searchbox", name="Was suchen Sie?")
    field.press_sequentially("schwimmen")
    expect(page.locator("#q-liste")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url("**/suche/?q=schwimmen**")


def test_asking_sets_no_cookie_and_stores_nothing(asked):
    page = asked()
    type_in(page, "schw")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
