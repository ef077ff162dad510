"""The programme of an event in the shape of a schedule, which JSON and XML then only spell."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from events.models import ProgrammeItem

from .plan import NO_ROOM, duration_words
from .records import as_they_came

# As pretalx counts: what begins after midnight and before four belongs to the evening before.
_DAY_BREAK = timedelta(hours=4)
# Numbers of items that came without one: above those of other programmes, so that no two are alike.
_OWN_NUMBERS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ScheduleDay:
    """``rooms`` is {name: items as dictionaries of schedule JSON}."""

    index: int
    date: object
    start: datetime
    end: datetime
    rooms: dict


def guid_of(event, item):
    """What other programmes know the item by: where it came from one, the name it had there."""
    return item.source_id or str(uuid.uuid5(uuid.NAMESPACE_URL, item_url(event, item)))


def item_url(event, item):
    return f"{settings.SITE_URL}{event.get_absolute_url()}programm/{item.slug}/"


class Schedule:
    """All an export needs, in four statements. Items that are off are left out, as in other programmes."""

    def __init__(self, event):
        self.event = event
        self.url = settings.SITE_URL + event.get_absolute_url() + "programm/"
        self.zone = settings.TIME_ZONE
        self.rooms = list(event.rooms.all())
        items = event.items.taking_place().select_related("room", "track")
        self._items = list(items.prefetch_related("appearances__speaker").order_by("starts_at", "pk"))

    @property
    def acronym(self):
        return self.event.slug.replace("-", "_")

    @cached_property
    def version(self):
        last = self.event.programme_versions.first()
        return str(last.number) if last else "0"

    @cached_property
    def days(self):
        by_day = {}
        for item in self._items:
            by_day.setdefault((timezone.localtime(item.starts_at) - _DAY_BREAK).date(), []).append(item)
        return [self._day(index, day, by_day[day]) for index, day in enumerate(sorted(by_day), 1)]

    @property
    def first_day(self):
        return self.days[0].date if self.days else timezone.localdate(self.event.starts_at)

    @property
    def last_day(self):
        return self.days[-1].date if self.days else timezone.localdate(self.event.ends_at)

    def _day(self, index, day, items):
        rooms = {}
        for item in sorted(
            items, key=lambda item: (item.room.position if item.room else 0, item.room_id or 0)
        ):
            record = self._record(item)
            rooms.setdefault(record["room"], []).append(record)
        for rows in rooms.values():
            rows.sort(key=lambda row: row["date"])
        start = timezone.make_aware(datetime.combine(day, time.min)) + _DAY_BREAK
        return ScheduleDay(index, day, start, start + timedelta(hours=23, minutes=59), rooms)

    def _record(self, item):
        start = timezone.localtime(item.starts_at)
        abstract, description = as_they_came(item)
        kept = item.extra
        return {
            "url": item_url(self.event, item),
            "id": kept["id"] if isinstance(kept.get("id"), int) else _OWN_NUMBERS + item.pk,
            "guid": guid_of(self.event, item),
            "date": start.isoformat(),
            "start": f"{start:%H:%M}",
            "duration": duration_words(item.ends_at - item.starts_at),
            "room": item.room.name if item.room else NO_ROOM,
            "slug": f"{self.acronym}-{item.pk}-{item.slug}",
            "title": item.title,
            "subtitle": item.subtitle,
            "track": item.track.name if item.track else "",
            "type": kept.get("type") or ProgrammeItem.Kind(item.kind).value,
            "language": item.language,
            "abstract": abstract,
            "description": description,
            "recording_license": str(kept.get("recording_license") or ""),
            "do_not_record": bool(kept.get("do_not_record")),
            "persons": [_person(appearance.speaker) for appearance in item.appearances.all()],
            "links": _links(kept.get("links")),
            "attachments": _links(kept.get("attachments")),
        }


def _links(rows):
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _person(speaker):
    number = speaker.source_id
    is_number = number.isascii() and number.isdigit()
    return {
        "id": int(number) if is_number else _OWN_NUMBERS + speaker.pk,
        "public_name": speaker.name,
        "biography": speaker.biography,
    }
