"""The list at the entrance."""

from django.utils import timezone
from django.utils.translation import gettext as _

from events import checkin
from events.models import PlaceStatus
from events.organising import people_of

from .managing import person_words


def context(event, code, *, asked):
    """Everybody with a place, and whom a scanned code stands for."""
    people = [person for person in people_of(event) if person.status == PlaceStatus.CONFIRMED]
    found = list(checkin.people_behind(event, code)) if code else []
    return {
        "rows": [_row(person, number) for number, person in enumerate(people, 1)],
        "there": sum(person.checked_in_at is not None for person in people),
        "number": len(people),
        "scanned": _scanned(found) if asked else None,
    }


def _row(person, number):
    registration = person.registration
    origin = [registration.organisation, registration.group_name]
    if person.name != registration.name:
        origin.append(registration.name)
    arrived = person.checked_in_at and timezone.localtime(person.checked_in_at)
    return {
        "code": person.code,
        "name": person_words(person, number),
        "more": ", ".join(part for part in origin if part),
        "needs": person.needs,
        "arrived": _("da seit %s Uhr") % f"{arrived:%-H:%M}" if arrived else "",
    }


def _scanned(people):
    """(words, codes to mark): one person or a whole group; no codes where nobody can be let in."""
    ready = [each for each in people if each.status == PlaceStatus.CONFIRMED]
    if not people:
        return {"words": _("Zu diesem Code gibt es hier keine Anmeldung."), "codes": []}
    if not ready:
        return {"words": _("Ohne Platz: %s") % people[0].get_status_display(), "codes": []}
    missing = [each for each in ready if each.checked_in_at is None]
    names = ", ".join(each.name for each in ready if each.name) or ready[0].registration.name
    if not missing:
        return {"words": _("%s: schon da.") % names, "codes": []}
    return {"words": names, "codes": [each.code for each in missing], "number": len(missing)}
