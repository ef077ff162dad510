"""Head, overview, people and record of one event."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import feedback, linked_data, places, states, wording
from events.models import Event, RecordPart, Speaker
from portal.core.markdown import render
from providers.models import Answer
from providers.wording import price_words

ANSWERS = {Answer.YES: ("good", "check"), Answer.NO: ("bad", "close"), Answer.UNKNOWN: ("", "question")}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the tabs of every page of an event."""

    event: Event
    when: str
    tile: tuple
    badges: list
    tabs: list
    crumbs: list
    cancelled: str
    share_words: str
    share_url: str
    share_picture: str
    is_for_members: bool


def head(event, current, *, here=""):
    """``current`` is the name of the tab; ``here`` the last crumb of a page below the event's own."""
    free = places.free_at(event) if states.can_register(event) else None
    return Head(
        event=event,
        when=wording.long_when_words(event),
        tile=wording.date_tile(event),
        badges=states.badges(event, free=free),
        tabs=_tabs(event, current),
        crumbs=_crumbs(event, here),
        cancelled=event.cancelled_reason if event.status == Event.Status.CANCELLED else "",
        share_words=". ".join(part for part in (wording.long_when_words(event), event.summary) if part),
        share_url=settings.SITE_URL + event.get_absolute_url(),
        share_picture=settings.SITE_URL + event.picture.url if event.picture else "",
        is_for_members=event.visibility == Event.Visibility.MEMBERS,
    )


def _tabs(event, current):
    tabs = [
        ("event", _("Überblick"), "", True),
        ("programme", _("Programm"), "", event.has_items),
        ("record", _("Dokumentation"), "", event.has_record),
        ("speakers", _("Mitwirkende"), event.speaker_count, event.speaker_count),
    ]
    return [
        (label, reverse(f"events:{name}", args=[event.slug]), count, name == current)
        for name, label, count, is_there in tabs
        if is_there
    ]


def _crumbs(event, here):
    crumbs = [(_("Veranstaltungen"), reverse("events:list"))]
    parent, shown = event.parent, (Event.Visibility.PUBLIC, event.visibility)
    if parent and parent.status in Event.Status.shown() and parent.visibility in shown:
        crumbs.append((parent.title, parent.get_absolute_url()))
    if not here:
        return [*crumbs, (event.title, "")]
    return [*crumbs, (event.title, event.get_absolute_url()), (here, "")]


def overview(event):
    """The first tab: what people decide by comes first."""
    return {
        "linked_data": linked_data.embedded(event),
        "facts": list(_facts(event)),
        "description_html": render(event.description),
        "access": _access(event),
        "children": _children(event),
        "siblings": _siblings(event),
        "can_register": states.can_register(event),
        "registration_words": _registration_words(event),
        "takes_feedback": feedback.is_open(event),
        "topics": [(topic.name, topic.get_absolute_url()) for topic in event.topics.all()],
    }


def _children(event):
    if not event.has_children:
        return []
    return [
        line(child)
        for child in event.children.public().select_related("network", "provider").order_by("starts_at")
    ]


def _facts(event):
    """(icon, label, value, more)."""
    rows = (
        ("calendar", _("Wann"), wording.when_words(event), _series_words(event)),
        ("pin", _("Wo"), wording.place_words(event) or _("Ort nicht bekannt"), event.directions),
        ("euro", _("Kosten"), price_words(event.price), event.price_note),
        ("network", _("Veranstaltet von"), wording.organiser_words(event), ""),
        ("user", _("Kontakt"), event.contact_name, " ".join(filter(None, [event.contact_phone]))),
    )
    return [row for row in rows if row[2]]


def _series_words(event):
    return event.series.get_frequency_display() if event.series else ""


def _siblings(event):
    """The coming dates of the same series."""
    if not event.series:
        return []
    others = event.series.events.public().upcoming().exclude(pk=event.pk).order_by("starts_at")[:6]
    return [(wording.when_words(other), other.get_absolute_url()) for other in others]


def _access(event):
    """[(tone, icon, words, note)]; what nobody answered says so."""
    facts = event.access_facts.select_related("feature").order_by("feature__position")
    return [
        (*ANSWERS[fact.answer], f"{fact.feature.name}: {fact.get_answer_display()}", fact.note)
        for fact in facts
    ]


def _registration_words(event):
    if event.is_past:
        return ""
    if event.registration == Event.Registration.NONE:
        return _("Kommen Sie einfach vorbei, eine Anmeldung ist nicht nötig.")
    if event.registration == Event.Registration.ELSEWHERE:
        return _("Die Anmeldung läuft nicht über das Portal.")
    return "" if states.can_register(event) else _("Die Anmeldung ist gerade nicht offen.")


def line(event):
    """One event in a list: (title, url, when, place, badges, tile)."""
    return {
        "title": event.title,
        "url": event.get_absolute_url(),
        "when": wording.when_words(event),
        "place": wording.place_words(event),
        "kind": event.get_kind_display(),
        "organiser": wording.organiser_words(event),
        "summary": event.summary,
        "more": _more_words(getattr(event, "further", 0)),
        "badges": states.badges(event),
        "tile": wording.date_tile(event),
    }


def _more_words(further):
    return ngettext("und %d weiterer Termin", "und %d weitere Termine", further) % further if further else ""


def speakers(event):
    """Everybody with a part, with their items; two statements."""
    rows = event.speakers.prefetch_related("items").order_by("name")
    return [
        {
            "name": speaker.name,
            "affiliation": speaker.affiliation,
            "url": reverse("events:speaker", args=[event.slug, speaker.slug]),
            "parts": ngettext("%d Programmpunkt", "%d Programmpunkte", len(speaker.items.all()))
            % len(speaker.items.all()),
        }
        for speaker in rows
    ]


def found_speaker(event, slug):
    """Raises Speaker.DoesNotExist."""
    return Speaker.objects.prefetch_related("items").get(event=event, slug=slug)


def record(event):
    """The documentation: of the whole day, then item by item, in the order of time."""
    parts = Prefetch("record_parts", RecordPart.objects.order_by("position", "pk"))
    items = event.items.exclude(record="", record_parts=None).prefetch_related(parts, "speakers").distinct()
    whole = event.record_parts.filter(item=None)
    return {
        "text_html": render(event.record),
        "parts": list(whole),
        "attended": feedback.attended_words(event.attended),
        "feedback_url": _feedback_url(event),
        "items": [
            {
                "pk": item.pk,
                "label": item.label,
                "title": item.title,
                "url": reverse("events:item", args=[event.slug, item.slug]),
                "speakers": ", ".join(speaker.name for speaker in item.speakers.all()),
                "text_html": render(item.record),
                "parts": list(item.record_parts.all()),
            }
            for item in items.order_by("starts_at", "label")
        ],
    }


def _feedback_url(event):
    """Where released feedback is read; empty where nothing is released."""
    if event.feedback.filter(is_released=True).exists():
        return reverse("events:feedback-results", args=[event.slug])
    return ""
