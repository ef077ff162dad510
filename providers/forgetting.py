"""Deletion dates of what people said about offers, and of the contacts in old versions of entries."""

from datetime import timedelta

from portal.core.retention import rule

from .models import CaseMessage, Offer, OfferChange, Provider
from .submission import OVER

YEAR = timedelta(days=365)
CONTACTS = {
    Offer: ("contact_name", "contact_email", "contact_phone"),
    Provider: ("contact_person", "email", "phone"),
}


@rule("Fragen, Antworten und Notizen zu Angeboten, die seit einem Jahr nicht mehr im Portal stehen")
def delete_messages(now):
    over = CaseMessage.objects.filter(offer__status__in=OVER, offer__changed_at__lt=now - YEAR)
    return over.delete()[0]


@rule("Entschiedene Änderungen an Angeboten, nach einem Jahr")
def delete_changes(now):
    return OfferChange.objects.filter(decided_at__lt=now - YEAR).delete()[0]


@rule("Personen und Adressen in alten Fassungen von Anbietern und Angeboten, nach zwei Jahren")
def empty_old_versions(now):
    return sum(_emptied(model, names, now - 2 * YEAR) for model, names in CONTACTS.items())


def _emptied(model, names, before):
    """The version stays, so that it is known who changed what when."""
    blank = dict.fromkeys(names, "")
    return model.history.filter(history_date__lt=before).exclude(**blank).update(**blank)
