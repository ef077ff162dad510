"""The analysis as a job: asked for by a person or by the night, worked off by the worker, kept as a snapshot."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.retention import rule

from ..models import NetworkSnapshot
from . import findings, reading

KIND = NetworkSnapshot.Kind.ANALYSIS
KEPT = 13  # results, so that one can compare with a year of months


def latest():
    """The last finished analysis or None."""
    return NetworkSnapshot.objects.finished().filter(kind=KIND).first()


def pending():
    """The analysis that is asked for and not worked out yet, or None."""
    return NetworkSnapshot.objects.filter(kind=KIND, computed_at=None).order_by("asked_at").first()


@transaction.atomic
def ask():
    """Ask for a new analysis; who asks twice waits for the same one."""
    known = NetworkSnapshot.objects.select_for_update().filter(kind=KIND, computed_at=None).first()
    return known or NetworkSnapshot.objects.create(kind=KIND, progress=_("wartet auf den nächsten Durchlauf"))


def work_off():
    """Work out what is asked for; returns how many."""
    found = list(NetworkSnapshot.objects.waiting().filter(kind=KIND))
    for snapshot in found:
        compute(snapshot)
    return len(found)


def compute(snapshot):
    """Work out one analysis; its progress can be read meanwhile."""
    snapshot.begun_at = timezone.now()
    _say(snapshot, _("liest Netzwerke und Sitze"))
    world, steps = reading.world(), list(findings.QUESTIONS)

    def say(name):
        place = {"step": steps.index(name) + 1, "steps": len(steps)}
        _say(snapshot, _("rechnet, Schritt %(step)s von %(steps)s") % place)

    snapshot.data = findings.answers(world, say) | {"size": _size(world)}
    snapshot.computed_at, snapshot.progress = timezone.now(), ""
    snapshot.save()
    return snapshot


def _say(snapshot, words):
    snapshot.progress = words
    snapshot.save(update_fields=["progress", "begun_at"])


def _size(world):
    running = world.running
    return {
        "bodies": len(world.bodies),
        "houses": len({seat.house for seat in running}),
        "seats": len(running),
        "people": len({seat.person for seat in running if seat.person}),
    }


@rule("Auswertungen der Netzwerke: die letzten 13 bleiben")
def delete_old(now):
    finished = NetworkSnapshot.objects.finished().filter(kind=KIND)
    kept = list(finished.values_list("pk", flat=True)[:KEPT])
    return finished.exclude(pk__in=kept).delete()[0]
