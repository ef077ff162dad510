"""Import offers from a file: `import_offers angebote.csv --dry-run`, then without."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import followups
from providers.imports import formats
from providers.imports.report import LEVELS
from providers.imports.run import Options, import_file
from providers.imports.template import write_template
from providers.models import Provider
from providers.wording import number_words

SHOWN_OF_A_KIND = 10
# Without a terminal a line is kept: fewer of them.
ROWS_BETWEEN_LINES = 1000


class Command(BaseCommand):
    help = (
        "Liest Bildungsangebote aus einer Datei (CSV, XLSX, Open-vhs, JSON, iCalendar). "
        "Zuerst mit --dry-run: Es wird nichts gespeichert."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="die Datei mit den Angeboten")
        parser.add_argument("--provider", metavar="SLUG", help="Alle Zeilen gehören zu diesem Anbieter.")
        parser.add_argument("--format", choices=["auto", *formats.FORMATS], default="auto")
        parser.add_argument("--dry-run", action="store_true", help="Prüft alles und speichert nichts.")
        parser.add_argument(
            "--publish", action="store_true", help="Veröffentlicht neue Angebote und Anbieter."
        )
        parser.add_argument(
            "--complete",
            action="store_true",
            help="Die Datei ist die ganze Liste der Quelle: Was fehlt, wird zum Prüfen markiert.",
        )
        parser.add_argument(
            "--all-or-nothing",
            action="store_true",
            help="Speichert nichts, wenn auch nur eine Zeile nicht passt.",
        )
        parser.add_argument(
            "--report", type=Path, metavar="DATEI", help="Schreibt den Bericht als .csv oder .json."
        )
        parser.add_argument(
            "--max-mb", type=int, default=formats.DEFAULT_MAX_MB, help="Größe, die erlaubt ist."
        )
        parser.add_argument(
            "--template", type=Path, metavar="DATEI", help="Schreibt die leere Vorlage als .csv oder .xlsx."
        )

    def handle(self, *args, **options):
        if options["template"]:
            self._write_template(options["template"])
        elif options["file"]:
            self._import(options)
        else:
            raise CommandError(_("Nennen Sie eine Datei, zum Beispiel: import_offers angebote.csv --dry-run"))

    def _write_template(self, path):
        try:
            write_template(path)
        except FileExistsError as error:
            raise CommandError(_("„%(path)s“ gibt es schon.") % {"path": path}) from error
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Vorlage geschrieben: %(path)s") % {"path": path})

    def _import(self, options):
        chosen = Options(
            provider=_provider(options["provider"]),
            limits=formats.Limits(size=options["max_mb"] * 1024 * 1024),
            **{
                name: options[name] for name in ("format", "dry_run", "publish", "complete", "all_or_nothing")
            },
        )
        try:
            report = import_file(options["file"], chosen, self._progress())
        except KeyboardInterrupt as error:
            raise CommandError(_("Abgebrochen. Es wurde nichts gespeichert.")) from error
        self._print(report)
        if options["report"]:
            self._save(report, options["report"])
        if report.failed:
            raise CommandError(
                _("Es wurde nichts gespeichert. %(reason)s") % {"reason": report.faults[-1].words()}
            )
        if report.changes and not report.dry_run:
            followups.run_after_bulk(self.stderr.write)

    def _progress(self):
        """A function that shows how far the import is: in place on a terminal, else a line now and then."""
        terminal = self.stderr.isatty()
        shown = 0

        def show(rows, share):
            nonlocal shown
            if not terminal and rows < shown + ROWS_BETWEEN_LINES:
                return
            shown = rows
            percent = f" ({share:.0%})".replace("%", " %") if share is not None else ""
            text = _("%(rows)s Zeilen%(percent)s") % {"rows": number_words(rows), "percent": percent}
            self.stderr.write(
                f"\r{text}" if terminal else text, lambda plain: plain, "" if terminal else "\n"
            )

        return show

    def _print(self, report):
        if self.stderr.isatty():
            self.stderr.write("")
        for (level, _column, _reason), faults in _grouped(report.faults).items():
            self._print_faults(faults, str(LEVELS[level]))
        title = (
            _("Probelauf, es wurde nichts gespeichert: %(file)s") if report.dry_run else _("Import: %(file)s")
        )
        self.stdout.write(title % {"file": report.file})
        for label, number in report.figures():
            self.stdout.write(f"  {label + ':':<34}{number_words(number):>9}")
        changes = ngettext("%(number)s Änderung", "%(number)s Änderungen", report.changes)
        self.stdout.write(changes % {"number": number_words(report.changes)})

    def _print_faults(self, faults, label):
        for fault in faults[:SHOWN_OF_A_KIND]:
            self.stdout.write(f"{label}: {fault.words()}")
        if len(faults) > SHOWN_OF_A_KIND:
            more = _("… und %(number)s weitere dieser Art; alle mit --report bericht.csv")
            self.stdout.write(f"{label} " + more % {"number": number_words(len(faults) - SHOWN_OF_A_KIND)})

    def _save(self, report, path):
        try:
            report.write(path)
        except OSError as error:
            reason = _("Der Bericht lässt sich nicht schreiben (%(error)s).")
            raise CommandError(reason % {"error": error.strerror}) from error
        self.stdout.write(_("Bericht: %(path)s") % {"path": path})


def _grouped(faults):
    """Faults by level, column and reason: refused rows first, then in the order of the file."""
    groups = {}
    for fault in sorted(faults, key=lambda fault: list(LEVELS).index(fault.level)):
        groups.setdefault((fault.level, fault.column, fault.reason), []).append(fault)
    return groups


def _provider(slug):
    if slug is None:
        return None
    provider = Provider.objects.filter(slug=slug).first()
    if provider is None:
        raise CommandError(_("Einen Anbieter mit dem Kürzel „%(slug)s“ gibt es nicht.") % {"slug": slug})
    return provider
