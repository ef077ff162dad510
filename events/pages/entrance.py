"""The list at the entrance."""

from django.utils import timezone
from django.utils.translation import gettext as _

from events import checkin
from events.models import PlaceStatus
from events.organising import people_of

from .managing import person_words


def context(event, code, *, asked, name):
    """Everybody with a place whose name or school holds ``name``, and whom a scanned code stands for."""
    people = [person for person in people_of(event) if person.status == PlaceStatus.CONFIRMED]
    found = list(checkin.people_behind(event, code)) if code else []
    rows = [_row(person, number) for number, person in enumerate(people, 1)]
    return {
        "rows": [row for row in rows if name.casefold() in f"{row['name']} {row['more']}".casefold()],
        "name": name,
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


def _names(people):
    """Up to four names; a larger group by who registered it."""
    names, registration = [each.name for each in people if each.name], people[0].registration
    if names and len(people) <= 4:
        return ", ".join(names)
    return ", ".join(part for part in (registration.name, registration.group_name) if part)


def _scanned(people):
    """(words, codes to mark): one person or a whole group; no codes where nobody can be let in."""
    ready = [each for each in people if each.status == PlaceStatus.CONFIRMED]
    if not people:
        return {"words": _("Zu diesem Code gibt es hier keine Anmeldung."), "codes": []}
    if not ready:
        return {"words": _("Ohne Platz: %s") % people[0].get_status_display(), "codes": []}
    missing = [each for each in ready if each.checked_in_at is None]
    names = _names(ready)
    if not missing:
        return {"words": _("%s: schon da.") % names, "codes": []}
    return {"words": names, "codes": [each.code for each in missing], "number": len(missing)}
