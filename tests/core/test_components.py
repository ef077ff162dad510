"""The components of the interface, rendered from plain values as every page uses them."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from portal.core import icons

TEMPLATES = Path(settings.BASE_DIR) / "templates"
VOID = {"input", "img", "meta", "link", "br", "hr", "use", "path", "circle"}


class Page(HTMLParser):
    """Elements in order as (tag, attributes), and the text without tags."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag, **wanted):
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]

    def one(self, tag, **wanted):
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def ids(self):
        return [a["id"] for _tag, a in self.elements if "id" in a]


def component(name, **context):
    return Page(render_to_string(f"components/{name}.html", context))


def card(**changed):
    usual = {
        "url": "/angebote/deutsch-a2/",
        "title_html": mark_safe("<mark>Deutsch</mark> A2"),
        "provider": "Beispiel-Volkshochschule",
        "provider_url": "",
        "summary_html": "Reden & lesen",
        "shape": "d-buckau",
        "stage_tone": "l5",
        "stage": "Beruf und Familie",
        "when": "Di, 18 Uhr",
        "when_more": "20 Termine",
        "where": "Buckau",
        "where_more": "",
        "cost": "keine Angabe",
        "cost_more": "",
        "audience": "",
        "audience_more": "",
        "tags": [("good", "check", "Plätze frei")],
        "keep_id": "",
        "drop_url": "",
    }
    return SimpleNamespace(**usual | changed)


class OfferForm(forms.Form):
    name = forms.CharField(label="Titel", help_text="Kurz und klar")
    plz = forms.RegexField(
        r"^\d{5}$", label="Postleitzahl", widget=forms.TextInput(attrs={"class": "bp-width-s"})
    )
    ort = forms.ChoiceField(label="Ort", choices=[("a", "A")], required=False)
    stufen = forms.ChoiceField(
        label="Stufenlos?", choices=[("j", "Ja"), ("n", "Nein")], widget=forms.RadioSelect
    )
    ok = forms.BooleanField(label="Einverstanden")
    geheim = forms.CharField(widget=forms.HiddenInput)


# Drawings


@pytest.mark.parametrize("file", [icons.ICONS, icons.DISTRICTS])
def test_each_symbol_of_a_sprite_has_one_name(file):
    names = re.findall(r'<symbol id="([^"]+)"', (Path(settings.BASE_DIR) / "static" / file).read_text())
    assert names
    assert len(names) == len(set(names))


def test_every_icon_a_template_names_is_in_the_sprite():
    sprite = (Path(settings.BASE_DIR) / "static" / icons.ICONS).read_text()
    named = {
        (file.name, name)
        for file in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', file.read_text())
    }
    assert [(file, name) for file, name in sorted(named) if f'id="i-{name}"' not in sprite] == []


def test_icon_is_hidden_from_screen_readers_and_points_into_the_sprite():
    page = Page(Template('{% load portal_ui %}{% icon "search" "large" %}').render(Context()))
    assert page.one("svg") == {"class": "bp-icon bp-icon--large", "aria-hidden": "true"}
    assert page.one("use")["href"].endswith("img/icons.svg#i-search")


def test_icon_name_from_a_variable_cannot_break_out_of_the_attribute():
    html = Template("{% load portal_ui %}{% icon name %}").render(Context({"name": '"><script>'}))
    assert "<script>" not in html


def test_shape_shows_the_district_on_the_tint_of_the_life_stage():
    page = Page(icons.shape("d-buckau", "l5", "small"))
    assert page.one("span")["class"] == "bp-shape bp-shape--small bp-l5"
    assert page.one("use")["href"].endswith("stadtteile.svg#d-buckau")


def test_shape_of_an_online_offer_is_an_icon():
    assert Page(icons.shape("i-screen")).one("use")["href"].endswith("icons.svg#i-screen")


# Lists and cards


def test_card_says_what_people_decide_by():
    page = component("offer_list", cards=[card()])
    assert page.one("a") == {"href": "/angebote/deutsch-a2/"}
    for words in ("Deutsch A2", "Beispiel-Volkshochschule", "Beruf und Familie", "Reden & lesen"):
        assert words in page.text
    for label, value in (("Wann", "Di, 18 Uhr 20 Termine"), ("Wo", "Buckau"), ("Kosten", "keine Angabe")):
        assert f"{label} {value}" in page.text
    assert "Für wen" not in page.text
    assert "Plätze frei" in page.text


def test_card_marks_found_words_but_escapes_everything_else():
    page = component(
        "offer_list", cards=[card(provider="<b>VHS</b>", when="<i>", tags=[("", "check", "<u>")])]
    )
    assert len(page.all("mark")) == 1
    assert page.all("b") + page.all("i") + page.all("u") == []


def test_card_is_kept_by_a_button_that_names_the_offer_and_waits_for_its_script():
    page = component("offer_list", cards=[card(keep_id="7")])
    button = page.one("button")
    assert button["data-keep"] == "7"
    assert "hidden" in button
    assert set(button["aria-labelledby"].split()) <= set(page.ids)


def test_facet_keeps_choices_and_belongs_to_the_search_form():
    values = [("stadtteil", "buckau", "Buckau", "12", True, "f1")]
    more = [("stadtteil", "reform", "Reform", "3", False, "f2")]
    group = {"name": "stadtteil", "title": "Stadtteil", "open": True, "values": values}
    facet = SimpleNamespace(**group, more=more, more_label="alle 2 zeigen")
    page = component("facet", facet=facet, form="suche")
    checked, other = page.all("input")
    assert (checked["name"], checked["value"], checked["form"]) == ("stadtteil", "buckau", "suche")
    assert "checked" in checked
    assert "checked" not in other
    assert "open" in page.one("details", id="filter-stadtteil")
    assert "Buckau 12 alle 2 zeigen Reform 3" in page.text


