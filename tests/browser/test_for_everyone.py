"""Accessibility of every public page but the search: axe at 320 and 1280 px, light, dark and in forced colours."""

import pytest
from playwright.sync_api import expect

from .addresses import public_pages
from .looks import VIEWS, violations, walk, wrong_in_any_view


@pytest.fixture(scope="module")
def seen(chromium, portal):
    return walk(chromium, portal, [path for path in public_pages(portal) if not path.startswith("/suche/")])


def test_axe_finds_nothing_on_any_public_page_and_none_scrolls_sideways(seen):
    assert seen[0] == {}


def test_headings_have_one_first_level_and_skip_none(seen):
    assert seen[1] == {}


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
