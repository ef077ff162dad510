"""From a file or a pasted table to rows that wait in the database."""

import csv
import io
import re
import tempfile
from itertools import batched, islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ..imports import csv_file, formats, xlsx_file
from ..imports.report import Report
from ..imports.rows import FileFault, speaking
from ..imports.text import cleaned, shortened
from ..models import BulkRow, BulkUpload
from .guessing import guessed

MAX_SIZE = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
SAMPLES = 20
_TABLES = {"csv": csv_file.table, "xlsx": xlsx_file.table}
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


def receive_file(file, *, provider, by):
    """Keep the rows of an uploaded file; returns the BulkUpload. Raises FileFault."""
    limits = formats.Limits(size=MAX_SIZE)
    if file.size > MAX_SIZE:
        raise FileFault(
            _("Die Datei ist größer als %(size)s MB. Teilen Sie die Liste auf.")
            % {"size": MAX_SIZE // 1024 // 1024}
        )
    with tempfile.TemporaryDirectory() as folder:
        # Not the name of the upload: that may be anything. openpyxl reads no other ending, the rest does not ask.
        path = Path(folder) / "liste.xlsx"
        path.write_bytes(file.read())
        report = Report()
        return _keep(_table(path, report, limits), report, name=file.name, provider=provider, by=by)


def receive_text(text, *, provider, by):
    """Keep the rows of a pasted table; returns the BulkUpload. Raises FileFault."""
    table = ((line, cells, None) for line, cells in enumerate(pasted(text), start=1))
    return _keep(table, Report(), name=_("Eingefügte Tabelle"), provider=provider, by=by)


def pasted(text):
    """Rows of cells of a table copied from a spreadsheet (tabs), a text file (semicolons) or Markdown (bars)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all("|" in line for line in lines):
        return [_barred(line) for line in lines if not _RULE.fullmatch(line)]
    delimiter = next((sign for sign in "\t;," if sign in (lines[0] if lines else "")), ";")
    try:
        return [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row
        ]
    except csv.Error:
        # Quotes that stand for themselves, as in text copied from a page.
        return [line.split(delimiter) for line in lines]


def _barred(line):
    line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)]


def _table(path, report, limits):
    formats.check_file(path, limits)
    chosen = formats.detected(path)
    if chosen in _TABLES:
        return _TABLES[chosen](path, report, limits)
    return _table_of_rows(list(formats.read(path, report, name=chosen, limits=limits)))


def _table_of_rows(rows):
    """Entries of a calendar or the like as a table: the names of their cells are the header."""
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    yield 1, names, None
    for number, row in enumerate(rows, start=2):
        yield number, [row.cells.get(name, "") for name in names], None


@transaction.atomic
def _keep(table, report, *, name, provider, by):
    table = speaking(table, MAX_SIZE * formats.UNPACKED_TIMES)
    _line, header, _share = next(table, (None, [], None))
    header = [shortened(cell, 80) for cell in header]
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise FileFault(_("Die Tabelle hat mehr als %(columns)s Spalten.") % {"columns": MAX_COLUMNS})
    upload = BulkUpload.objects.create(
        provider=provider, by=by, name=shortened(name, 120) or _("Liste"), header=header
    )
    if not _keep_rows(upload, table):
        raise FileFault(_("Unter der Kopfzeile steht kein Angebot.") if header else _("Die Liste ist leer."))
    first = list(islice(upload.rows.values_list("cells", flat=True), SAMPLES))
    samples = [[cells[index] for cells in first if index < len(cells)] for index in range(len(header))]
    upload.columns = guessed(header, samples)
    upload.notes = [fault.words() for fault in report.faults][:50]
    upload.save(update_fields=["columns", "notes"])
    return upload


def _keep_rows(upload, table):
    kept = 0
    for batch in batched(table, 500):
        kept += len(batch)
        if kept > MAX_ROWS:
            raise FileFault(
                _("Die Liste hat mehr als %(rows)s Zeilen. Teilen Sie sie auf.") % {"rows": MAX_ROWS}
            )
        BulkRow.objects.bulk_create(
            BulkRow(upload=upload, line=line, cells=[cleaned(cell) for cell in cells])
            for line, cells, _share in batch
        )
    return kept
