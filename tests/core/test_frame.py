"""The frame of every page: header, menu, footer, and error pages that work when nothing else does."""

import copy
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .test_components import Page

TEMPLATES = Path(settings.BASE_DIR) / "templates"
OURS = [file for file in TEMPLATES.rglob("*.html") if "admin" not in file.parts]
ERRORS = ["400.html", "403.html", "404.html", "500.html", "503.html"]


def strict():
    """The configured engine, but a name that a template uses and nobody gave shows as UNDEFINED."""
    options = copy.deepcopy(settings.TEMPLATES[0])
    options.pop("BACKEND")
    options["NAME"] = "strict"
    options["OPTIONS"]["string_if_invalid"] = "UNDEFINED %s"
    return DjangoTemplates(options)


def site(**changed):
    usual = {
        "site": SimpleNamespace(
            name="Bildungsportal", city="Magdeburg", footer_note_html="", advice_phone=""
        ),
        "demo": False,
        "navigation": [SimpleNamespace(label="Angebote", url="/suche/", icon="", current="page")],
        "side_navigation": [SimpleNamespace(label="Leichte Sprache", url="/l/", icon="easy", current="")],
        "footer_groups": [("Hilfe", [("Kontakt", "/kontakt/")])],
        "legal_links": [("Impressum", "/impressum/")],
    }
    return usual | changed


def framed(**changed):
    return Page(render_to_string("404.html", site(**changed)))


@pytest.mark.parametrize("name", ERRORS)
def test_error_page_needs_neither_database_nor_context(name):
    html = strict().get_template(name).render()
    page = Page(html)
    assert "UNDEFINED" not in html
    assert page.one("html")["lang"] == "de"
    assert len(page.all("h1")) == 1
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("form", role="search")["action"] == "/suche/"
    assert {"/", "/suche/", "/impressum/"} <= {a["href"] for a in page.all("a")}


def test_error_page_gives_the_telephone_of_the_advice_if_there_is_one():
    advice = SimpleNamespace(
        name="B", city="M", footer_note_html="", advice_phone="0391 000 00", advice_hours="9 bis 15 Uhr"
    )
    page = framed(site=advice)
    assert page.one("a", href="tel:039100000")
    assert "9 bis 15 Uhr" in page.text


def test_strict_rendering_shows_a_name_that_nobody_gave():
    assert "UNDEFINED" in strict().from_string("{{ nobody }}").render()


def test_title_names_page_portal_and_city():
    assert "Diese Seite gibt es nicht · Bildungsportal Magdeburg" in framed().text


def test_menu_marks_where_people_are():
    page = framed()
    assert page.one("a", **{"aria-current": "page"})["href"] == "/suche/"
    section = SimpleNamespace(label="Angebote", url="/suche/", icon="", current="true")
    assert framed(navigation=[section]).one("a", **{"aria-current": "true"})["href"] == "/suche/"


def test_menu_on_phones_opens_and_closes_without_script():
    page = framed()
    menu = page.one("div", id="menue")
    assert "popover" in menu
    opening, closing = page.all("button", popovertarget="menue")
    assert closing["popovertargetaction"] == "hide"
    assert "popovertargetaction" not in opening


def test_first_link_skips_to_the_content():
    page = framed()
    assert page.all("a")[0]["href"] == "#inhalt"
    assert page.one("main")["id"] == "inhalt"


def test_demo_says_so_and_stays_out_of_search_engines():
    page = framed(demo=True)
    assert "Demodaten. Wer oder was „Beispiel“ im Namen trägt, ist erfunden." in page.text
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert "Demodaten" not in framed().text


def test_footer_shows_groups_legal_pages_note_and_the_source_of_the_outlines():
    noted = SimpleNamespace(
        name="B", city="M", footer_note_html=mark_safe("<em>Gefördert</em>"), advice_phone=""
    )
    page = framed(site=noted)
    assert {"/kontakt/", "/impressum/"} <= {a["href"] for a in page.all("a")}
    assert page.all("em")
    assert "© OpenStreetMap-Mitwirkende" in page.text


def test_messages_of_the_last_step_are_said_at_the_head_of_the_page():
    message = SimpleNamespace(level_tag="error")
    page = framed(messages=[message])
    assert "bp-notice--bad" in page.one("div", role="status")["class"]


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_template_keeps_to_the_content_policy(file):
    """No style or handler in an attribute, no script in the page, nothing fetched from elsewhere."""
    html = re.sub(r"{#.*?#}|{%.*?%}", "", file.read_text())
    assert re.findall(r"\s(?:style|on[a-z]+)=", html) == []
    assert "<style" not in html or file.parent.name == "mail"  # mail programs load no stylesheets
    assert re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)[^>]*>", html) == []
    assert re.findall(r'(?:src|action|xlink:href)="(?:https?:)?//', html) == []
    assert re.findall(r'<(?:link|use)[^>]*href="(?:https?:)?//', html) == []


def test_templates_stay_short():
    long = [(file.name, n) for file in OURS if (n := len(file.read_text().splitlines())) > 120]
    assert long == []
