"""The rows behind the OParl lists: querysets of what everybody may read, in the order of their numbers."""

from django.db.models import Prefetch

from ..models import AgendaItem, Meeting, Membership, Minutes, Network, Organisation

_ITEMS = AgendaItem.objects.filter(is_internal=False)


def networks():
    seats = Prefetch("memberships", Membership.objects.public().order_by("pk"), "public_seats")
    return Network.objects.published().select_related("parent").prefetch_related(seats).order_by("pk")


def houses():
    return Organisation.objects.named().filter(pk__in=seats().values("organisation")).order_by("pk")


def seats():
    return Membership.objects.public().order_by("pk")


def people():
    """Seats whose person consented to be named."""
    return seats().filter(shows_person=True).exclude(person_name="")


def meetings():
    items = Prefetch("items", _ITEMS, "public_items")
    return (
        Meeting.objects.public().select_related("network", "minutes").prefetch_related(items).order_by("pk")
    )


def places():
    return meetings().exclude(place="")


def protocols():
    return meetings().filter(minutes__release=Minutes.Release.PUBLIC)


def agenda_items():
    return _ITEMS.filter(meeting__in=Meeting.objects.public().order_by().values("pk")).order_by("pk")


def organisations():
    """(number, is a network) of both kinds of organizations in one order, so that pages can be cut from it."""
    found = networks().order_by().prefetch_related(None).values_list("pk")
    return [(pk, True) for (pk,) in sorted(found)] + [
        (pk, False) for pk in houses().values_list("pk", flat=True)
    ]
