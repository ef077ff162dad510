"""The empty file a provider fills in: every column, with explanation and example."""

import csv
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .columns import COLUMNS, REQUIRED
from .rows import COMMENT
from .xlsx_file import SHEET

MAX_WORDS = 60


def template_content(ending):
    """The template as bytes; `ending` is ".csv" or ".xlsx"."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"vorlage{ending}"
        write_template(path)
        return path.read_bytes()


def write_template(path):
    """Write the template as CSV or XLSX, as the name ends; an existing file stays. Raises OSError, ValueError."""
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise ValueError(_("Die Vorlage gibt es als .csv und als .xlsx."))
    with path.open("xb") as stream:
        stream.close()
        writer(path)


def _write_csv(path):
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow([column.name for column in COLUMNS])
        writer.writerow(_commented([_explained(column) for column in COLUMNS]))
        writer.writerow(_commented([str(column.example) for column in COLUMNS]))


def _commented(cells):
    return [f"{COMMENT} {cells[0]}", *cells[1:]]


def _explained(column):
    parts = (str(column.label), str(column.help), _allowed(column))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _allowed(column):
    """The words a column takes, as they are in the portal now."""
    if column.words is None:
        return ""
    if hasattr(column.words, "values"):
        words = [value for value in column.words.values if value]
    else:
        words = column.words.objects.active().values_list("slug", flat=True)[: MAX_WORDS + 1]
    shown = ", ".join(words[:MAX_WORDS])
    return _("Möglich: %(words)s") % {"words": shown} if shown else ""


def _write_xlsx(path):
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append([column.name for column in COLUMNS])
    sheet.freeze_panes = "A2"
    _style_header(sheet)
    help_sheet = book.create_sheet(_("Erklärung"))
    help_sheet.append(
        [_("Spalte"), _("Bezeichnung"), _("Pflicht"), _("Erklärung"), _("Möglich"), _("Beispiel")]
    )
    for column in COLUMNS:
        help_sheet.append(_help_row(column))
    _style_header(help_sheet)
    for letter, width in zip("ABCDEF", (22, 26, 8, 60, 60, 40), strict=True):
        help_sheet.column_dimensions[letter].width = width
    for row in help_sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)


def _help_row(column):
    required = _("ja") if column.name in REQUIRED else ""
    allowed = _allowed(column).partition(": ")[2]
    return [column.name, str(column.label), required, str(column.help), allowed, str(column.example)]


def _style_header(sheet):
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 20
