"""The programme of an event as a list of times: items that begin together stand side by side."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Appearance, PlaceStatus, ProgrammeItem
from events.wording import clock_words, moment_words, numbers_in_words
from portal.core.markdown import render
from providers.wording import day_words


@dataclass(frozen=True, slots=True)
class Row:
    """One item, ready to be shown."""

    label: str
    title: str
    url: str
    is_plain: bool
    speakers: list
    place: str
    until: str
    abstract: str
    state: tuple | None
    places: tuple | None
    record_url: str
    pk: int
    is_break: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Everything that begins at one time; ``is_break`` where it is a pause and nothing else."""

    machine: str
    clock: str
    note: str
    is_break: bool
    rows: list


@dataclass(frozen=True, slots=True)
class Day:
    """``label`` is empty where the event has only one day."""

    label: str
    slots: list


def _prepared(items):
    """Items with room, track, speakers and held places, in the order of time; two statements."""
    held = Q(bookings__status__in=PlaceStatus.holding())
    appearances = Prefetch(
        "appearances", Appearance.objects.select_related("speaker").order_by("position", "pk")
    )
    return (
        items.select_related("room", "track")
        .annotate(held=Count("bookings", filter=held))
        .prefetch_related(appearances)
        .order_by("starts_at", "label", "pk")
    )


def rows_of(event, items):
    """(when, row) of some items of an event."""
    return [(moment_words(item), row_of(event, item)) for item in _prepared(items)]


def one(event, slug):
    """The page of one item; raises ProgrammeItem.DoesNotExist."""
    item = _prepared(event.items).get(slug=slug)
    return {
        "row": row_of(event, item),
        "when": moment_words(item),
        "abstract_html": render(item.abstract),
        "description_html": render(item.description),
        "record_html": render(item.record) if event.has_record else "",
        "track": item.track.name if item.track else "",
        "people": [
            (
                appearance.speaker.name,
                appearance.speaker.affiliation,
                appearance.speaker.slug,
                appearance.part,
            )
            for appearance in item.appearances.all()
        ],
        "room_directions": item.room.directions if item.room else "",
    }


def programme(event):
    """The days of an event."""
    items = list(_prepared(event.items.defer("description")))
    days = [(day, list(rows)) for day, rows in groupby(items, key=lambda item: _local(item.starts_at).date())]
    return [
        Day(day_words(day, timezone.localdate()) if len(days) > 1 else "", list(_slots(event, rows)))
        for day, rows in days
    ]


def _slots(event, items):
    for start, same in groupby(items, key=lambda item: item.starts_at):
        together = list(same)
        shortest = min(item.ends_at for item in together)
        yield Slot(
            machine=f"{_local(start):%Y-%m-%dT%H:%M}",
            clock=date_format(_local(start), "G:i"),
            note=_note(together, shortest),
            is_break=len(together) == 1 and together[0].kind == ProgrammeItem.Kind.BREAK,
            rows=[row_of(event, item, shortest) for item in together],
        )


def _note(items, shortest):
    """„60 Minuten, vier Sessions gleichzeitig“."""
    minutes = int((shortest - items[0].starts_at).total_seconds() // 60)
    duration = ngettext("%d Minute", "%d Minuten", minutes) % minutes if minutes else ""
    if len(items) == 1:
        return duration
    beside = _("%s gleichzeitig") % numbers_in_words(len(items))
    return f"{duration}, {beside}" if duration else beside


def row_of(event, item, shortest=None):
    """One item; ``shortest`` is the end of the first of those that begin with it."""
    return Row(
        label=item.label,
        title=item.title,
        url=reverse("events:item", args=[event.slug, item.slug]),
        is_plain=not (item.abstract or item.record or item.kind == ProgrammeItem.Kind.SESSION),
        speakers=[
            (appearance.speaker.name, appearance.speaker.affiliation, appearance.part)
            for appearance in item.appearances.all()
        ],
        place=item.room.name if item.room else "",
        until=_("bis %s") % clock_words(_local(item.ends_at)) if shortest and item.ends_at > shortest else "",
        abstract=item.abstract,
        state=_state(item),
        places=_places(item),
        record_url=reverse("events:record", args=[event.slug]) + f"#punkt-{item.pk}"
        if event.has_record and item.record
        else "",
        pk=item.pk,
        is_break=item.kind == ProgrammeItem.Kind.BREAK,
    )


def _state(item):
    if item.status == ProgrammeItem.Status.CANCELLED:
        return ("bad", "close", _("Fällt aus"))
    if item.changed_after_publication_at:
        return ("note", "info", item.change_note or _("Geändert"))
    return None


def _places(item):
    """How many places are left, as a badge, where places are limited."""
    if not item.needs_registration:
        return None
    capacity = item.capacity if item.capacity is not None else item.room and item.room.capacity
    if capacity is None:
        return None
    left = max(capacity - item.held, 0)
    if not left:
        return ("bad", "minus", _("Ausgebucht, Warteliste"))
    words = ngettext("Noch %d Platz", "Noch %d Plätze", left) % left
    return ("warn" if left <= capacity // 5 else "good", "seat", words)


def _local(moment):
    return timezone.localtime(moment)
