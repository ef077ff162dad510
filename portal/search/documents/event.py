"""Public events as documents. The dates of a series are one document: that of its first event, with all of them."""

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from events.models import Event, EventAccess
from events.wording import organiser_words, place_words
from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document, Span, Value
from providers.models import Answer, Offer

from . import shared

_FORMATS = [value for value in Offer.Format.values if value]


def findable():
    earlier = Event.objects.public().filter(series=OuterRef("series"), pk__lt=OuterRef("pk"))
    return Event.objects.public().filter(~Exists(earlier))


def documents(ids):
    """Documents of the findable events among some ids."""
    events = list(complete(findable().filter(pk__in=ids)))
    series = {event.series_id for event in events if event.series_id}
    dates = {}
    for date in Event.objects.public().filter(series__in=series).order_by("starts_at"):
        dates.setdefault(date.series_id, []).append(date)
    return [_document(event, dates.get(event.series_id, [event])) for event in events]


def complete(events):
    """With everything a card says."""
    answered = EventAccess.objects.filter(answer=Answer.YES).select_related("feature")
    return events.select_related("network", "provider", "district").prefetch_related(
        *("topics__parent", "life_stages", "audiences", "speakers", "items"),
        Prefetch("access_facts", answered, to_attr="access_yes"),
    )


def _document(event, dates):
    return Document(
        kind="event",
        object_id=event.pk,
        texts=_texts(event),
        card=card(event, dates),
        values=_values(event),
        spans=[_span(date) for date in dates if date.status == Event.Status.PUBLISHED],
        places=[(event.lat, event.lon)] if event.lat is not None and event.lon is not None else [],
        is_free=event.price == Offer.Price.FREE,
        last_day=max(_day(date.ends_at) for date in dates),
        published=event.published_at,
    )


def _texts(event):
    topics = shared.with_parents(event.topics.all())
    terms = [row.name for rows in (topics, event.life_stages.all(), event.audiences.all()) for row in rows]
    items = [text for item in event.items.all() for text in (item.title, item.abstract)]
    people = [f"{person.name} {person.affiliation}" for person in event.speakers.all()]
    district = event.district.name if event.district else ""
    return [
        (TITLE, event.title),
        (SUBJECT, shared.joined(*terms, str(event.get_kind_display()))),
        (PLACE, shared.joined(organiser_words(event), place_words(event), district)),
        (SUMMARY, shared.joined(event.subtitle, event.summary)),
        (
            BODY,
            shared.plain(
                shared.joined(event.description, *items, *people, event.record if event.has_record else "")
            ),
        ),
    ]


def _values(event):
    values = shared.term_values("topic", shared.with_parents(event.topics.all()))
    values += shared.term_values("life_stage", event.life_stages.all())
    values += shared.term_values("audience", event.audiences.all())
    values += shared.term_values("access", [fact.feature for fact in event.access_yes])
    if event.district:
        values.append(shared.district_value(event.district))
    if event.format:
        values.append(
            Value("format", event.format, str(event.get_format_display()), _FORMATS.index(event.format) + 1)
        )
    return values


def _day(moment):
    return timezone.localtime(moment).date()


def _span(event):
    start = timezone.localtime(event.starts_at)
    if event.is_all_day:
        return Span(start.date(), _day(event.ends_at))
    minutes = start.hour * 60 + start.minute
    return Span(start.date(), _day(event.ends_at), start=minutes, slots=shared.slot_of(minutes))


def card(event, dates):
    """An event as it stands on a card; ``dates`` are the events of its series, in the order of time."""
    return {
        "title": event.title,
        "subtitle": event.subtitle,
        "summary": event.summary,
        "slug": event.slug,
        "url": event.get_absolute_url(),
        "kind": event.kind,
        "organiser": organiser_words(event),
        "is_example": event.is_example,
        "topics": [shared.term(row) for row in event.topics.all()],
        "life_stages": [
            shared.term(stage) | {"tone": stage.tone, "icon": stage.icon} for stage in event.life_stages.all()
        ],
        "audiences": [shared.term(row) for row in event.audiences.all()],
        "access": [shared.term(fact.feature) for fact in event.access_yes],
        "district": shared.term(event.district) if event.district else None,
        "format": event.format,
        "place": place_words(event),
        "price": event.price,
        "price_note": event.price_note,
        "registration": event.registration,
        "is_date_confirmed": event.is_date_confirmed,
        "has_record": event.has_record,
        "last_day": max(_day(date.ends_at) for date in dates).isoformat(),
        "dates": [_date(date) for date in dates],
    }


def _date(event):
    """(begin, end, whole days, status, address) of one event."""
    start, end = (timezone.localtime(moment).isoformat() for moment in (event.starts_at, event.ends_at))
    return [start, end, event.is_all_day, event.status, event.get_absolute_url()]
