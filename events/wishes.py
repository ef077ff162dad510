"""What people ask for when they register, and the rules a wish must keep."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Event, Participation


class RegistrationRefused(Exception):
    """The wish breaks a rule; ``messages`` are for the person."""

    def __init__(self, messages):
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a wish; ``items`` are the chosen items of the programme."""

    name: str = ""
    kind: str = Participation.Kind.ADULT
    age: int | None = None
    guardian: str = ""
    needs: str = ""
    answers: dict = field(default_factory=dict)
    items: tuple = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A filled form. ``token`` names the form: sent twice, it makes one registration."""

    name: str
    email: str
    people: tuple[Person, ...]
    token: str
    phone: str = ""
    organisation: str = ""
    group_name: str = ""
    answers: dict = field(default_factory=dict)
    is_together: bool = False


def event_is_published(event, wish, now):
    if event.status == Event.Status.CANCELLED:
        return _("Die Veranstaltung ist abgesagt.")
    if event.status != Event.Status.PUBLISHED:
        return _("Zu dieser Veranstaltung kann man sich nicht anmelden.")
    return ""


def window_is_open(event, wish, now):
    if event.registration not in (Event.Registration.OPEN, Event.Registration.APPROVAL):
        return _("Für diese Veranstaltung braucht es hier keine Anmeldung.")
    if event.registration_opens_at and now < event.registration_opens_at:
        return _("Die Anmeldung hat noch nicht begonnen.")
    closes = event.registration_closes_at or event.starts_at
    return _("Die Anmeldung ist beendet.") if now >= closes else ""


def somebody_comes(event, wish, now):
    return "" if wish.people else _("Geben Sie mindestens eine Person an.")


def not_too_many_people(event, wish, now):
    if len(wish.people) <= event.most_people:
        return ""
    return (
        ngettext(
            "Mit einer Anmeldung kommt höchstens %d Person.",
            "Mit einer Anmeldung kommen höchstens %d Personen.",
            event.most_people,
        )
        % event.most_people
    )


def children_have_a_guardian(event, wish, now):
    below = event.guardian_below
    if below is None or all(p.guardian for p in wish.people if p.age is not None and p.age < below):
        return ""
    return _("Für Kinder unter %d Jahren brauchen wir den Namen einer sorgeberechtigten Person.") % below


def nobody_is_in_two_items_at_once(event, wish, now):
    for person in wish.people:
        items = sorted(person.items, key=lambda item: item.starts_at)
        for before, after in zip(items, items[1:], strict=False):
            if after.starts_at < before.ends_at:
                return _(
                    "„%(before)s“ und „%(after)s“ laufen gleichzeitig. Wählen Sie für jede Person eines."
                ) % {"before": before, "after": after}
    return ""


REGISTRATION_RULES = (
    event_is_published,
    window_is_open,
    somebody_comes,
    not_too_many_people,
    children_have_a_guardian,
    nobody_is_in_two_items_at_once,
)


def problems(event, wish, now=None, rules=REGISTRATION_RULES):
    """What keeps this wish from being taken, in the order of the rules."""
    now = now or timezone.now()
    found = (each(event, wish, now) for each in rules)
    return [message for message in found if message]


def closed_because(event):
    """Why nobody can register now; empty where one can."""
    nobody = Wish("", "", (), token="")
    return " ".join(problems(event, nobody, rules=(event_is_published, window_is_open))[:1])
