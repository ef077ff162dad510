"""What axe finds on a page as people see it: narrow and wide, light, dark, in forced colours.

One load serves all of them: structure is checked at both widths, and what depends on colours alone in each look.
"""

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = {"width": 320, "height": 720}, {"width": 1280, "height": 900}
VIEWS = {
    "phone": {"viewport": PHONE},
    "phone dark": {"viewport": PHONE, "color_scheme": "dark"},
    "desk": {"viewport": DESK},
    "desk dark": {"viewport": DESK, "color_scheme": "dark"},
    "forced colours": {"viewport": DESK, "forced_colors": "active"},
}
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
_SCRIPT = Axe().axe_script
_PLAIN = {"color_scheme": "light", "forced_colors": "none"}


def violations(page, rules=ALL_RULES):
    # Colours are the system's own in forced colours, so contrast says nothing there.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]


def sideways_scroll(page):
    """Pixels that the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def see_as(page, view):
    """Change the window and the colours of a loaded page."""
    media = {name: value for name, value in VIEWS[view].items() if name != "viewport"}
    # Without motion nothing is caught half way from one colour to the other.
    page.emulate_media(reduced_motion="reduce", **(_PLAIN | media))
    page.set_viewport_size(VIEWS[view]["viewport"])


def wrong_in_any_view(page):
    """{view: what is wrong with the page as it stands} without the views in which nothing is."""
    found = {}
    for view, look in VIEWS.items():
        see_as(page, view)
        found[view] = violations(page, ALL_RULES if len(look) == 1 else COLOUR_RULES)
        if (pixels := sideways_scroll(page)) > 0:
            found[view].append(("sideways scroll", pixels))
    return {view: wrong for view, wrong in found.items() if wrong}


def walk(chromium, portal, paths):
    """(what is wrong, levels of headings) by address, from one visit to each page."""
    page = chromium.new_context(base_url=portal, locale="de-DE").new_page()
    wrong, headings = {}, {}
    for path in paths:
        page.goto(path)
        if found := wrong_in_any_view(page):
            wrong[path] = found
        levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => +h.tagName[1])")
        if not _is_orderly(levels):
            headings[path] = levels
    page.context.close()
    return wrong, headings


def _is_orderly(levels):
    """One first level, none skipped."""
    steps = [later - earlier for earlier, later in zip([0, *levels], levels, strict=False)]
    return levels.count(1) == 1 and max(steps) <= 1
