"""`manage.py reindex`: build the search index anew, catch up with changes, or compare it with the tables."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.search import audit, index

SHOWN = 20


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf. Mit --pending, --check oder --mend bleibt er stehen und wird nur gepflegt."

    def add_arguments(self, parser):
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--pending", action="store_true", help="nur die Liste der Änderungen abarbeiten")
        way.add_argument(
            "--check", action="store_true", help="Einträge nennen, die von den Tabellen abweichen"
        )
        way.add_argument("--mend", action="store_true", help="abweichende Einträge nennen und neu schreiben")

    def handle(self, *args, pending, check, mend, verbosity, **options):
        say = self._say if verbosity > 1 else None
        if check or mend:
            self._compare(mend)
            return
        done = index.catch_up(say) if pending else index.rebuild(say)
        self.stdout.write(_("%(count)s Einträge geschrieben.") % {"count": done})

    def _compare(self, mend):
        found = list(audit.differences())
        for row in found[:SHOWN]:
            self.stdout.write(f"{row.kind} {row.object_id}: {row.fault}")
        count = ngettext("%(count)d Eintrag weicht ab.", "%(count)d Einträge weichen ab.", len(found))
        self.stdout.write(count % {"count": len(found)})
        if mend and found:
            audit.mend(found)
            self.stdout.write(_("%(count)s Einträge geschrieben.") % {"count": index.catch_up()})

    def _say(self, done):
        self.stdout.write(str(done))
