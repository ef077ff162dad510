"""Accessibility of every public page: axe at 320 and 1280 px, light, dark and forced colours; no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .addresses import public_pages

VIEWS = {
    "phone": {"viewport": {"width": 320, "height": 720}},
    "phone dark": {"viewport": {"width": 320, "height": 720}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "desk dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page):
    # Colours are the system's own in forced colours, so contrast says nothing there.
    found = Axe().run(page, options=RULES).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_public_page(chromium, portal, view):
    context = chromium.new_context(base_url=portal, locale="de-DE", **VIEWS[view])
    page, wrong = context.new_page(), {}
    for path in public_pages(portal):
        page.goto(path)
        if found := violations(page):
            wrong[path] = found
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            wrong[f"{path} (sideways scroll)"] = overflow
    context.close()
    assert wrong == {}


def test_the_check_itself_finds_a_field_without_a_name(open_page):
    page = open_page("/impressum/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert "label" in [name for name, _nodes in violations(page)]


def test_headings_have_one_first_level_and_skip_none(chromium, portal):
    context = chromium.new_context(base_url=portal)
    page, wrong = context.new_page(), {}
    for path in public_pages(portal):
        page.goto(path)
        levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => +h.tagName[1])")
        jumps = [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] - pair[0] > 1]
        if levels.count(1) != 1 or jumps:
            wrong[path] = levels
    context.close()
    assert wrong == {}


def test_menu_opens_and_closes_by_keyboard_on_a_phone(open_page):
    page = open_page("/", **VIEWS["phone"])
    page.get_by_role("button", name="Menü", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("navigation", name="Hauptmenü").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="Hauptmenü").is_visible()


def test_the_first_tab_stop_leads_to_the_content(open_page):
    page = open_page("/suche/?q=deutsch")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhalt"
