"""Saving a profile or a place: only what the editor has changed, never over somebody else's change."""

from django.db import transaction

from ..models import Answer, Location, LocationAccess, LocationHours, Provider, Weekday
from ..places import locate
from . import hours, values
from .clash import changes

# Columns of a published provider that staff looks at again.
WATCHED = {"name", "kind_id"}
ADDRESS = {"street", "postcode", "city"}
# A second place that agrees in these is the same form sent twice.
IDENTITY = ("name", "street", "postcode", "city")


@transaction.atomic
def save_profile(provider, wanted, token, *, logo=None, remove_logo=False):
    """Store what differs from what the editor saw. Raises Clash and stores nothing where somebody was faster."""
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    mine = changes(wanted, values.of_provider(provider), token)
    for name, value in mine.items():
        setattr(provider, name, value)
    if logo or remove_logo:
        provider.logo = logo or ""
    if provider.is_public and WATCHED & mine.keys():
        provider.needs_review = True
    provider.save()
    return provider


@transaction.atomic
def save_place(location, wanted, token):
    """Store a new place or what differs from what the editor saw. Raises Clash."""
    provider = Provider.objects.select_for_update().get(pk=location.provider_id)
    if location.pk:
        location = Location.objects.select_for_update(of=("self",)).get(pk=location.pk)
    elif twin := provider.locations.filter(**{name: wanted[name] for name in IDENTITY}).first():
        return twin
    mine = changes(wanted, values.of_place(location), token)
    _set_columns(provider, location, mine)
    _set_hours(location, mine)
    _set_access(location, mine)
    return location


def _set_columns(provider, location, mine):
    if mine.get("is_main"):
        provider.locations.filter(is_main=True).exclude(pk=location.pk).update(is_main=False)
    for name in values.PLACE:
        if name in mine:
            setattr(location, name, mine[name])
    if location.pk and location.has_coordinates and ADDRESS & mine.keys():
        _moved(provider, location)
    locate(location).save()


def _moved(provider, location):
    """The old point on the map is wrong now: staff sets the new one."""
    location.lat = location.lon = None
    provider.needs_review = True
    provider.save(update_fields=["needs_review", "changed_at"])


def _set_hours(location, mine):
    for day in Weekday:
        if f"day_{day.value}" in mine:
            location.hours.filter(weekday=day).delete()
            LocationHours.objects.bulk_create(
                LocationHours(location=location, weekday=day, opens=opens, closes=closes)
                for opens, closes in hours.read(mine[f"day_{day.value}"])
            )


def _set_access(location, mine):
    for feature in values.features():
        answer, note = f"access_{feature.pk}", f"note_{feature.pk}"
        given = {"answer": mine[answer]} if answer in mine else {}
        given |= {"note": mine[note]} if note in mine else {}
        if given:
            LocationAccess.objects.update_or_create(location=location, feature=feature, defaults=given)
    location.access_facts.filter(answer=Answer.UNKNOWN, note="").delete()


@transaction.atomic
def remove_place(location):
    """Offers at the place stay, without a place."""
    Provider.objects.select_for_update().get(pk=location.provider_id)
    location.delete()
