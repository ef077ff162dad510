"""Pages around registering: how many come, the form, what becomes of the data."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import places, privacy, wording
from events.forms.registration import GroupSizeForm, PeopleNumberForm
from events.models import Event


def event_words(event):
    """Title, time and place of an event, for pages that are about something else."""
    return {
        "title": event.title,
        "url": event.get_absolute_url(),
        "when": wording.when_words(event),
        "place": wording.place_words(event),
        "cancelled": _cancelled(event),
    }


def _cancelled(event):
    if event.status != Event.Status.CANCELLED:
        return ""
    return " ".join([_("Die Veranstaltung ist abgesagt."), event.cancelled_reason]).strip()


def crumbs(event, here):
    return [
        (_("Veranstaltungen"), reverse("events:list")),
        (event.title, event.get_absolute_url()),
        (here, ""),
    ]


class Start:
    """The first question; ``size`` is None until it has been answered well."""

    def __init__(self, query, event):
        self.event = event
        is_group = "schueler" in query or "erwachsene" in query
        is_people = "personen" in query and not is_group
        self.people = PeopleNumberForm(query if is_people else None, event=event)
        self.group = GroupSizeForm(query if is_group else None, event=event)
        asked = self.group if is_group else self.people
        self.size = asked.size if asked.is_valid() else None
        self.asked = asked if is_group or is_people else None

    def context(self, closed):
        return {
            "head": event_words(self.event),
            "crumbs": crumbs(self.event, _("Anmelden")),
            "closed": closed,
            "people": self.people,
            "group": self.group if self.event.most_people > 1 else None,
            "asked": self.asked,
            "places": () if closed else places_badge(places.free_at(self.event)),
        }


def places_badge(free):
    """(tone, symbol, words) of the event's places; empty without limit."""
    if free is None:
        return ()
    if free == 0:
        return ("warn", "clock", _("Ausgebucht: Sie kommen auf die Warteliste"))
    return ("good", "seat", ngettext("Noch %d Platz", "Noch %d Plätze", free) % free)


def form_context(event, forms):
    number = forms.number
    return {
        "head": event_words(event),
        "crumbs": crumbs(event, _("Anmelden")),
        "forms": forms,
        "places": places_badge(forms.free),
        "line_words": _line_words(forms),
        "needs_approval": event.registration == Event.Registration.APPROVAL,
        "kept": privacy.dates(event),
        "submit": ngettext("%d Person anmelden", "%d Personen anmelden", number) % number,
    }


def _line_words(forms):
    """What happens where the places do not reach for all, said before anything is sent."""
    if forms.free is None or forms.free >= forms.number:
        return ""
    if forms.free == 0:
        return _(
            "Alle Plätze sind vergeben. Sie stehen auf der Warteliste und rücken nach, sobald ein Platz frei wird."
        )
    return _(
        "Es sind nicht mehr genug Plätze für alle da. Wer keinen bekommt, steht auf der Warteliste. "
        "Möchten Sie nur alle zusammen kommen, kreuzen Sie das unten an."
    )
