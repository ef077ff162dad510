"""Which module reads which format, and what is refused before anything is read."""

import os
import stat
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import csv_file, ics_file, jsonld_file, vhs_file, xlsx_file
from .rows import FileFault
from .text import shortened

FORMATS = {
    "csv": csv_file.read,
    "xlsx": xlsx_file.read,
    "openvhs": vhs_file.read_xml,
    "vhs-json": vhs_file.read_json,
    "jsonld": jsonld_file.read,
    "ics": ics_file.read,
}
DEFAULT_MAX_MB = 50
# An honest workbook is about a tenth of its unpacked XML.
UNPACKED_TIMES = 10
_SNIFFED = 2048

_KNOWN_STARTS = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS oder mit Kennwort geschützt"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
)


@dataclass(frozen=True)
class Limits:
    """How much a file may hold: bytes on disk, bytes and characters unpacked."""

    size: int = DEFAULT_MAX_MB * 1024 * 1024

    @property
    def unpacked(self):
        return self.size * UNPACKED_TIMES


def read(path, report, *, name="auto", limits=None):
    """Yield the rows of a file of the named format; `auto` looks at its first bytes. Raises FileFault."""
    limits = limits or Limits()
    check_file(path, limits)
    chosen = detected(path) if name == "auto" else name
    return FORMATS[chosen](path, report, limits)


def check_file(path, limits):
    """Raises FileFault for what is no file, empty or too large."""
    try:
        found = path.stat()
        readable = os.access(path, os.R_OK)
    except (OSError, ValueError) as error:
        raise FileFault(_("Die Datei „%(path)s“ gibt es nicht.") % {"path": shortened(path.name)}) from error
    if not stat.S_ISREG(found.st_mode):
        raise FileFault(_("„%(path)s“ ist keine Datei.") % {"path": shortened(path.name)})
    if not readable:
        raise FileFault(_("Die Datei „%(path)s“ lässt sich nicht lesen.") % {"path": shortened(path.name)})
    if found.st_size == 0:
        raise FileFault(_("Die Datei ist leer."))
    if found.st_size > limits.size:
        sizes = {"size": _megabytes(found.st_size), "limit": _megabytes(limits.size)}
        raise FileFault(
            _("Die Datei hat %(size)s MB; erlaubt sind %(limit)s MB. Teilen Sie sie auf.") % sizes
        )


def _megabytes(size):
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0")


def detected(path):
    """The name of the format the first bytes show. Raises FileFault for known formats that are no list."""
    with path.open("rb") as stream:
        start = stream.read(_SNIFFED)
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    for known, label in _KNOWN_STARTS:
        if start.startswith(known):
            raise FileFault(
                _(
                    "Das ist weder CSV noch XLSX (erkannt: %(label)s). Speichern Sie die Liste als CSV oder XLSX."
                )
                % {"label": label}
            )
    return _text_format(start.removeprefix(b"\xef\xbb\xbf").lstrip().lower())


def _text_format(start):
    if start.startswith(b"begin:vcalendar"):
        return "ics"
    if start.startswith((b"{", b"[")):
        return "vhs-json" if b'"veranstaltungen"' in start else "jsonld"
    if start.startswith(b"<"):
        return "openvhs" if b"veranstaltung" in start and b"<html" not in start else "jsonld"
    return "csv"
