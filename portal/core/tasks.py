"""Jobs and deletion dates of the ground floor."""

from django.contrib.sessions.models import Session

from . import guards, outbox, retention
from .jobs import daily

# Imported for the rules they bring.
RULES_OF = (guards, outbox)


@daily(3, 20)
def keep_deletion_dates():
    retention.delete_what_is_over()


@retention.rule("Abgelaufene Anmeldungen")
def delete_sessions(now):
    return Session.objects.filter(expire_date__lt=now).delete()[0]
