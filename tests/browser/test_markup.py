"""vnu reads the HTML of every public page, our stylesheet and our drawings, and reports nothing."""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from .addresses import public_pages
from .conftest import needed


@pytest.fixture(scope="session")
def vnu():
    """Runs the checker over files and returns its messages."""
    needed("java", shutil.which("java"))
    jar = needed("vnu (set VNU_JAR)", os.environ.get("VNU_JAR"))

    def check(*files, kind="html"):
        command = ["java", "-jar", jar, f"--{kind}", "--format", "json", "--stdout", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240)
        messages = json.loads(done.stdout)["messages"]
        return [(Path(m["url"]).name, m["message"], m.get("extract", "")[:120]) for m in messages]

    return check


def download(address):
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_every_public_page_is_valid_html(vnu, portal, tmp_path):
    files = []
    for number, path in enumerate(public_pages(portal)):
        file = tmp_path / f"{number:02}{path.replace('/', '_').split('?')[0]}.html"
        file.write_bytes(download(portal + path))
        files.append(file)
    assert vnu(*files) == []


def test_the_checker_itself_finds_a_broken_page(vnu, tmp_path):
    broken = tmp_path / "broken.html"
    broken.write_text("<!DOCTYPE html><html lang=de><title>x</title><p><div id=a></div><div id=a></div>")
    assert any("Duplicate ID" in message for _file, message, _extract in vnu(broken))


def test_drawings_are_valid(vnu):
    assert vnu(*sorted((settings.BASE_DIR / "static" / "img").glob("*.svg")), kind="svg") == []
