"""States of an event as badges: (tone, symbol, words) for components/tag.html."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Event


def badges(event, *, free=None, now=None):
    """What a reader must know first; ``free`` is the number of places left, None without limit."""
    now = now or timezone.now()
    found = [each for each in (_course(event, now), _visibility(event), _date(event)) if each]
    if event.has_record:
        found.append(("good", "eye", _("Dokumentation liegt vor")))
    if can_register(event, now):
        found.append(_places(free))
    return found


def can_register(event, now=None):
    """As `open_for_registration`, for a row at hand."""
    now = now or timezone.now()
    begun = event.registration_opens_at is None or event.registration_opens_at <= now
    is_here = event.registration in (Event.Registration.OPEN, Event.Registration.APPROVAL)
    closes = event.registration_closes_at or event.starts_at
    return begun and is_here and now < closes and event.status == Event.Status.PUBLISHED


def _course(event, now):
    if event.status == Event.Status.CANCELLED:
        return ("bad", "close", _("Abgesagt"))
    if event.ends_at < now:
        return ("", "history", _("Vorbei"))
    return ("note", "clock", _("Läuft gerade")) if event.starts_at <= now else None


def _visibility(event):
    if event.visibility == Event.Visibility.MEMBERS:
        return ("", "network", _("Nur für Mitglieder"))
    return None


def _date(event):
    return None if event.is_date_confirmed else ("warn", "question", _("Datum unbestätigt"))


def _places(free):
    if free is None:
        return ("good", "check", _("Anmeldung offen"))
    if free == 0:
        return ("warn", "clock", _("Ausgebucht, Warteliste offen"))
    return ("good", "seat", _("Noch %d Plätze") % free if free > 1 else _("Noch 1 Platz"))
