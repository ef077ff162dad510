"""Call for contributions: handing in, confirming the address, and what the organisers decide."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core import outbox
from portal.core.links import SignedLink
from portal.core.retention import rule
from portal.core.slugs import free_slug
from providers.notifications import one_line

from . import programme
from .models import Appearance, Contribution, Event, ProgrammeItem
from .wording import moment_words

Status = Contribution.Status

UNCONFIRMED_KEPT = timedelta(days=7)
KEPT_AFTER_EVENT = timedelta(days=90)
CONFIRMING = SignedLink("events:confirm-contribution", UNCONFIRMED_KEPT)


class ContributionRefused(Exception):
    """What was decided or closed meanwhile; the message is for the person."""


@transaction.atomic
def submit(event, *, values):
    """Keep a contribution until its address is confirmed; ``values`` are those of the form."""
    contribution = Contribution.objects.create(event=event, **values)
    lines = [
        _("„%(title)s“ für: %(event)s.") % {"title": contribution.title, "event": event.title},
        _("Erst mit dem Klick auf den Knopf reichen Sie den Beitrag ein."),
    ]
    button = (_("Beitrag einreichen"), CONFIRMING.address(contribution.pk))
    why = _("Sie haben nichts eingereicht? Dann tun Sie nichts: Nach einer Woche löschen wir die Angaben.")
    _write(contribution, _("Bestätigen Sie Ihren Beitrag"), lines, button=button, why=why)
    return contribution


@transaction.atomic
def confirm(contribution):
    """The address is right: the organisers see the contribution. A second click changes nothing."""
    locked = Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)
    if locked.status == Status.UNCONFIRMED:
        locked.status = Status.SUBMITTED
        locked.save(update_fields=["status"])
    return locked


@transaction.atomic
def accept(contribution, *, starts_at, room=None):
    """Make an item of the contribution and tell who handed it in. Raises ContributionRefused or ProgrammeRefused."""
    locked = _undecided(contribution)
    item = ProgrammeItem(
        event=locked.event,
        kind=locked.kind,
        title=locked.title,
        slug=free_slug(locked.title, _taken(locked.event.items), max_length=120),
        abstract=locked.abstract,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=locked.minutes),
        room=room,
    )
    people = [
        _speaker(locked.event, line) for line in dict.fromkeys(locked.speakers.splitlines()) if line.strip()
    ]
    locked.item = programme.save_item(item, speakers=people)
    Appearance.objects.bulk_create(
        Appearance(item=item, speaker=person, position=position)
        for position, person in enumerate({person.pk: person for person in people}.values())
    )
    _decide(locked, Status.ACCEPTED)
    place = _(", Raum: %s") % room.name if room else ""
    _write(locked, _("Ihr Beitrag ist angenommen"), [str(item), moment_words(item) + place])
    return item


@transaction.atomic
def decline(contribution, *, reason):
    """Tell who handed it in that the contribution finds no place, and why."""
    locked = _undecided(contribution)
    _decide(locked, Status.DECLINED)
    _write(locked, _("Ihr Beitrag passt diesmal nicht"), [f"„{locked.title}“", reason])


def _undecided(contribution):
    locked = Contribution.objects.select_for_update(no_key=True, of=["self"]).select_related("event")
    found = locked.get(pk=contribution.pk)
    if found.status != Status.SUBMITTED:
        raise ContributionRefused(
            _("Der Beitrag ist im Stand „%s“: Darüber wird nicht mehr entschieden.")
            % found.get_status_display()
        )
    return found


def _decide(contribution, status):
    contribution.status = status
    contribution.save(update_fields=["status", "item"])


def _speaker(event, line):
    """The person of „Name, Einrichtung“: known by the name, else new."""
    name, _comma, affiliation = line.strip().partition(",")
    known = event.speakers.filter(name=name.strip()[:150]).first()
    return known or event.speakers.create(
        name=name.strip()[:150],
        slug=free_slug(name, _taken(event.speakers), max_length=120),
        affiliation=affiliation.strip()[:300],
    )


def _taken(rows):
    return set(rows.values_list("slug", flat=True)).__contains__


def _write(contribution, subject, lines, *, button=None, why=""):
    context = {
        "lines": lines,
        "button": button,
        "why": why or _("Sie bekommen diese E-Mail, weil Sie einen Beitrag eingereicht haben."),
    }
    subject = one_line(f"{subject}: {contribution.event.title}")[:200]
    outbox.write("letter", to=contribution.email, subject=subject, context=context)


@rule("Eingereichte Beiträge: unbestätigt nach einer Woche, alle 90 Tage nach der Veranstaltung")
def delete_contributions(now):
    """The item of an accepted one stays; the address of who handed it in goes."""
    late = Q(status=Status.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_KEPT)
    over = Q(event__in=Event.objects.filter(ends_at__lt=now - KEPT_AFTER_EVENT))
    return Contribution.objects.filter(late | over).delete()[0]
