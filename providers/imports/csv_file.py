"""CSV: comma, semicolon, tab or bar; UTF-8 or Windows-1252."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from .columns import column_name
from .rows import COMMENT, FileFault, rows_of

DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
_DELIMITER_NAMES = {",": "Komma", ";": "Semikolon", "\t": "Tabulator", "|": "senkrechter Strich"}


def read(path, report, limits):
    """Yield the rows of a CSV file; notes encoding and delimiter in the report. Raises FileFault."""
    return rows_of(table(path, report, limits), report, limits.unpacked)


def table(path, report, limits):
    """The lines of a CSV file as `(line, cells, share)`, whatever its header says. Raises FileFault."""
    encoding = _encoding(path, report)
    delimiter = _delimiter(path, encoding)
    report.note(
        _("Gelesen als CSV, Zeichensatz %(encoding)s, Trennzeichen %(delimiter)s.")
        % {"encoding": encoding.removesuffix("-sig").upper(), "delimiter": _DELIMITER_NAMES[delimiter]}
    )
    return _records(path, encoding, delimiter)


def _records(path, encoding, delimiter):
    size = path.stat().st_size
    with path.open(encoding=encoding, newline="") as stream:
        # strict: a quote that never closes would otherwise swallow the rest of the file into one cell.
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if cells and not cells[0].lower().startswith("sep="):
                    yield line, cells, stream.buffer.tell() / size
                line = reader.line_num + 1
        except csv.Error as error:
            raise FileFault(_reason(error), line) from error


def _reason(error):
    text = str(error)
    if "unexpected end" in text:
        return _("Ein Anführungszeichen wird geöffnet und nicht wieder geschlossen.")
    if "expected after" in text:
        return _(
            'Nach einem schließenden Anführungszeichen steht noch Text. Im Text selbst schreibt man „""“.'
        )
    if "field limit" in text:
        return _("Eine Zelle ist länger als %(limit)s Zeichen.") % {"limit": csv.field_size_limit()}
    return _("Die Zeile ist kein gültiges CSV.")


def _delimiter(path, encoding):
    """The delimiter that finds most known columns in the header; the number of cells decides a tie."""
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(SAMPLE)
    return max(DELIMITERS, key=lambda delimiter: _score(sample, delimiter))


def _score(sample, delimiter):
    header = _header(sample, delimiter)
    return sum(column_name(cell) is not None for cell in header), len(header)


def _header(sample, delimiter):
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            first = cells[0].lstrip("\ufeff ") if cells else ""
            if any(cells) and not first.startswith((COMMENT, "sep=")):
                return cells
    except csv.Error:
        return []
    return []


def _encoding(path, report):
    with path.open("rb") as stream:
        start = stream.read(SAMPLE)
        _refuse_binary(start)
        stream.seek(0)
        broken = _first_broken(stream)
    if broken is None:
        return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
    return _older_encoding(path.read_bytes(), report)


def _refuse_binary(start):
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileFault(_("Die Datei ist in UTF-16. Speichern Sie sie als „CSV UTF-8“."))
    control = sum(byte < 9 or 13 < byte < 32 for byte in start)
    if control > 10 and control > len(start) / 100:
        raise FileFault(_("Das ist keine Textdatei. Speichern Sie die Liste als CSV oder XLSX."))


def _first_broken(stream):
    """The error at the first byte that is not UTF-8, or None."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(1024 * 1024):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return error
    return None


def _older_encoding(data, report):
    """Windows-1252, unless the file is UTF-8 with damage: then its umlauts would come out as garbage."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    intact = len(text) - len(text.encode("ascii", errors="ignore")) - damaged
    line = text[: text.index("\ufffd")].count("\n") + 1
    if intact > damaged:
        raise FileFault(_("Die Datei ist UTF-8, aber hier beschädigt. Speichern Sie sie noch einmal."), line)
    try:
        data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileFault(
            _("Die Datei ist weder UTF-8 noch Windows-1252. Speichern Sie sie als „CSV UTF-8“."), line
        ) from error
    report.note(_("Die Datei ist nicht in UTF-8. Prüfen Sie die Umlaute in einem Angebot."), line)
    return "cp1252"
