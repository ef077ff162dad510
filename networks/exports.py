"""The register as a file for spreadsheets and programs, and a network's public contacts as vCard 4.0 (RFC 6350)."""

import csv
import io

from django.conf import settings
from django.utils import timezone

from portal.core.exports import safe_cell

from .models import Membership, Network

COLUMNS = (
    "slug", "name", "kind", "state", "summary", "common_goal", "mandate", "rhythm", "entry", "begins_on", "ends_on",
    "website", "email", "topics", "life_stages", "transitions", "districts", "members", "is_example", "url",
)  # fmt: skip
_TERMS = ("topics", "life_stages", "transitions", "districts")
_PLAIN = (
    "slug",
    "name",
    "kind",
    "state",
    "summary",
    "common_goal",
    "mandate",
    "rhythm",
    "entry",
    "website",
    "email",
)


def rows():
    """All published networks as dictionaries; members are organisations, never people."""
    networks = Network.objects.published().prefetch_related(*_TERMS).order_by("name", "pk")
    members = {}
    for seat in Membership.objects.public().named():
        members.setdefault(seat.network_id, {})[seat.organisation_id] = seat.organisation.title
    return [_row(network, members.get(network.pk, {})) for network in networks]


def _row(network, members):
    return (
        {name: getattr(network, name) for name in _PLAIN}
        | {name: [term.name for term in getattr(network, name).all()] for name in _TERMS}
        | {
            name: day.isoformat() if (day := getattr(network, name)) else ""
            for name in ("begins_on", "ends_on")
        }
        | {"members": sorted(members.values()), "is_example": network.is_example}
        | {"url": settings.SITE_URL + network.get_absolute_url()}
    )


def as_csv():
    """Semicolons and a byte order mark, as spreadsheets in Germany open it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(COLUMNS)
    for row in rows():
        writer.writerow([safe_cell(_cell(row[name])) for name in COLUMNS])
    return f"\ufeff{file.getvalue()}"


def _cell(value):
    return ", ".join(value) if isinstance(value, list) else str(value)


def vcards(network):
    """The network itself and those who lead it and consented to be named; addresses of people are in none of it."""
    today = timezone.localdate()
    leading = Membership.objects.public().leading().filter(network=network).named()
    people = [(seat, name) for seat in leading if (name := seat.shown_person(today))]
    return "".join([_of_network(network), *(_of_person(seat, name) for seat, name in people)])


def _of_network(network):
    return _card(
        ("KIND", "org"),
        ("FN", network.name),
        ("EMAIL", network.email),
        ("URL", settings.SITE_URL + network.get_absolute_url()),
    )


def _of_person(seat, name):
    return _card(
        ("KIND", "individual"),
        ("FN", name),
        ("ORG", seat.organisation.title),
        ("ROLE", f"{seat.get_role_display()}, {seat.network.name}"),
    )


def _card(*lines):
    body = [f"{name}:{value if name == 'URL' else _escaped(value)}" for name, value in lines if value]
    return "".join(f"{_folded(line)}\r\n" for line in ("BEGIN:VCARD", "VERSION:4.0", *body, "END:VCARD"))


def _escaped(text):
    text = " ".join(text.splitlines())
    for letter in "\\,;":
        text = text.replace(letter, f"\\{letter}")
    return text


def _folded(line, longest=75):
    """Lines of at most 75 octets; what follows begins with a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > longest - bool(parts):
            parts, part = [*parts, part], ""
        part += letter
    return "\r\n ".join([*parts, part])
