"""`manage.py confirm_offers`: ask for confirmation, hide and archive what nobody confirms, as of any day."""

from datetime import date

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from providers import ladder


class Command(BaseCommand):
    help = "Fragt, ob Angebote noch stimmen; der Worker tut dasselbe jeden Morgen."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="so tun, als wäre dieser Tag (JJJJ-MM-TT)")
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was geschähe")

    def handle(self, *args, on=None, dry_run=False, **options):
        on = on or timezone.localdate()
        with transaction.atomic():
            asked, hidden, archived = ladder.run(on)
            for begun in asked:
                self._tell(begun)
            transaction.set_rollback(dry_run)
        self.stdout.write(
            _("%(day)s: %(asked)s Nachfragen, %(hidden)s Angebote verborgen, %(archived)s archiviert.")
            % {"day": on.isoformat(), "asked": len(asked), "hidden": hidden, "archived": archived}
        )
        if dry_run:
            self.stdout.write(_("Probelauf: Nichts wurde verschickt oder verändert."))

    def _tell(self, begun):
        self.stdout.write(f"{begun.provider}:")
        for reminder in begun.reminders.select_related("offer"):
            self.stdout.write(f"  {reminder.offer} ({reminder.get_step_display()})")
