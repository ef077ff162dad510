"""XLSX: the sheet „Angebote“ or else the first one, read row by row.

Workbooks are ZIP files of XML: sizes are checked in the ZIP directory first (zipfile never unpacks more of a member
than the directory states), entities are refused by defusedxml, characters are counted while reading.
"""

import warnings
import zipfile
import zlib
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.xml import DEFUSEDXML

from .rows import MAX_COLUMNS, FileFault, rows_of

SHEET = "Angebote"
MAX_MEMBERS = 5000
MAX_LINES = 1_048_576
# Above it a float no longer tells whole numbers apart.
MAX_EXACT = 2**53
_CHUNK = 1024 * 1024
_EMPTY = (None,) * (MAX_COLUMNS + 1)


def read(path, report, limits):
    """Yield the rows of a workbook; cells with formulas give the value last computed. Raises FileFault."""
    return rows_of(table(path, report, limits), report, limits.unpacked)


def table(path, report, limits):
    """The lines of a workbook as `(line, cells, share)`, whatever its header says. Raises FileFault."""
    if not DEFUSEDXML:
        raise FileFault(_("XLSX lässt sich hier nicht sicher lesen: Das Paket defusedxml fehlt."))
    formulas = _checked_archive(path, limits.unpacked)
    return _guarded(_records(path, report, formulas))


def _checked_archive(path, max_unpacked):
    """True where a sheet holds formulas. Raises FileFault for what is no workbook or too large unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > max_unpacked or len(members) > MAX_MEMBERS:
                raise FileFault(_("Die Datei ist ausgepackt zu groß. Teilen Sie sie auf."))
            # Only these two unpack in small steps; a workbook uses no other.
            if any(
                member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members
            ):
                raise FileFault(_("Die Datei ist auf eine Art gepackt, die in XLSX nicht vorkommt."))
            sheets = [member for member in members if member.filename.startswith("xl/worksheets/")]
            return any(_has_formula(archive, member) for member in sheets)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise FileFault(_("Die Datei ist keine XLSX-Datei oder beschädigt.")) from error


def _has_formula(archive, member):
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if b"<f>" in tail + chunk or b"<f " in tail + chunk:
                return True
            tail = chunk[-2:]
    return False


def _guarded(records):
    """openpyxl raises almost any exception on a broken workbook; all of them mean the same to the person."""
    try:
        yield from records
    except (FileFault, MemoryError):
        raise
    except Exception as error:
        raise FileFault(_("Die Datei ist keine XLSX-Datei oder beschädigt.")) from error


def _records(path, report, formulas):
    book = _load(path, data_only=True)
    sheet = _sheet(book)
    # What the sheet says of its own size may be wrong and would cut it off.
    stated_rows = sheet.max_row
    sheet.reset_dimensions()
    computed = _formula_values(path, sheet.title) if formulas else None
    width = 0
    for line, values in enumerate(_values(sheet), start=1):
        if line > MAX_LINES:
            raise FileFault(_("Die Tabelle hat mehr Zeilen, als XLSX erlaubt."), line)
        sources = next(computed, ()) if computed else ()
        texts = [_cell_text(report, line, index, value) for index, value in enumerate(_trimmed(values))]
        _warn_of_uncomputed(report, line, values, sources)
        if texts:
            # A workbook does not store empty cells at the end of a row; they are there all the same.
            width = max(width, len(texts))
            texts += [""] * (width - len(texts))
            yield line, texts, min(1, line / stated_rows) if stated_rows else None
    book.close()


def _load(path, *, data_only):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, read_only=True, data_only=data_only, keep_links=False)


def _sheet(book):
    if not book.worksheets:
        raise FileFault(_("Die Datei enthält kein Tabellenblatt."))
    return book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]


def _values(sheet):
    return sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)


def _formula_values(path, title):
    sheet = _load(path, data_only=False)[title]
    sheet.reset_dimensions()
    return _values(sheet)


def _trimmed(values):
    # Workbooks may hold a million of them.
    end = 0 if values == _EMPTY else len(values)
    while end and values[end - 1] in (None, ""):
        end -= 1
    return values[:end]


def _warn_of_uncomputed(report, line, values, sources):
    """A formula whose result was never saved has no value here; say so instead of leaving it out silently."""
    for index, source in enumerate(sources):
        if source is not None and values[index] is None:
            reason = _(
                "Die Formel hat kein gespeichertes Ergebnis. Öffnen und speichern Sie die Tabelle in Excel."
            )
            report.warn(line, get_column_letter(index + 1), source if isinstance(source, str) else "", reason)


def _cell_text(report, line, index, value):
    if isinstance(value, str) and value in ERROR_CODES:
        report.warn(line, get_column_letter(index + 1), value, _("Die Zelle enthält einen Rechenfehler."))
        return ""
    return _text(value)


def _text(value):
    """A cell as text; whole numbers without „.0“, a day without its made-up midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_EXACT:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
