"""Reading pages: no cookie, no storage, no foreign host, nothing the policy had to block, all without JavaScript."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from .addresses import reading_pages


def test_no_page_sets_a_cookie_stores_anything_or_leaves_the_machine(chromium, portal):
    context = chromium.new_context(base_url=portal)
    page = context.new_page()
    hosts, blocked = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on(
        "console",
        lambda message: blocked.append(message.text) if "Content Security" in message.text else None,
    )
    for path in reading_pages(portal):
        page.goto(path)
    assert hosts - {""} == {urlsplit(portal).netloc}
    assert blocked == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_search_filter_and_detail_work_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Was suchen Sie?").fill("deutschkurse")
    page.get_by_role("button", name="Suchen").click()
    before = page.locator("#treffer").inner_text()
    page.get_by_label("kostenlos").first.check()
    page.get_by_role("button", name="zeigen").first.click()
    assert "kostenlos=1" in page.url
    assert page.locator("#treffer").inner_text() != before
    page.locator(".bp-offer h3 a").first.click()
    assert "/angebote/" in page.url
    assert page.get_by_text("Das Wichtigste").is_visible()


def test_filters_update_in_place_with_javascript(open_page):
    page = open_page("/suche/?q=deutschkurse")
    page.evaluate("window.stayed = true")
    page.get_by_label("kostenlos").first.check()
    page.wait_for_url("**kostenlos=1**")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    page.wait_for_url(lambda url: "kostenlos" not in url)
    expect(page.get_by_label("kostenlos").first).not_to_be_checked()
