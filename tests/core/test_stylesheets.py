"""What a first view loads: one stylesheet built from the sources, light enough, readable in every colour scheme."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
CSS = STATIC / "css"
SITE = CSS / "site.css"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
KILOBYTE = 1000


def compressed(*files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def load_bundle():
    """deploy/ is no package; its script is read like a maintainer runs it."""
    script = Path(settings.BASE_DIR) / "deploy" / "bundle.py"
    names = {"__name__": "bundle", "__file__": str(script)}
    exec(compile(script.read_text(), str(script), "exec"), names)
    return names


def test_the_one_stylesheet_is_built_from_its_sources():
    assert SITE.read_text() == load_bundle()["bundled"](), "run deploy/bundle.py"


def test_no_stylesheet_of_the_public_pages_is_forgotten():
    bundled = set(load_bundle()["SOURCES"])
    for_the_admin = {"css/admin.css", "css/desk.css", "css/site.css"}
    assert {str(f.relative_to(STATIC)) for f in CSS.rglob("*.css")} - for_the_admin <= bundled


def test_minifying_keeps_selectors_and_values():
    minified = load_bundle()["minified"]
    source = "/* note */\n.a:hover > .b, .c :focus { margin: 0 -1px; color: light-dark(#fff, #000); }\n"
    assert minified(source) == ".a:hover > .b,.c :focus{margin:0 -1px;color:light-dark(#fff,#000)}"
    assert minified("/*! licence */ p { top: 0; }") == "/*! licence */ p{top:0}"


def test_first_view_stays_light():
    scripts = [*(STATIC / "js").glob("*.js")]
    fonts = [*(STATIC / "vendor").rglob("*.woff2")]
    assert compressed(SITE) <= 16 * KILOBYTE
    assert compressed(*scripts) <= 20 * KILOBYTE
    assert compressed(STATIC / "img" / "icons.svg", STATIC / "img" / "stadtteile.svg") <= 10 * KILOBYTE
    assert len(fonts) <= 2
    assert sum(font.stat().st_size for font in fonts) <= 60 * KILOBYTE


def test_vendored_files_are_those_of_the_manifest():
    vendor = STATIC / "vendor"
    listed = json.loads((vendor / "manifest.json").read_text())
    for entry in listed:
        assert hashlib.sha256((vendor / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["package"]
        assert entry["version"]
        assert entry["licence"]
    shipped = {str(f.relative_to(vendor)) for f in vendor.rglob("*") if f.suffix in {".css", ".js", ".woff2"}}
    assert shipped == {entry["file"] for entry in listed}
    assert "://" not in (vendor / "manifest.json").read_text()


def test_every_vendored_folder_holds_its_licence():
    folders = {
        file.parent for file in (STATIC / "vendor").rglob("*.*") if file.parent.parent.parent.name == "vendor"
    }
    assert folders
    assert [f for f in folders if not {"LICENSE.md", "OFL.txt"} & {x.name for x in f.iterdir()}] == []


def test_every_class_in_a_template_has_a_rule():
    rules = set(re.findall(r"\.((?:bp|kern)-[\w-]+)", "".join(f.read_text() for f in CSS.rglob("*.css"))))
    # Endings that a variable fills in, and plain lists, which need no rule.
    open_ended = re.compile(r"(bp-tag--|bp-l|bp-)$")
    used = {
        (file.name, name)
        for file in TEMPLATES.rglob("*.html")
        for classes in re.findall(r'class="([^"]*)"', re.sub(r"{#.*?#}", "", file.read_text()))
        for name in re.findall(r"\b(?:bp|kern)-[\w-]*", re.sub(r"{%.*?%}", " ", classes))
        if not open_ended.fullmatch(name) and name != "bp-plain"
    }
    assert [(file, name) for file, name in sorted(used) if name not in rules] == []


def tokens():
    """Each colour as (light, dark)."""
    pattern = r"(--[\w-]+): light-dark\((#\w+), (#\w+)\)"
    return {
        name: (light, dark) for name, light, dark in re.findall(pattern, (CSS / "tokens.css").read_text())
    }


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Ratio as WCAG 2.2 defines it, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


READ = [
    *(
        (text, ground)
        for text in ("--ink", "--quiet", "--act")
        for ground in ("--page", "--mist", "--card", "--wash")
    ),
    *((f"--{state}", f"--{state}-bg") for state in ("good", "note", "warn", "bad")),
    ("--on-act", "--act"),
    ("--on-deep", "--deep"),
    ("--visited", "--page"),
    ("--ink", "--mark"),
    ("--ink", "--s2"),
]
SEEN = [("--edge", ground) for ground in ("--page", "--card", "--mist")] + [
    ("--focus", "--page"),
    ("--focus", "--wash"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_ground_it_stands_on(scheme):
    colour = tokens()
    pairs = {(a, b): round(contrast(colour[a][scheme], colour[b][scheme]), 1) for a, b in READ}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges_and_focus_can_be_seen(scheme):
    colour = tokens()
    pairs = {(a, b): round(contrast(colour[a][scheme], colour[b][scheme]), 1) for a, b in SEEN}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < 3} == {}


@pytest.mark.parametrize("stage", range(1, 7))
def test_life_stages_are_readable_on_their_tint(stage):
    rule = re.search(rf"\.bp-l{stage} {{(.*?)}}", (CSS / "tokens.css").read_text()).group(1)
    tone, tint = re.findall(r"light-dark\((#\w+), (#\w+)\)", rule)
    assert min(contrast(a, b) for a, b in zip(tone, tint, strict=True)) >= 4.5


def test_contrast_is_counted_as_the_guideline_says():
    assert round(contrast("#fff", "#000")) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
