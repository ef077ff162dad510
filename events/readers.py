"""Which events a reader may see: the public ones, and those for members where the reader is one."""

from functools import wraps

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.cache import patch_cache_control

from networks.access import networks_of

from .models import Event, ProgrammeItem, Speaker


def readable_events(user):
    """Public events and those of the networks whose internal pages the user may read."""
    events = Event.objects.published()
    return events.filter(visibility=Event.Visibility.PUBLIC) | events.filter(network__in=networks_of(user))


def _with_head():
    """With all that the head of an event's pages needs: how many speakers, whether there is a programme and parts."""
    speakers = Speaker.objects.filter(event=OuterRef("pk")).order_by().values("event")
    return Event.objects.select_related("network", "provider", "district", "parent", "series").annotate(
        speaker_count=Coalesce(Subquery(speakers.annotate(number=Count("pk")).values("number")), 0),
        has_items=Exists(ProgrammeItem.objects.filter(event=OuterRef("pk"))),
        has_children=Exists(Event.objects.public().filter(parent=OuterRef("pk"))),
    )


def event_or_404(request, slug):
    """The event with all that the head of its pages needs, in one statement for what is public.

    Who brings no session is not asked for one, so that public pages need no cookie; a members' event then answers like
    one that does not exist.
    """
    known = _with_head()
    found = known.filter(pk__in=Event.objects.public(), slug=slug).first()
    if found is None and settings.SESSION_COOKIE_NAME in request.COOKIES:
        user = request.user
        found = (
            known.filter(pk__in=readable_events(user), slug=slug).first() if user.is_authenticated else None
        )
    if found is None:
        raise Http404
    return found


def event_page(view):
    """The view gets the event instead of its slug; pages for members stay out of shared caches."""

    @wraps(view)
    def page(request, slug, **rest):
        event = event_or_404(request, slug)
        response = view(request, event, **rest)
        if event.visibility == Event.Visibility.MEMBERS:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return page
