"""`import_council FILES…`: a council's members as unpublished example bodies, to try the networks with many seats."""

from django.core.management.base import BaseCommand, CommandError

from networks import council


class Command(BaseCommand):
    help = "Mitglieder eines Stadtrats (CSV) als unveröffentlichte Beispiel-Gremien einlesen, für Versuche."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="DATEI")

    def handle(self, *, files, **_options):
        for path in files:
            try:
                report = council.take(council.read(path))
            except council.NotAList as error:
                raise CommandError(f"{path}: {error}") from error
            for problem in report.problems:
                self.stderr.write(problem)
            self.stdout.write(f"{path}: {report.bodies} Gremien, {report.seats} Sitze")
