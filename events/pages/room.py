"""What the organisers' room shows, prepared."""

import secrets

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access, places, privacy, states, wording
from events.forms.room import ListFilter
from events.models import PlaceStatus
from portal.core.pager import QueryAddress, pager

from .managing import BADGES

A_PAGE = 50
TABS = (
    ("registrations", gettext_lazy("Anmeldungen")),
    ("places", gettext_lazy("Plätze")),
    ("questions", gettext_lazy("Fragen")),
    ("message", gettext_lazy("Nachricht")),
    ("entrance", gettext_lazy("Einlass")),
    ("papers", gettext_lazy("Papiere")),
    ("record", gettext_lazy("Dokumentation")),
    ("feedback", gettext_lazy("Rückmeldungen")),
)


def frame(event, current):
    """Name, time and tabs: every page of one event's room has them."""
    tabs = [
        (label, reverse(f"event-room:{name}", args=[event.slug]), "", name == current) for name, label in TABS
    ]
    return {"event": event, "when": wording.when_words(event), "tabs": tabs}


def start(user):
    """Coming events first, then those that are over, the last fifty."""
    counted = Count("participations", filter=Q(participations__status__in=PlaceStatus.holding()))
    events = access.events_of(user).select_related("network", "provider").annotate(number=counted)
    return {
        "lists": [
            (_("Kommende"), [_line(event) for event in events.upcoming().order_by("starts_at")[:100]]),
            (_("Vergangene"), [_line(event) for event in events.past().order_by("-starts_at")[:50]]),
        ]
    }


def _line(event):
    tone = {"published": "good", "cancelled": "bad"}.get(event.status, "")
    return {
        "title": event.title,
        "url": reverse("event-room:registrations", args=[event.slug]),
        "when": wording.when_words(event),
        "number": ngettext("%d Platz vergeben", "%d Plätze vergeben", event.number) % event.number,
        "badge": (tone, "calendar", event.get_status_display()),
    }


def registrations(event, query):
    """The list with its filter, and how many places are taken now."""
    form = ListFilter(query)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(_filtered(event, asked), A_PAGE).get_page(query.get("seite"))
    address = QueryAddress(reverse("event-room:registrations", args=[event.slug]), query)
    return {
        "filter": form,
        "rows": [_registration(event, row) for row in page],
        "heading": ngettext("%d Anmeldung", "%d Anmeldungen", page.paginator.count) % page.paginator.count,
        "pagination": pager(address, page.number, page.paginator.num_pages),
        "kept": privacy.dates(event),
        "is_open": states.can_register(event),
    }


def _filtered(event, asked):
    rows = event.registrations.confirmed().prefetch_related("people__bookings__item").order_by("created_at")
    if asked.get("stand"):
        rows = rows.filter(people__status=asked["stand"]).distinct()
    if words := asked.get("name"):
        fields = ("name", "organisation", "group_name", "email", "people__name")
        rows = rows.filter(
            Q(*((f"{field}__icontains", words) for field in fields), _connector=Q.OR)
        ).distinct()
    return rows


def _registration(event, row):
    people = list(row.people.all())
    statuses = dict.fromkeys(person.status for person in people)
    waits = any(person.status == PlaceStatus.REQUESTED for person in people)
    return {
        "pk": row.pk,
        "title": row.name or _("ohne Namen"),
        "more": ", ".join(filter(None, [row.organisation, row.group_name, row.email, row.phone])),
        "needs": "; ".join(person.needs for person in people if person.needs),
        "states": [
            (*BADGES[status], f"{sum(p.status == status for p in people)} {PlaceStatus(status).label}")
            for status in statuses
        ],
        "items": _items(people),
        "decide_url": reverse("event-room:decide", args=[event.slug, row.pk]) if waits else "",
    }


def _items(people):
    counted = {}
    for person in people:
        for booking in person.bookings.all():
            if booking.status not in PlaceStatus.ended():
                counted[str(booking.item)] = counted.get(str(booking.item), 0) + 1
    return [f"{item}: {number}" for item, number in counted.items()]


def live_places(event):
    """Places of the event and its items as they are at this moment."""
    for queue, held, waiting in places.counted_queues(event):
        yield {
            "name": str(queue.item or event),
            "taken": held,
            "capacity": _("ohne Grenze") if queue.capacity is None else queue.capacity,
            "waiting": waiting,
            "free": "" if queue.capacity is None else max(queue.capacity - held, 0),
        }


def new_token():
    return secrets.token_urlsafe(16)
