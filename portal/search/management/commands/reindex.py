"""`manage.py reindex`: build the search index anew, or work off the list of changes."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.search import index


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf; mit --pending wird nur nachgeholt, was sich geändert hat."

    def add_arguments(self, parser):
        parser.add_argument("--pending", action="store_true", help="nur die Liste der Änderungen abarbeiten")

    def handle(self, *args, pending, verbosity, **options):
        say = self._say if verbosity > 1 else None
        done = index.catch_up(say) if pending else index.rebuild(say)
        self.stdout.write(_("%(count)s Einträge geschrieben.") % {"count": done})

    def _say(self, done):
        self.stdout.write(str(done))
