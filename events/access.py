"""Whose events an account keeps. Everything else answers like something that does not exist."""

from django.db.models import Q
from django.http import Http404

from networks.access import coordinated_by
from providers.access import providers_of

from .models import Event


def runs_all(user):
    """Whether the user belongs to the team that keeps all events."""
    return user.is_staff and user.has_perm("events.change_event")


def events_of(user):
    """Events the user organises: as the team of the provider, the coordination of the network, or staff."""
    if runs_all(user):
        return Event.objects.all()
    own = Q(provider__in=providers_of(user)) | Q(network__in=coordinated_by(user))
    return Event.objects.filter(own)


def has_events(user):
    return events_of(user).exists()


def event_or_404(user, slug):
    try:
        return events_of(user).select_related("network", "provider").get(slug=slug)
    except Event.DoesNotExist as error:
        raise Http404 from error
