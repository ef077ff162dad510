"""The map in a real browser: by keyboard, by mouse, without JavaScript, and the position of the visitor."""

import re
import time

import pytest
from playwright.sync_api import expect

MAP = "/suche/?ansicht=karte"
MARKS = ".bp-city__marks a"


def numbers(page):
    """What stands in the marks."""
    return [int(text) for text in page.locator(f"{MARKS} text").all_text_contents()]


def box(page):
    """Left, top, width and height of what is shown."""
    return [float(number) for number in page.locator("city-map > svg").get_attribute("viewBox").split()]


def until(page, condition, seconds=5):
    """Waits in Python: the policy of our pages lets no test evaluate text in a loop."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def position_fails(page, *, code):
    """From now on the browser answers with an error: 1 refused, 2 not available, 3 too late."""
    script = """code => {
        const failing = (_found, failed) => failed({ code, PERMISSION_DENIED: 1 });
        navigator.geolocation.getCurrentPosition = failing;
    }"""
    page.evaluate(script, code)


@pytest.fixture
def city_map(open_page):
    page = open_page(MAP, viewport={"width": 1280, "height": 900})
    page.locator("svg.is-live").wait_for()
    return page


def test_without_javascript_districts_and_marks_are_links(open_page):
    page = open_page(MAP, java_script_enabled=False)
    assert not page.get_by_role("button", name="Näher heran").is_visible()
    assert not page.get_by_role("button", name="In meiner Nähe").is_visible()
    before = page.locator("#treffer").inner_text()
    page.get_by_role("link", name="Buckau:").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**stadtteil=buckau**")
    assert "ansicht=karte" in page.url
    assert page.locator("#treffer").inner_text() != before
    page.get_by_role("link", name="Ganze Stadt zeigen").click()
    page.locator(f"{MARKS}[href*='umkreis']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**umkreis=**")
    assert box(page)[2] < 400


def test_list_and_map_lead_to_each_other_with_the_words_kept(open_page):
    page = open_page("/suche/?q=deutsch")
    page.get_by_role("link", name="Karte", exact=True).click()
    assert page.get_by_role("group", name="Stadtteile und Orte mit Angeboten").is_visible()
    page.get_by_role("link", name="Liste", exact=True).click()
    assert page.url.endswith("/suche/?q=deutsch")


def test_the_map_is_zoomed_and_moved_by_keyboard_alone(city_map):
    page = city_map
    page.get_by_role("button", name="Näher heran").focus()
    page.keyboard.press("Enter")
    until(page, lambda: box(page)[2] < 300)
    left = box(page)[0]
    page.keyboard.press("ArrowRight")
    until(page, lambda: box(page)[0] > left)
    page.get_by_role("button", name="Ganze Stadt").focus()
    page.keyboard.press("Space")
    until(page, lambda: box(page)[2] == 400)


def test_a_mark_for_several_places_opens_and_the_focus_stays_in_the_map(city_map):
    page, many = city_map, re.compile(r"Angebote an \d+ Orten$")
    mark = page.locator(MARKS).filter(has_text=re.compile(r"\d\d")).first
    mark.focus()
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-label", many)
    page.keyboard.press("Enter")
    until(page, lambda: box(page)[2] < 250)
    until(page, lambda: page.evaluate("document.activeElement.closest('.bp-city__marks') !== null"))
    assert "umkreis" not in page.url


def test_grouping_anew_loses_no_offer(city_map):
    page = city_map
    spots = [spot.split() for spot in page.locator("city-map").get_attribute("data-points").split(";")]
    assert sum(numbers(page)) <= sum(int(count) for _x, _y, count, _number in spots)
    whole = len(numbers(page))
    page.set_viewport_size({"width": 360, "height": 800})
    until(page, lambda: len(numbers(page)) < whole)


def test_the_map_is_dragged_and_zoomed_by_mouse_and_a_drag_opens_no_link(city_map):
    page = city_map
    page.locator("city-map > svg").scroll_into_view_if_needed()
    area = page.locator("city-map > svg").bounding_box()
    x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    until(page, lambda: box(page)[2] < 400)
    left = box(page)[0]
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.up()
    until(page, lambda: box(page)[0] > left)
    assert page.url.endswith(MAP)


def test_a_filter_changes_the_map_in_place_and_it_still_moves(city_map):
    page = city_map
    page.evaluate("window.stayed = true")
    page.get_by_label("kostenlos").first.check()
    page.wait_for_url("**kostenlos=1**")
    page.locator("svg.is-live").wait_for()
    page.get_by_role("button", name="Näher heran").click()
    until(page, lambda: box(page)[2] < 400)
    assert page.evaluate("window.stayed") is True


def test_the_position_is_asked_for_on_a_press_rounded_and_put_into_the_address(open_page):
    page = open_page(
        "/suche/?q=kurs",
        permissions=["geolocation"],
        geolocation={"latitude": 52.13123456, "longitude": 11.6398765},
    )
    assert "ort=" not in page.url
    page.get_by_role("button", name="In meiner Nähe").click()
    page.wait_for_url("**ort=52.131%2C11.640**")
    page.get_by_text("Ort: Punkt nahe").first.wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_refused_position_is_explained(open_page):
    page = open_page("/suche/")
    position_fails(page, code=1)
    page.get_by_role("button", name="In meiner Nähe").click()
    page.get_by_text("Ihr Browser gibt den Standort nicht weiter.").wait_for()
    assert "ort=" not in page.url


def test_a_position_that_cannot_be_found_is_said(open_page):
    page = open_page("/suche/")
    position_fails(page, code=3)
    page.get_by_role("button", name="In meiner Nähe").click()
    page.get_by_text("Ihr Standort ist gerade nicht zu ermitteln.").wait_for()
