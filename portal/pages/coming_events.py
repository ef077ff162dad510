"""Coming events of somebody, on a page that is about more than events."""

from events.models import Event
from events.pages.event import line

MOST_LINES = 6


def coming_lines(events):
    """The soonest public ones among some events, as `events.pages.event.line` says them; one statement."""
    public = events & Event.objects.public().upcoming()
    return [
        line(event)
        for event in public.select_related("network", "provider").order_by("starts_at")[:MOST_LINES]
    ]
