"""load_districts FILE: districts of a city from GeoJSON."""

from django.core.management.base import BaseCommand, CommandError

from providers import districts


class Command(BaseCommand):
    help = "Legt Stadtteile aus einer GeoJSON-Datei an und erneuert die Umrisse schon bekannter."

    def add_arguments(self, parser):
        parser.add_argument("file", help="GeoJSON in WGS 84; je Fläche die Eigenschaft „name“, gern „code“.")

    def handle(self, *, file, **options):
        try:
            outlines = districts.read(file)
        except districts.BadOutlines as error:
            raise CommandError(error) from error
        added = districts.load(outlines)
        self.stdout.write(f"{len(outlines)} Stadtteile gelesen, {added} neu.")
