"""The drawing of all public networks as a job: kept with a fingerprint of what it shows.

A kept drawing is shown only while the fingerprint holds, so that a seat that ended or was withdrawn stands nowhere.
"""

from django.utils import timezone
from django.utils.safestring import mark_safe

from ..models import NetworkSnapshot
from . import drawing, facts

KIND = NetworkSnapshot.Kind.LANDSCAPE


def draw():
    """Draw anew where something changed; returns whether it did."""
    found, _networks = facts.read()
    if kept(found):
        return False
    data = {"svg": str(drawing.svg(found))}
    fresh = NetworkSnapshot.objects.create(
        kind=KIND, data=data, fingerprint=found.fingerprint, computed_at=timezone.now()
    )
    NetworkSnapshot.objects.filter(kind=KIND).exclude(pk=fresh.pk).delete()
    return True


def kept(found):
    """The kept drawing of exactly these facts, or ""."""
    rows = NetworkSnapshot.objects.filter(kind=KIND, fingerprint=found.fingerprint)
    data = rows.values_list("data", flat=True).first()
    return mark_safe(data["svg"]) if data else ""  # noqa: S308 - written by `draw` alone


def picture(found):
    """The kept drawing, else one made now."""
    return kept(found) or drawing.svg(found)
