"""A programme between two formats: what schedule JSON, schedule XML and iCalendar have in common."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_TALKS = 3000
NO_ROOM = "ohne Raum"  # files want a room for each item; read back it is none
LONGEST = timedelta(days=31)
FIRST_YEAR, LAST_YEAR = 1990, 2100
_DURATION = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)


class PlanFault(Exception):
    """The file cannot be taken over; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Person:
    """``identity`` is the number or code the other programme knows the person by, empty where it has none."""

    name: str
    identity: str = ""
    biography: str = ""


@dataclass(slots=True)
class Talk:
    """One item of a plan. ``extra`` holds what only exchange formats need, in the words of schedule JSON."""

    guid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str = ""
    track: str = ""
    subtitle: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    is_cancelled: bool = False
    persons: list[Person] = field(default_factory=list)
    extra: dict = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """``rooms`` are (name, capacity) in the order of the plan."""

    title: str
    acronym: str = ""
    version: str = ""
    rooms: list[tuple] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def moment(text):
    """A moment with its zone; raises ValueError."""
    found = datetime.fromisoformat(str(text))
    if found.tzinfo is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(text)
    return found


def duration(text):
    """„01:30“ as a timedelta; raises ValueError."""
    found = _DURATION.fullmatch(str(text or "").strip())
    span = timedelta(hours=int(found[1]), minutes=int(found[2])) if found else LONGEST
    if span >= LONGEST:
        raise ValueError(text)
    return span


def duration_words(span):
    """A timedelta as „01:30“."""
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def checked(plan):
    """The plan, where it can be used: not empty, not endless, each item once."""
    if not plan.talks:
        raise PlanFault(_("In der Datei steht kein Programmpunkt mit Titel und Zeit."))
    if len(plan.talks) > MOST_TALKS:
        raise PlanFault(_("Die Datei hat mehr als %d Programmpunkte.") % MOST_TALKS)
    seen = set()
    for talk in list(plan.talks):
        if talk.guid in seen:
            plan.talks.remove(talk)
            plan.warnings.append(
                _("„%s“ steht mehrmals in der Datei, genommen wird das erste Mal.") % talk.title
            )
        seen.add(talk.guid)
    return plan
