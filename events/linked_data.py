"""An event in the words of schema.org, embedded in its page as data (JSON-LD)."""

import json

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe

from providers.models import Offer

from . import wording
from .models import Event

_MODES = {
    Offer.Format.ONSITE: "OfflineEventAttendanceMode",
    Offer.Format.ONLINE: "OnlineEventAttendanceMode",
    Offer.Format.HYBRID: "MixedEventAttendanceMode",
}
# Inside a script element these could end it or begin a comment.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def of_event(event):
    """The event as a dictionary; what is not known is left out."""
    url = settings.SITE_URL + event.get_absolute_url()
    status = "EventCancelled" if event.status == Event.Status.CANCELLED else "EventScheduled"
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.summary,
        "startDate": _moment(event, event.starts_at),
        "endDate": _moment(event, event.ends_at),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[event.format]}" if event.format else "",
        "location": _location(event, url),
        "organizer": _organiser(event),
        "image": settings.SITE_URL + event.picture.url if event.picture else "",
        "isAccessibleForFree": True if event.price == Offer.Price.FREE else None,
        "superEvent": _parent(event),
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def embedded(event):
    """The data as text that may stand inside a script element."""
    text = json.dumps(of_event(event), ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - the signs that could leave the element are escaped


def _moment(event, moment):
    local = timezone.localtime(moment)
    return local.date().isoformat() if event.is_all_day else local.isoformat()


def _location(event, url):
    if event.format == Offer.Format.ONLINE:
        return {"@type": "VirtualLocation", "url": url}
    words = wording.place_words(event)
    if not words:
        return None
    address = {
        "@type": "PostalAddress",
        "streetAddress": event.street,
        "postalCode": event.postcode,
        "addressLocality": event.city,
    }
    known = {name: value for name, value in address.items() if value}
    return {"@type": "Place", "name": event.place_name or words, "address": known}


def _organiser(event):
    name = wording.organiser_words(event)
    return {"@type": "Organization", "name": name} if name else None


def _parent(event):
    parent = event.parent
    if (
        parent is None
        or parent.status not in Event.Status.shown()
        or parent.visibility != Event.Visibility.PUBLIC
    ):
        return None
    return {"@type": "Event", "name": parent.title, "url": settings.SITE_URL + parent.get_absolute_url()}
