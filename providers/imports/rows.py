"""The neutral rows every format module makes, and the way from a table with a header to them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .columns import REQUIRED, column_name
from .text import shortened

MAX_COLUMNS = 300
MAX_ROWS = 200_000
COMMENT = "#"


class FileFault(Exception):
    """The file as a whole cannot be taken; the message is for the person, `line` where it is known."""

    def __init__(self, message, line=None):
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One offer as a file states it: column name to text.

    A column that is not a key is one the file does not speak of; an empty text is one it leaves empty.
    `share` is how much of the file has been read, from 0 to 1, or None where nobody knows.
    """

    line: int
    cells: dict[str, str]
    share: float | None = None


def rows_of(table, report, max_characters):
    """Yield the rows below the header of a table of `(line, cells, share)`.

    Lines whose first cell starts with # are explanations. A row with more cells than the header has is refused:
    which of them would be the title nobody knows. Raises FileFault.
    """
    table = speaking(table, max_characters)
    line, header, _share = next(table, (None, None, None))
    if header is None:
        raise FileFault(_("Die Datei ist leer."))
    columns = _columns(header, line, report)
    for line, cells, share in table:
        report.read += 1
        if any(cell.strip() for cell in cells[len(header) :]):
            _refuse_surplus(report, line, cells, header)
            continue
        if len(cells) < len(header):
            report.warn(line, "", "", _too_few(len(cells), len(header)))
        texts = {name: cells[index] if index < len(cells) else "" for index, name in columns}
        yield Row(line, texts, share)


def speaking(table, max_characters):
    """The lines of a table that are neither empty nor an explanation. Raises FileFault where it is too long."""
    return _within_limits((entry for entry in table if _speaks(entry[1])), max_characters)


def _speaks(cells):
    return any(cell.strip() for cell in cells) and not cells[0].lstrip("\ufeff ").startswith(COMMENT)


def _within_limits(table, max_characters):
    for count, entry in enumerate(table):
        max_characters -= sum(map(len, entry[1]))
        if max_characters < 0:
            raise FileFault(_("Die Datei enthält ausgepackt zu viel Text. Teilen Sie sie auf."), entry[0])
        if count > MAX_ROWS:
            raise FileFault(
                _("Die Datei hat mehr als %(rows)s Zeilen. Teilen Sie sie auf.") % {"rows": MAX_ROWS}
            )
        yield entry


def _columns(header, line, report):
    """Pairs of position and column name; the header decides before any row is read."""
    named = [(index, column_name(heading), heading) for index, heading in enumerate(header)]
    found = [name for _index, name, _heading in named if name]
    missing = [name for name in REQUIRED if name not in found]
    if missing or len(header) > MAX_COLUMNS:
        raise FileFault(_no_header(missing or REQUIRED, header), line)
    twice = sorted({name for name in found if found.count(name) > 1})
    if twice:
        raise FileFault(
            _("Die Spalte „%(name)s“ kommt mehrmals vor. Benennen Sie die überzähligen um.")
            % {"name": twice[0]},
            line,
        )
    unknown = [shortened(heading, 40) for _index, name, heading in named if not name and heading.strip()]
    if unknown:
        report.note(
            _("Unbekannte Spalten bleiben unbeachtet: %(names)s.") % {"names": ", ".join(unknown)}, line
        )
    return [(index, name) for index, name, _heading in named if name]


def _no_header(missing, header):
    text = ngettext(
        "In der Kopfzeile fehlt die Spalte %(missing)s. Gefunden: %(found)s.",
        "In der Kopfzeile fehlen die Spalten %(missing)s. Gefunden: %(found)s.",
        len(missing),
    )
    shown = [f"„{shortened(heading, 40)}“" for heading in header[:25] if heading.strip()]
    return text % {"missing": ", ".join(missing), "found": ", ".join(shown)}


def _refuse_surplus(report, line, cells, header):
    reason = _(
        "Die Zeile hat %(cells)s Zellen, die Kopfzeile %(header)s. "
        "Steht ein Text mit Trennzeichen ohne Anführungszeichen da?"
    )
    report.refuse(line, "", "", reason % {"cells": len(cells), "header": len(header)})


def _too_few(cells, header):
    reason = _("Die Zeile hat nur %(cells)s von %(header)s Zellen. Die übrigen gelten als leer.")
    return reason % {"cells": cells, "header": header}
