"""load_holidays [FILE]: school holidays and public holidays from CSV."""

from django.core.management.base import BaseCommand, CommandError

from providers import holidays


class Command(BaseCommand):
    help = "Lädt Ferien und Feiertage; was schon da ist, bleibt. Ohne Datei: die mitgelieferten für Sachsen-Anhalt."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            nargs="?",
            default=holidays.SHIPPED,
            help="CSV mit den Spalten " + ", ".join(holidays.COLUMNS) + ".",
        )

    def handle(self, *, file, **options):
        try:
            found = holidays.read(file)
        except holidays.BadHolidays as error:
            raise CommandError(error) from error
        added = holidays.load(found)
        self.stdout.write(f"{len(found)} Zeilen gelesen, {added} neu.")
