"""What may stand in a programme, and what its readers are told when it changes after its publication."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import publication, registration
from .models import Event, ProgrammeItem
from .wording import moment_words

_WATCHED = ("title", "starts_at", "ends_at", "room_id", "status")


class ProgrammeRefused(Exception):
    """An item clashes with the rest of the programme; ``reasons`` are for the person."""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def is_within_the_event(item, _speakers):
    event = item.event
    if item.starts_at >= event.starts_at and item.ends_at <= event.ends_at:
        return ""
    return _("Die Veranstaltung dauert nur so lange: %(when)s. Ändern Sie zuerst ihre Zeiten.") % {
        "when": moment_words(event)
    }


def room_is_free(item, _speakers):
    if item.room_id is None:
        return ""
    other = _beside(item).filter(room=item.room_id).first()
    return other and _("Der Raum „%(room)s“ ist dann belegt: „%(other)s“, %(when)s.") % {
        "room": item.room.name,
        "other": other,
        "when": moment_words(other),
    }


def speakers_are_free(item, speakers):
    found = _beside(item).filter(speakers__in=speakers).prefetch_related("speakers").first()
    if found is None:
        return ""
    person = next(person for person in found.speakers.all() if person in speakers)
    return _("%(person)s wirkt dann schon mit bei „%(other)s“, %(when)s.") % {
        "person": person.name,
        "other": found,
        "when": moment_words(found),
    }


PROGRAMME_RULES = (is_within_the_event, room_is_free, speakers_are_free)


def _beside(item):
    """Items of the same event that take place while this one does."""
    others = item.event.items.taking_place().exclude(pk=item.pk)
    return others.filter(starts_at__lt=item.ends_at, ends_at__gt=item.starts_at).order_by("starts_at", "pk")


def clashes(item, speakers=()):
    """Why the item cannot stand so in the programme, one sentence a rule; an item that is off clashes with nothing."""
    if item.status == ProgrammeItem.Status.CANCELLED:
        return []
    return [reason for rule in PROGRAMME_RULES if (reason := rule(item, list(speakers)))]


@transaction.atomic
def save_item(item, *, speakers=None):
    """Save an item that clashes with nothing, else raise ProgrammeRefused.

    ``speakers`` are those it will have, where they are saved afterwards. Once the programme is public, a change of
    title, time, room or state is marked for its readers and kept as a version.
    """
    event = Event.objects.select_for_update(no_key=True).get(pk=item.event_id)
    if speakers is None:
        speakers = item.speakers.all() if item.pk else ()
    if reasons := clashes(item, speakers):
        raise ProgrammeRefused(reasons)
    before = ProgrammeItem.objects.select_related("room").filter(pk=item.pk).first()
    is_news = event.programme_published_at is not None and mark_change(before, item)
    item.save()
    registration.fill(event)
    if is_news:
        publication.publish_programme(event, note=f"{item}: {item.change_note}"[:300])
    return item


def mark_change(before, item):
    """Tell readers of a public programme what is new; ``before`` is the saved row, None for a new item.

    True where something changed that they rely on. What the organisers wrote about the change stands.
    """
    if before and all(getattr(before, name) == getattr(item, name) for name in _WATCHED):
        return False
    item.changed_after_publication_at = timezone.now()
    if not item.change_note or (before and item.change_note == before.change_note):
        item.change_note = _change_words(before, item)[:300]
    return True


def _change_words(before, item):
    if before is None:
        return _("Neu im Programm")
    if before.status != item.status:
        return _("Fällt aus") if item.status == ProgrammeItem.Status.CANCELLED else _("Findet doch statt")
    if (before.starts_at, before.ends_at) != (item.starts_at, item.ends_at):
        return _("Geändert, bisher: %s") % moment_words(before)
    if before.room_id != item.room_id:
        return _("Anderer Raum, bisher: %s") % (before.room.name if before.room else _("kein Raum"))
    return _("Neuer Titel, bisher: %s") % before.title
