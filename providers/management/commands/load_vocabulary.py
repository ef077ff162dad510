"""load_vocabulary [FILE]: add missing terms of the vocabulary."""

from django.core.management.base import BaseCommand, CommandError

from providers import vocabulary


class Command(BaseCommand):
    help = "Legt fehlende Begriffe des Vokabulars an. Was schon da ist, bleibt unverändert."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", default=vocabulary.FIRST_WORDS, help="JSON-Datei; sonst die mitgelieferte."
        )

    def handle(self, *, file, **options):
        try:
            added = vocabulary.load(vocabulary.read(file))
        except vocabulary.BadVocabulary as error:
            raise CommandError(error) from error
        self.stdout.write(f"{added} Begriffe angelegt.")