def test_pagination_marks_this_page_and_shows_gaps():
    pages = [(1, "?seite=1", False), (2, "", True), (None, "", False), (9, "?seite=9", False)]
    page = SimpleNamespace(number=2, pages=pages, previous_url="?seite=1", next_url="?seite=3")
    shown = component("pagination", page=page, target="treffer")
    assert shown.one("span", **{"aria-current": "page"})
    assert [a["href"] for a in shown.all("a")] == ["?seite=1", "?seite=1", "?seite=9", "?seite=3"]
    assert all(a["data-target"] == "treffer" for a in shown.all("a"))
    assert "…" in shown.text


def test_chip_that_is_on_says_how_to_remove_it():
    assert "Filter entfernen" in component("chip", label="Zeit: abends", url="?", on=True).text
    assert "entfernen" not in component("chip", label="Deutschkurs", url="?").text


def test_search_bar_keeps_what_was_typed_and_carries_filters():
    page = component("search_bar", action="/suche/", q='"><b>', place="39104", carried=[("art", "kurs")])
    assert page.one("input", name="q")["value"] == '"><b>'
    assert page.one("input", name="ort")["value"] == "39104"
    assert page.one("input", type="hidden") == {"type": "hidden", "name": "art", "value": "kurs"}
    assert {label["for"] for label in page.all("label")} <= set(page.ids)


def test_breadcrumb_ends_with_this_page():
    page = component("breadcrumb", crumbs=[("Angebote", "/suche/"), ("Deutsch A2", "")])
    assert [a["href"] for a in page.all("a")] == ["/", "/suche/"]
    assert page.text == "Startseite Angebote Deutsch A2"


def test_map_draws_neighbours_and_counts_points():
    areas = [("M0 0", True, "Buckau"), ("M1 1", False, "Salbke")]
    drawing = SimpleNamespace(
        viewbox="0 0 8 8", label="Karte", areas=areas, points=[(1, 2, "7"), (3, 4, "")], names=[]
    )
    page = component("district_map", map=drawing)
    assert page.one("svg")["aria-label"] == "Karte"
    assert [p.get("class") for p in page.all("path")] == ["is-here", None]
    assert [c["cx"] for c in page.all("circle")] == ["1", "3"]
    assert len(page.all("text")) == 1


# Forms


@pytest.mark.parametrize("name", ["name", "plz", "ort", "ok"])
def test_field_is_tied_to_label_hint_and_error(name):
    field = OfferForm({"plz": "391"})[name]
    page = component("form_field", field=field)
    assert page.one("label")["for"] == f"id_{name}"
    (control,) = page.all("input") + page.all("select")
    described = control.get("aria-describedby", "").split()
    assert set(described) <= set(page.ids)
    assert (f"id_{name}_error" in described) == bool(field.errors)
    assert ("aria-invalid" in control) == bool(field.errors)


def test_field_keeps_the_width_its_form_asked_for():
    classes = component("form_field", field=OfferForm()["plz"]).one("input")["class"].split()
    assert classes == ["kern-form-input__input", "bp-width-s"]


def test_choices_stand_in_a_fieldset_with_a_label_each():
    page = component("form_field", field=OfferForm({})["stufen"])
    boxes = page.all("input", type="radio")
    assert [box["id"] for box in boxes] == [label["for"] for label in page.all("label")]
    assert page.one("fieldset")["aria-describedby"] == "id_stufen_error"
    assert "Stufenlos?" in page.text


def test_only_optional_fields_are_marked():
    assert "(freiwillig)" in component("form_field", field=OfferForm()["ort"]).text
    assert "(freiwillig)" not in component("form_field", field=OfferForm()["name"]).text


def test_error_summary_takes_the_focus_and_leads_to_every_field():
    form = OfferForm({"plz": "391", "name": "Nähen"})
    fields = "".join(render_to_string("components/form_field.html", {"field": field}) for field in form)
    page = component("error_summary", form=form)
    box = page.one("div", id="fehler")
    assert box["tabindex"] == "-1"
    assert "autofocus" in box
    targets = [a["href"].removeprefix("#") for a in page.all("a")]
    assert targets == ["id_plz", "id_stufen_0", "id_ok"]
    assert set(targets) <= set(Page(fields).ids)
    assert "4 Angaben" in page.text


def test_error_summary_counts_one_and_stays_away_without_errors():
    good = {"plz": "39104", "name": "Nähen", "stufen": "j", "geheim": "x"}
    assert "Eine Angabe" in component("error_summary", form=OfferForm(good)).text
    assert component("error_summary", form=OfferForm(good | {"ok": "on"})).elements == []


def test_error_summary_reads_formsets():
    forms_of_dates = forms.formset_factory(OfferForm, max_num=0, validate_max=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-plz": "1"}
    page = component("error_summary", form=forms_of_dates(data))
    assert "#id_form-0-plz" in [a["href"] for a in page.all("a")]
    assert (
        len(page.all("li")) == len(page.all("a")) + 2
    )  # the formset's own error and that of the hidden field


def test_notice_with_undo_is_a_protected_form():
    page = component("notice", tone="success", text="Gemerkt", undo_url="/x/", csrf_token="geheim")
    assert page.one("form") == {"method": "post", "action": "/x/"}
    assert page.one("input", name="csrfmiddlewaretoken")["value"] == "geheim"
    assert page.one("div")["role"] == "status"
    assert "Rückgängig" in page.text
