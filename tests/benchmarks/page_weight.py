"""What a first view weighs, of a running portal: `python -m tests.benchmarks.page_weight http://localhost:8000`.

Prints a table and JSON; ends with 1 where a page is above the bars: HTML, CSS and JS together at most 60 kB
compressed, JS at most 20 kB, fonts at most 60 kB. Compressed means gzip level 6, as nginx sends it; fonts
are compressed already.
"""

import argparse
import gzip
import json
import re
import sys
from urllib.parse import urljoin
from urllib.request import urlopen

PAGES = [
    "/",
    "/suche/",
    "/suche/?q=deutsch",
    "/anbieter/",
    "/lebensphasen/jugend/",
    "/themen/",
    "/datenschutz/",
]
KB = 1024
BARS = {"view": 60 * KB, "js": 20 * KB, "fonts": 60 * KB}
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')
_IMPORT = re.compile(r'import [^;]*?from "([^"]+)"')
_FONT = re.compile(r'url\("?([^")]+\.woff2)')


def fetch(address):
    with urlopen(address, timeout=30) as response:  # noqa: S310 - the address is the caller's own portal
        return response.read()


def compressed(data):
    return len(gzip.compress(data, 6))


def scripts(address, html):
    """Addresses of all modules a page loads, those they import included."""
    waiting, found = [urljoin(address, src) for src in _SCRIPT.findall(html)], []
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.append(script)
            waiting += [urljoin(script, name) for name in _IMPORT.findall(fetch(script).decode())]
    return found


def weigh(address):
    """{part: bytes} of one page."""
    html = fetch(address)
    styles = [urljoin(address, href) for href in _STYLE.findall(html.decode())]
    fonts = {urljoin(style, url) for style in styles for url in _FONT.findall(fetch(style).decode())}
    weight = {
        "html": compressed(html),
        "css": sum(compressed(fetch(style)) for style in styles),
        "js": sum(compressed(fetch(script)) for script in scripts(address, html.decode())),
        "fonts": sum(len(fetch(font)) for font in fonts),
    }
    return weight | {"view": weight["html"] + weight["css"] + weight["js"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("portal", nargs="?", default="http://localhost:8000")
    portal = parser.parse_args().portal
    weights = {path: weigh(urljoin(portal, path)) for path in PAGES}
    print(f"{'page':<28}" + "".join(f"{part:>9}" for part in ("html", "css", "js", "view", "fonts")))
    for path, weight in weights.items():
        row = (weight[part] / KB for part in ("html", "css", "js", "view", "fonts"))
        print(f"{path:<28}" + "".join(f"{value:>7.1f}kB" for value in row))
    heavy = [
        path for path, weight in weights.items() if any(weight[part] > bar for part, bar in BARS.items())
    ]
    print(json.dumps({"weights": weights, "bars": BARS, "above": heavy}))
    sys.exit(bool(heavy))


if __name__ == "__main__":
    main()
