"""The files of the demo, read once, and their fingerprint."""

import csv
import hashlib
import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_json(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def offers():
    """All offers of the demo, file by file."""
    return [offer for path in sorted((DATA / "offers").glob("*.json")) for offer in read_json(path)]


def read_csv(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pages():
    """Slug, title and text of each page: the first line of its file is the title."""
    for path in sorted((DATA / "pages").glob("*.md")):
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        yield path.stem, title.removeprefix("# "), body.strip()


def fingerprint(*more: Path):
    """Changes with any file of the demo data or of the other files named."""
    digest = hashlib.sha256()
    for path in sorted(path for path in DATA.rglob("*") if path.is_file()) + list(more):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
