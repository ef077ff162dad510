"""A council's public list of members as an example body: an import and load test, used by hand and by tests.

The bodies are marked as examples and stay unpublished, and no member is shown: being elected is no consent here.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.slugs import german_slug

from .models import Membership, Network, NetworkInternal, Organisation

COLUMNS = ("gremium", "wahlperiode", "name", "fraktion", "von", "bis")


class NotAList(ValueError):
    """A file that is no list of council members; the message says why."""


@dataclass
class Report:
    """What an import did; ``problems`` are sentences with the line they speak of."""

    bodies: int = 0
    seats: int = 0
    problems: list = field(default_factory=list)


def read(path):
    """The rows of a file as dictionaries with their line numbers. Raises NotAList."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise NotAList(_("Es fehlen die Spalten %(names)s.") % {"names": ", ".join(missing)})
            return [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotAList(_("Die Datei lässt sich nicht lesen: %(error)s") % {"error": error}) from error


@transaction.atomic
def take(rows):
    """Bring the bodies of some rows to what the rows say; the same rows again change nothing. Returns a `Report`."""
    report, seats_of = Report(), {}
    for line, row in rows:
        name = " ".join(filter(None, (_text(row, "gremium"), _text(row, "wahlperiode"))))
        if term := _term(line, row, report):
            seats_of.setdefault(name, []).append((_text(row, "fraktion"), _text(row, "name"), *term))
    for name, seats in seats_of.items():
        _fill(_body(name), seats)
        report.bodies, report.seats = report.bodies + 1, report.seats + len(seats)
    return report


def _text(row, name):
    return " ".join((row.get(name) or "").replace("\x00", "").split())[:150]


def _term(line, row, report):
    """(first day, last day or None), or None for a row that cannot be kept."""
    if not _text(row, "name"):
        report.problems.append(_("Zeile %(line)s: Der Name fehlt.") % {"line": line})
        return None
    try:
        first, last = _day(row, "von"), _day(row, "bis")
    except ValueError:
        report.problems.append(_("Zeile %(line)s: Ein Tag ist nicht lesbar.") % {"line": line})
        return None
    first = first or min(last or timezone.localdate(), timezone.localdate())
    if last and last < first:
        report.problems.append(_("Zeile %(line)s: Das Ende liegt vor dem Beginn.") % {"line": line})
        return None
    return first, last


def _day(row, name):
    text = _text(row, name)
    return date.fromisoformat(text[:10]) if text else None


def _body(name):
    """The example network of a council, made where it is missing."""
    title = _("Beispiel: %(name)s") % {"name": name or _("Gremium")}
    defaults = {
        "name": title[:200],
        "kind": Network.Kind.CONTROL,
        "state": Network.State.ACTIVE,
        "is_example": True,
    }
    body, is_new = Network.objects.get_or_create(slug=german_slug(title, 100), defaults=defaults)
    if is_new:
        NetworkInternal.objects.create(network=body)
    return body


def _fill(body, seats):
    """Seats by faction: the n-th of a faction is an organisation of its own, since each may sit only once."""
    counted, wanted = Counter(), []
    for faction, name, first, last in seats:
        counted[faction] += 1
        wanted.append(
            (f"Beispiel-{faction or _('ohne Fraktion')}, Sitz {counted[faction]}", name, first, last)
        )
    houses = _houses([title for title, *_rest in wanted])
    Membership.objects.filter(network=body).delete()
    rows = [
        Membership(network=body, organisation=houses[title], person_name=name, from_day=first, until_day=last)
        for title, name, first, last in wanted
    ]
    Membership.objects.bulk_create(rows, batch_size=500)


def _houses(titles):
    """{name: organisation} of the example organisations, made where they are missing."""
    slugs = {german_slug(title, 100): title for title in titles}
    known = set(Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    Organisation.objects.bulk_create(
        [
            Organisation(name=title, slug=slug, is_example=True)
            for slug, title in slugs.items()
            if slug not in known
        ]
    )
    return {slugs[row.slug]: row for row in Organisation.objects.filter(slug__in=slugs)}
