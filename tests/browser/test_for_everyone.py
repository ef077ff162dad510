"""Accessibility of every public page: axe at 320 and 1280 px, light, dark and forced colours; no sideways scroll."""

import pytest
from playwright.sync_api import expect

from .addresses import public_pages
from .looks import VIEWS, violations, wrong_in_any_view


@pytest.fixture(scope="module")
def walk(chromium, portal):
    """(what is wrong, levels of headings) by address, from one visit to every public page."""
    page = chromium.new_context(base_url=portal, locale="de-DE").new_page()
    wrong, headings = {}, {}
    for path in public_pages(portal):
        page.goto(path)
        wrong[path] = wrong_in_any_view(page)
        headings[path] = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => +h.tagName[1])")
    page.context.close()
    return wrong, headings


def test_axe_finds_nothing_on_any_public_page_and_none_scrolls_sideways(walk):
    wrong, _headings = walk
    assert {path: found for path, found in wrong.items() if found} == {}


def test_headings_have_one_first_level_and_skip_none(walk):
    _wrong, headings = walk
    assert {path: levels for path, levels in headings.items() if not _is_orderly(levels)} == {}


def _is_orderly(levels):
    steps = [later - earlier for earlier, later in zip([0, *levels], levels, strict=False)]
    return levels.count(1) == 1 and max(steps) <= 1


def test_the_check_itself_finds_what_is_wrong_in_one_view_only(open_page):
    page = open_page("/impressum/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert "label" in [name for name, _nodes in violations(page)]
    page.evaluate("document.querySelector('main input').remove()")
    page.evaluate(
        "document.querySelector('main p').style.color ="
        " matchMedia('(prefers-color-scheme: dark)').matches ? '' : '#0a0a0a'"
    )
    assert set(wrong_in_any_view(page)) == {"phone dark", "desk dark"}
    page.evaluate("document.querySelector('main p').style.minWidth = '400px'")
    assert ("sideways scroll" in str(wrong_in_any_view(page)["phone"])) is True


def test_menu_opens_and_closes_by_keyboard_on_a_phone(open_page):
    page = open_page("/", **VIEWS["phone"])
    page.get_by_role("button", name="Menü", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Hauptmenü")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Hauptmenü")).to_be_hidden()


def test_the_first_tab_stop_leads_to_the_content(open_page):
    page = open_page("/suche/?q=deutsch")
    page.keyboard.press("Tab")
    expect(page.locator("a[href='#inhalt']")).to_be_focused()
