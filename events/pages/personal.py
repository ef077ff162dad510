"""A programme of one's own: the chosen items stand in the address, so nothing is stored."""

import re

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Appearance, ProgrammeItem

from .programme import moment_words

MOST = 200
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


def chosen(query):
    """Numbers of items: `p=1-2-3`, or `p` once for each as the boxes of the programme send it; at most 200."""
    words = "-".join(query.getlist("p")[:MOST]).split("-")[:MOST]
    return list(dict.fromkeys(int(word) for word in words if _NUMBER.fullmatch(word)))


def is_tidy(query):
    """Whether the address is already the short one to keep."""
    return query.getlist("p") == [_joined(chosen(query))]


def _joined(numbers):
    return "-".join(str(number) for number in numbers)


def address(event, numbers):
    return f"{reverse('events:personal', args=[event.slug])}?p={_joined(numbers)}"


def items_of(event, numbers):
    """The chosen items of the event, in the order of time."""
    people = Prefetch("appearances", Appearance.objects.select_related("speaker"))
    return event.items.filter(pk__in=numbers).select_related("room").prefetch_related(people)


def context(event, items):
    """The chosen items, each with the clashes and the address without it."""
    numbers = [item.pk for item in items]
    return {
        "rows": [_row(event, item, items, numbers) for item in items],
        "clashes": sum(bool(_clashes(item, items)) for item in items),
        "calendar_url": f"{reverse('events:personal-calendar', args=[event.slug])}?p={_joined(numbers)}",
    }


def _row(event, item, items, numbers):
    return {
        "title": str(item),
        "url": reverse("events:item", args=[event.slug, item.slug]),
        "when": moment_words(item),
        "place": item.room.name if item.room else "",
        "speakers": ", ".join(each.speaker.name for each in item.appearances.all()),
        "is_cancelled": item.status == ProgrammeItem.Status.CANCELLED,
        "clash": _("Gleichzeitig mit: %s") % ", ".join(map(str, _clashes(item, items)))
        if _clashes(item, items)
        else "",
        "drop_url": address(event, [number for number in numbers if number != item.pk]),
    }


def _clashes(item, items):
    return [
        other
        for other in items
        if other.pk != item.pk and other.starts_at < item.ends_at and item.starts_at < other.ends_at
    ]
