"""The choice of items in a form: what runs at the same time is one question, so nobody is in two places at once."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import ProgrammeItem


@dataclass(frozen=True, slots=True)
class Slot:
    """Items that all overlap each other; ``options`` are (item, words about its places)."""

    name: str
    label: str
    options: tuple

    @property
    def choices(self):
        """For a field with one answer; the empty one is „none of these“."""
        return [
            (str(item.pk), f"{item} ({words})" if words else str(item)) for item, words in self.options
        ] + [("", _("Nichts davon"))]


def slots(queues):
    """The questions for (queue, free places) of an event, in the order of time."""
    groups = []
    for queue, free in sorted(_choosable(queues), key=lambda row: (row[0].item.starts_at, row[0].item.pk)):
        option = (queue.item, places_words(free))
        if groups and all(item.ends_at > queue.item.starts_at for item, _words in groups[-1]):
            groups[-1].append(option)
        else:
            groups.append([option])
    return [Slot(f"wahl{number}", _when(group), tuple(group)) for number, group in enumerate(groups, 1)]


def _choosable(queues):
    return [
        (queue, free)
        for queue, free in queues
        if queue.item and queue.item.status == ProgrammeItem.Status.PLANNED
    ]


def _when(group):
    start = timezone.localtime(group[0][0].starts_at)
    end = timezone.localtime(max(item.ends_at for item, _words in group))
    return _("%(day)s von %(start)s bis %(end)s Uhr") % {
        "day": f"{start:%-d.%-m.}",
        "start": f"{start:%-H:%M}",
        "end": f"{end:%-H:%M}",
    }


def places_words(free):
    """„noch 3 Plätze“; empty without limit."""
    if free is None:
        return ""
    if free == 0:
        return _("ausgebucht, Sie kommen auf die Warteliste")
    return ngettext("noch %d Platz", "noch %d Plätze", free) % free


def slot_fields(asked):
    """{name: field} for one person."""
    return {
        slot.name: forms.ChoiceField(
            label=slot.label, choices=slot.choices, required=False, initial="", widget=forms.RadioSelect
        )
        for slot in asked
    }


def chosen(asked, data):
    """The items a cleaned form names."""
    wanted = {data.get(slot.name) for slot in asked}
    return tuple(item for slot in asked for item, _words in slot.options if str(item.pk) in wanted)
