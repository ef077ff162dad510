"""Maintainer script: fetch the third-party files of the interface once and cut them to what the portal uses.

Usage: .venv/bin/python deploy/vendor.py      (needs npm; nobody else does: the results are in the repository)
Writes static/vendor/<name>/<version>/ with each licence, and static/vendor/manifest.json.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import kern_subset
from fontTools import subset
from fontTools.ttLib import TTFont

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
KERN = "2.7.2"
FIRA = "4.106"
FIRA_LICENCE = "5.3.0"
WEIGHTS = {"400": "FiraSans-Regular.woff2", "600": "FiraSans-SemiBold.woff2"}
# Latin letters of the European Union's languages and Turkish, German typography, currency, arrows.
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+0259,U+1E9E,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,"
    "U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265"
)
FEATURES = ("kern", "liga", "locl", "ccmp", "mark", "tnum")


def fetch(package: str, version: str, folder: Path) -> Path:
    """The unpacked folder of one npm package."""
    command = ["npm", "pack", f"{package}@{version}", "--json"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - fixed words
    archive = folder / json.loads(packed.stdout)[0]["filename"]
    target = folder / package.rpartition("/")[2]
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def emptied(name: str, version: str) -> Path:
    """A fresh folder for one version; other versions of it go."""
    shutil.rmtree(VENDOR / name, ignore_errors=True)
    folder = VENDOR / name / version
    folder.mkdir(parents=True)
    return folder


def build_kern(package: Path) -> list[dict]:
    folder = emptied("kern", KERN)
    shutil.copyfile(package / "LICENSE.md", folder / "LICENSE.md")
    notice = f"/*! KERN-UX native {KERN}, EUPL-1.2, a subset: see deploy/kern_subset.py */"
    css = kern_subset.subset((package / "dist" / "kern.min.css").read_text())
    (folder / "kern.min.css").write_text(notice + css + "\n")
    return [entry("@kern-ux/native", KERN, folder / "kern.min.css", "EUPL-1.2")]


def build_fira(package: Path, licence: Path) -> list[dict]:
    folder = emptied("fira-sans", FIRA)
    for weight, name in WEIGHTS.items():
        font = TTFont(package / "dist" / "fonts" / "fira-sans" / name, recalcTimestamp=False)
        copyright_line = font["name"].getDebugName(0)
        cut_font(font, folder / f"fira-{weight}.woff2")
    (folder / "OFL.txt").write_text(f"{copyright_line}\n\n{licence.read_text().partition('\n\n')[2]}")
    return [entry("@kern-ux/native", KERN, folder / f"fira-{w}.woff2", "OFL-1.1") for w in WEIGHTS]


def cut_font(font: TTFont, target: Path) -> None:
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2", desubroutinize=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
    subsetter.subset(font)
    subset.save_font(font, target, options)


def entry(package: str, version: str, file: Path, licence: str) -> dict:
    return {
        "package": package,
        "version": version,
        "file": str(file.relative_to(VENDOR)),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "licence": licence,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kern = fetch("@kern-ux/native", KERN, folder)
        licence = fetch("@fontsource/fira-sans", FIRA_LICENCE, folder) / "LICENSE"
        manifest = [*build_kern(kern), *build_fira(kern, licence)]
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
