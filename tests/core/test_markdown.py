"""What people write becomes HTML that cannot harm a reader."""

import re

import pytest

from portal.core.markdown import render


def test_paragraphs_lists_and_emphasis_stay():
    html = render("Wir **kochen** zusammen.\n\n- Suppe\n- Brot")
    assert "<strong>kochen</strong>" in html
    assert html.count("<li>") == 2


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[Klick](javascript:alert(1))",
        "[Klick](data:text/html;base64,PHNjcmlwdD4=)",
        "![Bild](https://fremd.example/zaehlpixel.png)",
        '<a href="https://x.example" style="position:fixed">x</a>',
        "<svg/onload=alert(1)>",
    ],
)
def test_nothing_active_and_nothing_foreign_gets_through(attack):
    html = render(attack)
    for sign in ("<script", "<img", "<svg", 'href="javascript', 'href="data', "<a style"):
        assert sign not in html


def test_headings_start_below_those_of_the_page():
    html = render("# Groß\n\n## Mittel")
    assert "<h3>Groß</h3>" in html
    assert "<h4>Mittel</h4>" in html


def test_links_leave_without_referrer_and_credit():
    assert 'rel="noopener nofollow"' in render("[VHS](https://vhs.example.org)")


@pytest.mark.parametrize(
    ("text", "top", "levels"),
    [
        ("## Ein\n## Zwei\n#### Drei", 3, ["h3", "h3", "h4"]),
        ("#### Tief\n# Hoch", 2, ["h2", "h2"]),
        ("# Eins\n## Zwei\n### Drei\n#### Vier", 2, ["h2", "h3", "h4", "h4"]),
    ],
)
def test_headings_begin_below_those_of_the_page_and_skip_none(text, top, levels):
    assert re.findall(r"<(h\d)>", render(text, top=top)) == levels
