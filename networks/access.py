"""What a person with an account may touch of the networks. Everything else answers like something that does not exist.

Staff who may change networks have every room open; their right is the admin's own.
"""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from .models import Membership, Network, Organisation


def runs_all(user):
    """Whether the user belongs to the team that keeps all networks."""
    return user.is_staff and user.has_perm("networks.change_network")


def seats_of(user):
    """Seats the user holds or is about to hold."""
    return Membership.objects.not_over().filter(user=user)


def networks_of(user):
    """Networks whose internal pages the user may read."""
    if runs_all(user):
        return Network.objects.all()
    return Network.objects.filter(pk__in=seats_of(user).values("network"))


def coordinated_by(user):
    """Networks the user may change."""
    if runs_all(user):
        return Network.objects.all()
    return Network.objects.filter(pk__in=seats_of(user).leading().values("network"))


def organisations_of(user):
    """Organisations the user sits for, or whose entries the user keeps as a provider.

    Who founds a network names the organisation alone: it counts once the team has published the network.
    """
    seats = seats_of(user).filter(network__is_public=True)
    return Organisation.objects.filter(
        Q(pk__in=seats.values("organisation")) | Q(provider__team__user=user)
    ).distinct()


def network_or_404(user, slug):
    return get_object_or_404(networks_of(user), slug=slug)


def coordinated_or_404(user, slug):
    return get_object_or_404(coordinated_by(user), slug=slug)


def organisation_or_404(user, slug):
    if runs_all(user):
        return get_object_or_404(Organisation.objects.named(), slug=slug)
    return get_object_or_404(organisations_of(user).named(), slug=slug)


def own_seat_or_404(user, network):
    """The user's own seat in a network; the leading one where there are several."""
    seat = seats_of(user).filter(network=network).named().order_by("role", "-from_day").first()
    if seat is None:
        raise Http404
    return seat


def has_rooms(user):
    """Whether the user has anything under `/konto/netzwerke/`."""
    return runs_all(user) or seats_of(user).exists() or organisations_of(user).exists()
