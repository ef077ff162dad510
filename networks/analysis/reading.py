"""From the tables to a `world`. The team's view: unpublished networks count too."""

from datetime import date

from django.utils import timezone

from providers.models import District, LifeStage, Topic, Transition

from ..models import LEADING, Membership, Network, Organisation, Role
from .world import Body, House, Seat, World

_RUNNING = (Network.State.ACTIVE, Network.State.BUILDING)


def world():
    """Everything as it stands today, in ten statements whatever the size."""
    return World(
        bodies={body.id: body for body in map(body_of, _networks())},
        houses={row.pk: House(row.pk, row.title) for row in Organisation.objects.named()},
        seats=tuple(_seats()),
        day=timezone.localdate(),
        vocabulary=vocabulary(),
    )


def _networks():
    return Network.objects.running().prefetch_related("topics", "life_stages", "transitions", "districts")


def body_of(network):
    """A network with its terms prefetched as a `Body`."""
    topics = {number for topic in network.topics.all() for number in (topic.pk, topic.parent_id) if number}
    return Body(
        id=network.pk,
        name=network.name,
        topics=frozenset(topics),
        life_stages=_ids(network.life_stages),
        transitions=_ids(network.transitions),
        districts=_ids(network.districts),
        is_running=network.state in _RUNNING,
    )


def _ids(relation):
    return frozenset(row.pk for row in relation.all())


def vocabulary():
    """Names by id; of the topics only the fields, since one names a field by any topic below it."""
    rows = {
        "topics": Topic.objects.active().filter(parent=None),
        "life_stages": LifeStage.objects.active(),
        "transitions": Transition.objects.active(),
        "districts": District.objects.active(),
    }
    return {subject: dict(found.values_list("pk", "name")) for subject, found in rows.items()}


def _seats():
    rows = list(
        Membership.objects.order_by("pk").values_list(
            "pk", "network", "organisation", "role", "from_day", "until_day", "user", "person_email",
            "person_name",
        )
    )  # fmt: skip
    user_of = {email.lower(): user for *_, user, email, _name in rows if user and email}
    for pk, network, organisation, role, from_day, until_day, user, email, name in rows:
        yield Seat(
            body=network,
            house=organisation,
            person=_person(user or user_of.get(email.lower()), email, name),
            leads=role in LEADING,
            stands_in=role == Role.DEPUTY,
            id=pk,
            from_day=from_day,
            until_day=until_day or date.max,
        )


def _person(user, email, name):
    """The same for the same person: its account, else its address, else its name."""
    if user:
        return f"u{user}"
    return f"e{email.lower()}" if email else f"n{name.casefold()}" if name else ""
