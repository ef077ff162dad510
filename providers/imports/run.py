"""One import from file to report: all of it or, when anything breaks, nothing."""

import logging
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from . import formats
from .cells import Cells
from .drafts import draft_of, identity_of
from .missing import confirm_seen, mark_missing
from .report import Report
from .rows import FileFault
from .text import shortened
from .vocabulary import Vocabulary
from .writer import Writer

BATCH = 500
# Any number will do as long as nothing else in the database uses it.
_LOCK = 7_102_026_017
_LONGEST_WAIT = "30s"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """How to import. `provider` takes every row, whatever its own cell says; `by` is who started it, if anyone.

    `source` binds every row to one source of that provider: no cell reaches offers of another source or provider.
    `check_changes`: published offers that change are marked for staff. `wait` for another import instead of giving up.
    """

    provider: Any = None
    format: str = "auto"
    dry_run: bool = False
    publish: bool = False
    complete: bool = False
    all_or_nothing: bool = False
    limits: formats.Limits = formats.Limits()
    by: Any = None
    source: str = ""
    check_changes: bool = False
    wait: bool = False


def import_file(path, options=None, progress=lambda read, share: None):
    """Import the offers of a file and return the Report; `report.failed` says that nothing was written.

    `progress(rows, share)` is called after each batch; share is from 0 to 1, or None where unknown.
    """
    options = options or Options()

    def rows(report):
        return formats.read(path, report, name=options.format, limits=options.limits)

    return import_rows(rows, path.name, options, progress)


def import_rows(rows, name, options, progress=lambda read, share: None):
    """Import what `rows(report)` yields, as `import_file` does; `name` is what reports and history call the list."""
    report = Report(file=shortened(name, 120), dry_run=options.dry_run)
    try:
        with transaction.atomic():
            _one_at_a_time(options.wait)
            _Run(rows, options, report, progress).all()
            if options.dry_run:
                transaction.set_rollback(True)
    except FileFault as fault:
        report.fail(fault)
    except OSError as error:
        report.fail(FileFault(_("Die Datei lässt sich nicht lesen: %(error)s") % {"error": error.strerror}))
    except DatabaseError as error:
        _log.debug("import of %s", report.file, exc_info=True)
        reason = _("Die Datenbank hat abgebrochen: %(error)s") % {"error": shortened(error, 300)}
        report.fail(FileFault(reason))
    return report


def _one_at_a_time(wait):
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SET LOCAL lock_timeout = %s", [_LONGEST_WAIT])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            return
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise FileFault(_("Gerade läuft ein anderer Import. Warten Sie, bis er fertig ist."))


class _Run:
    def __init__(self, rows, options, report, progress):
        self.rows, self.options, self.report, self.progress = rows, options, report, progress
        self.reason = _("Import aus „%(file)s“") % {"file": report.file}
        self.lines = {}
        self.identified = 0
        self.source = options.provider.slug if options.provider else ""

    def all(self):
        rows = self.rows(self.report)
        vocabulary = Vocabulary(self.report)
        options = self.options
        writer = Writer(self.report, options, self.reason)
        for batch in batched(rows, BATCH):
            drafts = [draft for row in batch if (draft := self._draft(row, vocabulary))]
            if drafts:
                writer.write(drafts)
            self.progress(self.report.read, batch[-1].share)
        self._check_result()
        if options.complete:
            self._mark_missing()
        confirm_seen(self.lines)

    def _draft(self, row, vocabulary):
        cells = Cells(row, self.report)
        identity = identity_of(cells, self.source, bound=self.options.source)
        if identity is None:
            self.report.refuse(row.line, "id", cells.line("title"), _("Die Kennung fehlt."))
            return None
        self.identified += 1
        if first := self.lines.get(identity):
            reason = _(
                "Quelle und Kennung stehen schon in Zeile %(first)s. Es gilt die erste Zeile, diese nicht."
            )
            self.report.refuse(row.line, "id", identity[1], reason % {"first": first})
            return None
        self.lines[identity] = row.line
        draft = draft_of(cells, identity, vocabulary)
        if draft is None:
            self.report.refuse(row.line, "title", identity[1], _("Der Titel fehlt."))
        return draft

    def _check_result(self):
        if not self.report.read:
            raise FileFault(_("Unter der Kopfzeile steht kein Angebot."))
        if not self.report.accepted:
            raise FileFault(_("Keine Zeile konnte übernommen werden."))
        if self.options.all_or_nothing and self.report.refused:
            raise FileFault(_("Wegen der genannten Zeilen wurde nichts übernommen, wie verlangt."))

    def _mark_missing(self):
        if self.identified < self.report.read:
            self.report.note(_("Zeilen ohne Kennung: Darum wurde nicht geprüft, was in der Datei fehlt."))
            return
        options = self.options
        self.report.marked_missing = mark_missing(
            self.lines, by=options.by, reason=self.reason, ended=not options.source
        )
