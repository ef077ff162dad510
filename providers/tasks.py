"""Jobs of the providers' room, and the deletion dates of what it keeps."""

from django.utils import timezone

from portal.core.jobs import daily, every

from . import cases, claims, confirmation, counts, forgetting, ladder, submission, team
from .bulk import importing
from .reports import reporting
from .sources import following

# Imported for the rules they bring.
RULES_OF = (cases, claims, confirmation, counts, forgetting, importing, submission, reporting, team)


@daily(6, 10)
def ask_for_confirmation():
    ladder.run()


@daily(3, 40)
def fold_counts():
    counts.fold(timezone.now())


@every(seconds=5)
def import_waiting_lists():
    importing.import_waiting()


@every(minutes=1)
def follow_sources():
    following.follow_due()
