"""Networks as documents, with what their public meetings are called. Members are left out: terms end without a change.

Only tables whose every field is public are read, and meetings that everybody may know of.
"""

from django.db.models import Prefetch
from django.utils import timezone

from networks.models import Meeting, Network
from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document, Span

from . import shared


def findable():
    return Network.objects.published()


def documents(ids):
    """Documents of the findable networks among some ids."""
    public = Meeting.objects.filter(visibility="public").order_by("begins_at", "pk")
    networks = (
        findable()
        .filter(pk__in=ids)
        .prefetch_related(
            *("topics__parent", "life_stages", "transitions", "districts"),
            Prefetch("meetings", public, to_attr="public_meetings"),
        )
    )
    return [_document(network) for network in networks]


def _document(network):
    return Document(
        kind="network",
        object_id=network.pk,
        texts=_texts(network),
        card=_card(network),
        values=_values(network),
        spans=[_span(meeting) for meeting in network.public_meetings if not meeting.is_cancelled],
        published=network.created_at,
    )


def _texts(network):
    topics = shared.with_parents(network.topics.all())
    terms = [
        row.name for rows in (topics, network.life_stages.all(), network.transitions.all()) for row in rows
    ]
    meetings = [text for each in network.public_meetings for text in (each.title, each.text)]
    return [
        (TITLE, network.name),
        (SUBJECT, shared.joined(*terms, str(network.get_kind_display()))),
        (PLACE, shared.joined(*(district.name for district in network.districts.all()))),
        (SUMMARY, network.summary),
        (BODY, shared.plain(shared.joined(network.common_goal, network.tasks, network.mandate, *meetings))),
    ]


def _values(network):
    values = shared.term_values("topic", shared.with_parents(network.topics.all()))
    values += shared.term_values("life_stage", network.life_stages.all())
    return values + [shared.district_value(district) for district in network.districts.all()]


def _span(meeting):
    begin = timezone.localtime(meeting.begins_at)
    end = timezone.localtime(meeting.ends_at or meeting.begins_at)
    minutes = begin.hour * 60 + begin.minute
    return Span(begin.date(), end.date(), start=minutes, slots=shared.slot_of(minutes))


def _card(network):
    return {
        "title": network.name,
        "summary": network.summary,
        "slug": network.slug,
        "url": network.get_absolute_url(),
        "kind": network.kind,
        "state": network.state,
        "entry": network.entry,
        "rhythm": network.rhythm,
        "is_example": network.is_example,
        "topics": [shared.term(topic) for topic in network.topics.all()],
        "life_stages": [
            shared.term(stage) | {"tone": stage.tone, "icon": stage.icon}
            for stage in network.life_stages.all()
        ],
        "districts": [shared.term(district) for district in network.districts.all()],
        "meetings": [
            [timezone.localtime(each.begins_at).isoformat(), each.title]
            for each in network.public_meetings
            if not each.is_cancelled
        ],
    }
