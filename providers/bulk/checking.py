"""What is wrong with the rows of an upload: the import's own reading of them, kept with each row."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..imports.cells import Cells
from ..imports.drafts import derived_id, draft_of, identity_of
from ..imports.report import Report
from ..imports.rows import Row
from ..imports.vocabulary import Vocabulary
from ..models import BulkRow, BulkUpload
from .guessing import CLOCK

BATCH = 500


@transaction.atomic
def name_columns(upload, columns):
    """Say which column is which (a list of names, "" for none), and check every row."""
    upload.columns = columns
    upload.state = BulkUpload.State.CHECKED
    upload.save(update_fields=["columns", "state"])
    check(upload)


@transaction.atomic
def repair(upload, cells, skipped, shown):
    """Mend cells ({(row id, column): text}) and leave out the rows `skipped` of those `shown`; then check again."""
    rows = {row.pk: row for row in upload.rows.filter(pk__in=shown)}
    for (pk, column), text in cells.items():
        rows[pk].repairs[column] = text
    for row in rows.values():
        row.is_skipped = row.pk in skipped
    BulkRow.objects.bulk_update(rows.values(), ["repairs", "is_skipped"])
    check(upload)


def row_of(upload, row):
    """The import's Row of a kept row: cells by column, mended ones first."""
    texts = {
        name: row.cells[index] if index < len(row.cells) else ""
        for index, name in enumerate(upload.columns)
        if name
    }
    texts |= row.repairs
    clock = texts.pop(CLOCK, "")
    if clock and "start" not in row.repairs:
        texts["start"] = f"{texts.get('start', '')} {clock}".strip()
    if "id" not in upload.columns:
        texts["id"] = derived_id(
            texts.get("title", ""), texts.get("dates") or texts.get("start", ""), texts.get("place", "")
        )
    return Row(row.line, texts)


def check(upload):
    """Keep with each row what the import would say of it."""
    vocabulary = Vocabulary(Report())
    seen, changed = {}, []
    for row in upload.rows.iterator(chunk_size=BATCH):
        faults = [] if row.is_skipped else _faults(upload, row, vocabulary, seen)
        if faults != row.faults:
            row.faults = faults
            changed.append(row)
    BulkRow.objects.bulk_update(changed, ["faults"], batch_size=BATCH)


def _faults(upload, row, vocabulary, seen):
    report = Report()
    entry = row_of(upload, row)
    if any(cell.strip() for cell in row.cells[len(upload.header) :]):
        report.refuse(row.line, "", "", _("Die Zeile hat mehr Zellen als die Kopfzeile."))
    else:
        _read(upload, entry, vocabulary, seen, report)
    return [
        {"column": fault.column, "level": fault.level, "value": fault.value, "reason": fault.reason}
        for fault in report.faults
    ]


def _read(upload, entry, vocabulary, seen, report):
    cells = Cells(entry, report)
    identity = identity_of(cells, bound=upload.source)
    if identity is None:
        report.refuse(entry.line, "id", "", _("Die Kennung fehlt."))
    elif seen.setdefault(identity, entry.line) != entry.line:
        report.refuse(entry.line, _distinct(upload), "", _twice(upload, seen[identity]))
    if not cells.line("title"):
        report.refuse(entry.line, "title", "", _("Der Titel fehlt."))
    if not report.refused:
        draft_of(cells, identity, vocabulary)


def _distinct(upload):
    """The column to change where two rows are taken for the same offer."""
    return "id" if "id" in upload.columns else "title"


def _twice(upload, first):
    if "id" in upload.columns:
        return _("Diese Kennung steht schon in Zeile %(first)s.") % {"first": first}
    return _("Titel, Beginn und Ort stehen so schon in Zeile %(first)s.") % {"first": first}
