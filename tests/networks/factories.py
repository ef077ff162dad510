"""One saved object with sensible values each; a network comes published."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from networks.models import Meeting, Membership, Network, NetworkInternal, Organisation, Role
from tests.factories import today

_number = count(1)


def make_network(name=None, **fields):
    number = next(_number)
    defaults = {
        "name": name or f"Netz {number}",
        "slug": f"netz-{number}",
        "kind": "exchange",
        "is_public": True,
    }
    network = Network.objects.create(**(defaults | {"state": "active", "summary": "Wozu."} | fields))
    NetworkInternal.objects.create(network=network)
    return network


def make_organisation(name=None, **fields):
    number = next(_number)
    defaults = {"name": f"Haus {number}" if name is None else name, "slug": f"haus-{number}", "kind": "other"}
    return Organisation.objects.create(**(defaults | fields))


def make_seat(network=None, *, user=None, days=(-10, None), **fields):
    """A seat; ``days`` are offsets from today of its first and last day."""
    first, last = days
    defaults = {
        "network": network or make_network(),
        "organisation": fields.pop("organisation", None) or make_organisation(),
        "from_day": today(first),
        "until_day": None if last is None else today(last),
        "user": user,
        "person_name": user.name if user else "",
        "person_email": user.email if user else "",
    }
    return Membership.objects.create(**(defaults | fields))


def make_coordinator(network, user, **fields):
    return make_seat(network, user=user, role=Role.COORDINATION, **fields)


def make_meeting(network=None, days=5, **fields):
    begin = timezone.now().replace(microsecond=0) + timedelta(days=days)
    defaults = {"network": network or make_network(), "title": "Sitzung", "begins_at": begin}
    return Meeting.objects.create(**(defaults | fields))
