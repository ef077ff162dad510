"""Founding a network, keeping its entry and publishing it."""

from django.db import transaction

from portal.core.slugs import free_slug
from providers.models import Provider

from .models import Membership, Network, NetworkInternal, Organisation, Role

# Words that stand where the name of a network stands in an address.
RESERVED = {
    "landkarte", "vergleich", "einrichtungen", "gruenden", "gesendet", "einladung", "zusage", "sitz", "boerse",
    "analyse", "kalender", "export",
}  # fmt: skip


def free_network_slug(name):
    """An address for a network of that name."""
    taken = RESERVED | set(Network.objects.values_list("slug", flat=True))
    return free_slug(name, taken.__contains__, max_length=100)


def free_organisation_slug(name):
    taken = set(Organisation.objects.values_list("slug", flat=True))
    return free_slug(name, taken.__contains__, max_length=100)


@transaction.atomic
def found(network, *, by=None, organisation=None, person=None):
    """Save a new, unpublished network; who founds it sits in it as coordination of an organisation.

    ``person`` is {"person_name", "person_email"}; the team publishes the network.
    """
    network.slug = free_network_slug(network.name)
    network.is_public = False
    network.save()
    NetworkInternal.objects.create(network=network)
    if organisation is not None:
        Membership.objects.create(
            network=network,
            organisation=organisation,
            role=Role.COORDINATION,
            has_vote=True,
            user=by,
            **(person or {}),
        )
    return network


def organisation_for(name, provider=None):
    """The organisation of a provider or with that name, made where it is missing; providers are known by name too."""
    if provider is None:
        provider = Provider.objects.published().filter(name__iexact=name).first()
    if provider is not None:
        return Organisation.objects.get_or_create(
            provider=provider,
            defaults={"kind": Organisation.Kind.PROVIDER, "slug": free_organisation_slug(provider.name)},
        )[0]
    known = Organisation.objects.named().filter(name__iexact=name).first()
    return known or Organisation.objects.create(name=name, slug=free_organisation_slug(name))


def publish(networks):
    """Put networks into the register; returns how many."""
    return networks.filter(is_public=False).update(is_public=True)


def withdraw(networks):
    return networks.filter(is_public=True).update(is_public=False)


@transaction.atomic
def request_founding(
    *, user, name, kind, summary, common_goal, organisation_name, person_name, email, **_guards
):
    """A network somebody asks for: unpublished, led by who asks; without an account the seat waits for its link.

    The same name asked for twice by one address is one network.
    """
    by = user if user.is_authenticated else None
    asked = Membership.objects.filter(
        network__name=name, network__is_public=False, person_email__iexact=email, role=Role.COORDINATION
    )
    if known := asked.select_related("network").first():
        return known.network
    return found(
        Network(name=name, kind=kind, summary=summary, common_goal=common_goal),
        by=by,
        organisation=organisation_for(organisation_name),
        person={"person_name": person_name, "person_email": email.lower()},
    )
