"""Events of the demo: two real conferences as the seeds tell them, everything else invented and marked as example."""

from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from events import publication, series
from events.models import (
    Appearance,
    Event,
    EventAccess,
    EventSeries,
    ProgrammeItem,
    Question,
    RecordPart,
    Room,
    Speaker,
)
from networks.models import Network
from portal.core.slugs import free_slug
from providers.models import AccessFeature, Audience, District, Topic

from .calendar import clock
from .content import read_json

_MOMENTS = ("starts_at", "ends_at")
_EVENT_MOMENTS = (*_MOMENTS, "registration_opens_at", "registration_closes_at", "call_closes_at")
_PLAIN = (
    "slug", "kind", "title", "subtitle", "summary", "description", "place_name", "street", "postcode", "city",
    "is_all_day", "is_date_confirmed", "is_example", "source_note", "record", "registration", "capacity",
    "most_people", "price", "guardian_below",
)  # fmt: skip


def load(calendar, by):
    """Replace the events of the demo."""
    rows = read_json("events.json")
    Event.objects.filter(slug__in=[row["slug"] for row in rows]).delete()
    Event.objects.filter(is_example=True).delete()
    EventSeries.objects.filter(events=None).delete()
    for row in rows:
        _load_event(row, calendar, by)


def move(weeks):
    """Move what is invented by so many weeks; what took place stays where it was."""
    distance = timedelta(weeks=weeks)
    examples = Event.objects.filter(is_example=True)
    ProgrammeItem.objects.filter(event__in=examples).update(**{name: F(name) + distance for name in _MOMENTS})
    series_days = {name: F(name) + distance for name in ("first_day", "last_day")}
    EventSeries.objects.filter(pk__in=examples.values("series")).update(**series_days)
    examples.update(**{name: F(name) + distance for name in _EVENT_MOMENTS})


def _load_event(row, calendar, by):
    day = date.fromisoformat(row["day"]) if "day" in row else calendar.day(row["when"])
    event = Event.objects.create(
        starts_at=_moment(day, row.get("start", "00:00")),
        ends_at=_moment(day, row.get("end", "23:59")),
        organiser_name=row.get("organiser", ""),
        network=Network.objects.filter(name__startswith=row["network"]).first() if "network" in row else None,
        district=District.objects.filter(slug=row.get("district", "")).first(),
        **{name: row[name] for name in _PLAIN if name in row},
    )
    event.topics.set(Topic.objects.filter(slug__in=row.get("topics", [])))
    event.audiences.set(Audience.objects.filter(slug__in=row.get("audiences", [])))
    _load_access(event, row)
    _load_programme(event, row, day)
    _load_record(event, row)
    if "call_weeks" in row:
        event.call_closes_at = event.starts_at - timedelta(weeks=row["call_weeks"])
        event.save(update_fields=["call_closes_at"])
    publication.publish(event, by=by)
    if event.items.exists():
        publication.publish_programme(event)
    if event.record:
        publication.publish_record(event, by=by)
    if "series" in row:
        _load_series(event, row["series"], day)


def _moment(day, text):
    return timezone.make_aware(datetime.combine(day, clock(text) or time.min))


def _load_access(event, row):
    for slug, (answer, note) in row.get("access", {}).items():
        feature = AccessFeature.objects.get(slug=slug)
        EventAccess.objects.create(event=event, feature=feature, answer=answer, note=note)
    for position, (text, kind, is_required) in enumerate(row.get("questions", [])):
        Question.objects.create(event=event, text=text, kind=kind, is_required=is_required, position=position)


def _load_programme(event, row, day):
    rooms = {
        name: Room.objects.create(event=event, name=name, capacity=capacity, position=position)
        for position, (name, capacity) in enumerate(
            row.get("rooms", [["Ratsdiele", None]] if "items" in row else [])
        )
    }
    speakers = {key: _speaker(event, *values) for key, values in row.get("speakers", {}).items()}
    for each in row.get("items", []):
        _load_item(event, each, day, rooms, speakers)


def _speaker(event, name, affiliation):
    taken = set(event.speakers.values_list("slug", flat=True))
    slug = free_slug(name, taken.__contains__, max_length=120)
    return Speaker.objects.create(event=event, name=name, slug=slug, affiliation=affiliation)


def _load_item(event, row, day, rooms, speakers):
    plain = ("kind", "label", "title", "abstract", "record", "needs_registration", "capacity")
    taken = set(event.items.values_list("slug", flat=True))
    item = ProgrammeItem.objects.create(
        event=event,
        slug=free_slug(row.get("label") or row["title"], taken.__contains__, max_length=120),
        starts_at=_moment(day, row["start"]),
        ends_at=_moment(day, row["end"]),
        room=rooms.get(row.get("room")),
        **{name: row[name] for name in plain if name in row},
    )
    Appearance.objects.bulk_create(
        Appearance(item=item, speaker=speakers[key], position=position)
        for position, key in enumerate(row.get("speakers", []))
    )


def _load_record(event, row):
    for position, link in enumerate(row.get("links", [])):
        RecordPart.objects.create(event=event, position=position, **link)


def _load_series(event, row, day):
    rule = EventSeries.objects.create(
        frequency=row["frequency"], first_day=day, last_day=day + timedelta(weeks=row["weeks"])
    )
    series.make_events(event, rule)
