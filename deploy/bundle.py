"""Put the stylesheets together into static/css/site.css, the one file that public pages load.

Usage: .venv/bin/python deploy/bundle.py      (after every change in static/css; a test compares)
"""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
SITE = STATIC / "css" / "site.css"
SOURCES = (
    "vendor/kern/2.7.2/kern.min.css",
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components/card.css",
    "css/components/search.css",
    "css/components/journey.css",
    "css/components/data.css",
    "css/components/map.css",
    "css/components/form.css",
    "css/components/desk.css",
    "css/contrast.css",
    "css/print.css",
)


def minified(css: str) -> str:
    """Without comments (but licence notices) and without space that means nothing; values stay as written."""
    css = re.sub(r"/\*(?!!).*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    css = re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()


def bundled() -> str:
    """The text of site.css: the sources in order, KERN as it was vendored."""
    texts = ((STATIC / source).read_text() for source in SOURCES)
    return "\n".join(minified(text) for text in texts) + "\n"


if __name__ == "__main__":
    SITE.write_text(bundled())
