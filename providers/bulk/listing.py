"""What the page of a checked upload shows: how many rows are good, which are not, and the list of faults as a file."""

import csv
import io

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from portal.core.exports import safe_cell

from .checking import row_of
from .forms import LABELS

REFUSED = [{"level": "refused"}]
EXAMPLES = 10


def counts(upload):
    """Numbers of rows: all, good, unclear (taken without some cells), refused, skipped."""
    return upload.rows.aggregate(
        all=Count("pk"),
        good=Count("pk", filter=Q(faults=[], is_skipped=False)),
        unclear=Count("pk", filter=~Q(faults=[]) & ~Q(faults__contains=REFUSED)),
        refused=Count("pk", filter=Q(faults__contains=REFUSED)),
        skipped=Count("pk", filter=Q(is_skipped=True)),
    )


def faulty_rows(upload):
    """Rows to mend, those that cannot be taken at all first."""
    rows = upload.rows.exclude(faults=[]).annotate(is_refused=Q(faults__contains=REFUSED))
    return rows.order_by("-is_refused", "line")


def good_titles(upload):
    """(line, title) of the first good rows."""
    rows = upload.rows.filter(faults=[], is_skipped=False)[:EXAMPLES]
    return [(row.line, row_of(upload, row).cells.get("title", "")) for row in rows]


def samples(upload):
    """A few cells of each column of the list, the empty ones left out."""
    rows = list(upload.rows.values_list("cells", flat=True)[:30])
    columns = (
        [cells[index] for cells in rows if index < len(cells) and cells[index].strip()]
        for index in range(len(upload.header))
    )
    return [[cell[:80] for cell in dict.fromkeys(column)][:3] for column in columns]


def faults_as_csv(upload):
    """All faults as CSV, safe to open in a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([_("Zeile"), _("Spalte"), _("Wert"), _("Grund")])
    for row in upload.rows.exclude(faults=[]).iterator():
        for fault in row.faults:
            cells = (row.line, LABELS.get(fault["column"], fault["column"]), fault["value"], fault["reason"])
            writer.writerow([safe_cell(str(cell)) for cell in cells])
    return "\ufeff" + stream.getvalue()
