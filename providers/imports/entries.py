"""What the formats without a table share: entries become rows, each with a line that is its number in the list."""

import json

from django.utils.translation import gettext as _

from .drafts import derived_id
from .rows import MAX_ROWS, FileFault, Row
from .text import cleaned, shortened

# Such a file is held in memory as a whole, at about ten times its size.
MAX_SIZE = 20 * 1024 * 1024
DEEPEST = 60


def bytes_of(path):
    """The content of a file that is read as a whole. Raises FileFault."""
    if path.stat().st_size > MAX_SIZE:
        size = MAX_SIZE // (1024 * 1024)
        raise FileFault(
            _("In diesem Format sind höchstens %(size)s MB erlaubt. Teilen Sie die Liste auf.")
            % {"size": size}
        )
    return path.read_bytes()


def json_of(data):
    """The value of JSON in UTF-8. Raises FileFault."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileFault(_("Das JSON ist beschädigt oder nicht in UTF-8.")) from error


def rows_of_entries(entries, report):
    """Yield a Row for each dictionary of cells; one without an id gets a derived one. Raises FileFault."""
    derived = 0
    for line, cells in enumerate(entries, start=1):
        if line > MAX_ROWS:
            raise FileFault(_("Die Liste hat zu viele Einträge. Teilen Sie sie auf."))
        report.read += 1
        if not cells["id"]:
            derived += 1
            start = cells.get("dates") or cells.get("start", "")
            cells["id"] = derived_id(cells["title"], start, cells.get("place", ""))
        yield Row(line, cells)
    if derived:
        report.note(_("Einträge ohne Kennung bekommen eine aus Titel, Beginn und Ort."))


def text_of(value):
    """A number or text of a tree as clean text; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return cleaned(str(value)).strip()


def list_of(value):
    """A list as it is, one value as a list of it, nothing as none."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def table_of(value):
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def joined(words):
    """Words as a list cell; the separator inside a word becomes a comma."""
    return "; ".join(shortened(word.replace(";", ","), 100) for word in words if word)


def span_words(first, last=None):
    """A span of two moments (date, or datetime in local time) as a cell of dates says it."""
    words = _moment(first)
    if last is None or last == first:
        return words
    if hasattr(first, "hour") and hasattr(last, "hour") and first.date() == last.date():
        return f"{words}–{last:%H:%M}"
    return f"{words} – {_moment(last)}"


def _moment(moment):
    return moment.isoformat(" ", "minutes") if hasattr(moment, "hour") else moment.isoformat()
