"""Addresses of events: free, and none of the words that lead somewhere else below /veranstaltungen/."""

from portal.core.slugs import free_slug

from .models import Event

RESERVED = frozenset({"monat", "anmeldung", "beitrag"})


def is_taken(slug):
    return slug in RESERVED or Event.objects.filter(slug=slug).exists()


def free_event_slug(title):
    """A speaking address for a new event."""
    return free_slug(title, is_taken, max_length=120)
