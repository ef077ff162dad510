"""Take the programme of an event over: `import_programme schedule.json --event bildungskonferenz` or `--new`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.exchange import run
from events.exchange.plan import MOST_BYTES, PlanFault
from events.models import Event


class Command(BaseCommand):
    help = "Liest ein Programm aus einer Datei ein (schedule JSON oder XML von frab und pretalx, iCalendar)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="die Datei mit dem Programm")
        goal = parser.add_mutually_exclusive_group(required=True)
        goal.add_argument("--event", metavar="SLUG", help="Die Veranstaltung, zu der das Programm gehört.")
        goal.add_argument("--new", action="store_true", help="Legt eine neue Veranstaltung als Entwurf an.")

    def handle(self, *args, **options):
        try:
            plan = run.read(_bytes_of(options["file"]))
            report = (
                run.import_new(plan) if options["new"] else run.import_into(_event(options["event"]), plan)
            )
        except PlanFault as fault:
            raise CommandError(str(fault)) from fault
        for warning in report.warnings:
            self.stdout.write(_("Hinweis: %s") % warning)
        self.stdout.write(f"{report.event.slug}: {report.words()}")


def _bytes_of(path):
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("Die Datei lässt sich nicht lesen: %(path)s (%(error)s).")
            % {"path": path, "error": error.strerror}
        ) from error


def _event(slug):
    found = Event.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("Eine Veranstaltung mit dem Kürzel „%s“ gibt es nicht.") % slug)
    return found
