"""What the public landscape is made of: published networks that have not ended, and their public seats of today."""

from datetime import date

from django.urls import reverse

from ..analysis.reading import body_of
from ..analysis.world import House, Seat, World
from ..models import LEADING, Membership, Network, Role
from .shape import GUEST, LEAD, MEMBER, Facts, Node


def read(networks=None):
    """(facts, networks) of the public, in six statements; ``networks`` narrows the published ones."""
    wanted = Network.objects.published().running() if networks is None else networks.running()
    found = list(
        wanted.prefetch_related("topics", "life_stages", "transitions", "districts").order_by("name", "pk")
    )
    seats = Membership.objects.public().filter(network__in=[each.pk for each in found]).named()
    houses, links = {}, {}
    for seat in seats:
        houses[seat.organisation_id] = seat.organisation
        pair, letter = (seat.organisation_id, seat.network_id), _letter(seat.role)
        links[pair] = min(letter, links.get(pair, letter), key=(LEAD, MEMBER, GUEST).index)
    facts = Facts(tuple(map(_body, found)), tuple(sorted(map(_house, houses.values()), key=_name)), links)
    return facts, found


def _letter(role):
    if role in LEADING:
        return LEAD
    return GUEST if role == Role.GUEST else MEMBER


def _body(network):
    url = reverse("networks:network", args=[network.slug])
    return Node(network.pk, network.name, url, str(network.get_kind_display()))


def _house(organisation):
    return Node(
        organisation.pk, organisation.title, reverse("networks:organisation", args=[organisation.slug])
    )


def _name(node):
    return node.name.casefold(), node.id


def world(facts, networks, day, vocabulary):
    """The same facts for the questions of the analysis; no people."""
    return World(
        bodies={network.pk: body_of(network) for network in networks},
        houses={node.id: House(node.id, node.name) for node in facts.houses},
        seats=tuple(
            Seat(body=body, house=house, leads=role == LEAD, from_day=date.min)
            for (house, body), role in sorted(facts.links.items())
        ),
        day=day,
        vocabulary=vocabulary,
    )
