"""What an import did and what it could not use, line by line."""

import csv
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.exports import safe_cell

from .text import shortened

MAX_FAULTS = 100_000
LEVELS = {
    "refused": gettext_lazy("nicht übernommen"),
    "warning": gettext_lazy("Warnung"),
    "note": gettext_lazy("Hinweis"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One remark: `level` is refused (the row or file was not taken), warning or note; `line` counts from 1."""

    level: str
    line: int | None
    column: str
    value: str
    reason: str

    def words(self):
        """One line for a person."""
        where = [_("Zeile %(line)s") % {"line": self.line}] if self.line else []
        where += [_("Spalte „%(column)s“") % {"column": self.column}] if self.column else []
        where += [f"„{self.value}“"] if self.value else []
        return ", ".join(where) + (": " if where else "") + self.reason


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field someone keeps by hand, for which the list says something else; `value` is the list's word."""

    offer_id: int
    field: str
    value: Any


@dataclass
class Report:
    """Counts of rows and the faults in the order they were found."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    published: int = 0
    providers_created: int = 0
    marked_missing: int = 0
    unlisted: int = 0
    file: str = ""
    dry_run: bool = False
    failed: bool = False
    faults: list[Fault] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def changes(self):
        """How many offers are different from before; a second import of the same file gives 0."""
        return self.created + self.changed + self.marked_missing

    @property
    def accepted(self):
        return self.created + self.changed + self.unchanged

    @property
    def warnings(self):
        return self._count("warning")

    @property
    def notes(self):
        return self._count("note")

    def _count(self, level):
        return sum(fault.level == level for fault in self.faults)

    def refuse(self, line, column, value, reason):
        """A row that is not taken."""
        self.refused += 1
        self._add("refused", line, column, value, reason)

    def warn(self, line, column, value, reason):
        """Something of a row that is not taken or was changed."""
        self._add("warning", line, column, value, reason)

    def note(self, reason, line=None):
        """Something worth knowing about the whole file."""
        self._add("note", line, "", "", reason)

    def fail(self, fault):
        """The file as a whole is not taken: keep the reason and forget what was undone."""
        self.failed = True
        self.created = self.changed = self.unchanged = self.published = 0
        self.providers_created = self.marked_missing = 0
        self._add("refused", fault.line, "", "", str(fault))

    def _add(self, level, line, column, value, reason):
        if len(self.faults) >= MAX_FAULTS:
            self.unlisted += 1
            return
        self.faults.append(Fault(level, line, column, shortened(value), str(reason)))

    def figures(self):
        """Label and number of each count, in reading order."""
        return (
            (_("Zeilen gelesen"), self.read),
            (_("neu"), self.created),
            (_("geändert"), self.changed),
            (_("unverändert"), self.unchanged),
            (_("nicht übernommen"), self.refused),
            (_("veröffentlicht"), self.published),
            (_("neue Anbieter"), self.providers_created),
            (_("fehlen in der Datei, zu prüfen"), self.marked_missing),
            (_("Warnungen"), self.warnings),
        )

    def write(self, path):
        """Write the faults as CSV, or everything as JSON where the name ends so. Raises OSError."""
        if path.suffix.lower() == ".json":
            path.write_text(json.dumps(self._everything(), ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            self._write_csv(path)

    def _everything(self):
        properties = {"changes": self.changes, "warnings": self.warnings}
        return properties | {name: value for name, value in asdict(self).items() if name != "conflicts"}

    def _write_csv(self, path):
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow([_("Stufe"), _("Zeile"), _("Spalte"), _("Wert"), _("Grund")])
            for fault in self.faults:
                cells = (LEVELS[fault.level], fault.line or "", fault.column, fault.value, fault.reason)
                writer.writerow([safe_cell(str(cell)) for cell in cells])
