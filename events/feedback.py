"""Rückmeldungen without names: open from the beginning of the event until thirty days after it."""

from datetime import timedelta

from django.db.models import Avg, Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Event

OPEN_FOR = timedelta(days=30)
# Smaller groups could be recognised.
LEAST_SHOWN = 10
TEXTS = (
    ("good", gettext_lazy("Was war gut?")),
    ("better", gettext_lazy("Was geht besser?")),
    ("wishes", gettext_lazy("Gewünschte Themen")),
)


def is_open(event, now=None):
    now = now or timezone.now()
    is_held = event.status == Event.Status.PUBLISHED
    return is_held and event.starts_at <= now <= event.ends_at + OPEN_FOR


def figures(event):
    """(number, mean grade) of all forms."""
    found = event.feedback.aggregate(number=Count("pk"), mean=Avg("grade"))
    return found["number"], found["mean"]


def public_words(event):
    """What everybody may know, once something is released: figures of fewer than ten people are not shown."""
    number, mean = figures(event)
    if number < LEAST_SHOWN:
        return _("Weniger als 10 Rückmeldungen: Die Noten zeigen wir nicht.")
    return _("%(number)d Rückmeldungen, im Mittel Note %(mean)s von 5 (5 ist sehr gut).") % {
        "number": number,
        "mean": f"{mean:.1f}".replace(".", ","),
    }


def shown_figure(number):
    """How many were there, where they are too many to be recognised, else None."""
    return number if number and number >= LEAST_SHOWN else None


def attended_words(number):
    """„124 Menschen waren dabei.“; fewer than ten are not told exactly."""
    if not number:
        return ""
    if number < LEAST_SHOWN:
        return _("Weniger als 10 Menschen waren dabei.")
    return ngettext("%d Mensch war dabei.", "%d Menschen waren dabei.", number) % number


def released_texts(event):
    """[(question, answers)] that the organisers have released."""
    rows = list(event.feedback.filter(is_released=True))
    found = [(label, [getattr(row, name) for row in rows if getattr(row, name)]) for name, label in TEXTS]
    return [(label, texts) for label, texts in found if texts]


def release(event, numbers):
    """Show the texts of these forms, and only these."""
    event.feedback.update(is_released=False)
    event.feedback.filter(pk__in=numbers).update(is_released=True)
