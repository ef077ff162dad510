"""What waits for the team in the networks."""

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.models import ContactNote, Measure, Membership, Network


def rows():
    """The rows of each kind of open work, for `counting.counted`."""
    vacant = Membership.objects.current().vacant()
    return {
        "founded": Network.objects.filter(is_public=False),
        "follow_ups": ContactNote.objects.to_follow_up(),
        "overdue_measures": Measure.objects.overdue(),
        "vacant": vacant.filter(network__state=Network.State.ACTIVE),
    }


def tasks(numbers):
    """(number, words, address, action, hint) of each kind, the most pressing first."""
    networks, seats = (reverse(f"admin:networks_{name}_changelist") for name in ("network", "membership"))
    notes, measures = (reverse(f"admin:networks_{name}_changelist") for name in ("contactnote", "measure"))
    return [
        (numbers["founded"], _("Netzwerke warten auf Veröffentlichung"), f"{networks}?is_public__exact=0",
         _("Prüfen"), ""),
        (numbers["follow_ups"], _("Einrichtungen warten auf Ihre Rückmeldung"), f"{notes}?melden=faellig",
         _("Ansehen"), _("nach einem Besuch oder Gespräch vereinbart")),
        (numbers["overdue_measures"], _("Maßnahmen sind überfällig"), f"{measures}?frist=ueberfaellig",
         _("Ansehen"), ""),
        (numbers["vacant"], _("Sitze in Netzwerken sind ohne Person"), f"{seats}?sitz=ohne-person", _("Ansehen"),
         _("fragen Sie in der Einrichtung nach, wer nachfolgt")),
    ]  # fmt: skip
