"""Places: the Stadtteil follows from the coordinates."""

from .geo import DistrictFinder
from .models import District, Location


def district_finder():
    """A finder over the districts as they are now; build it once for many points."""
    return DistrictFinder(District.objects.all())


def locate(location, finder=None):
    """Set the district of an unsaved or saved place from its coordinates, without saving.

    Coordinates outside the city clear the district; a place without coordinates keeps what staff chose.
    """
    if location.has_coordinates:
        location.district = (finder or district_finder()).at(location.lat, location.lon)
    return location


def locate_all():
    """Assign every place with coordinates anew (after districts changed); returns how many changed."""
    finder, changed = district_finder(), []
    for location in Location.objects.filter(lat__isnull=False).iterator():
        before = location.district_id
        if locate(location, finder).district_id != before:
            changed.append(location)
    Location.objects.bulk_update(changed, ["district"], batch_size=1000)
    return len(changed)
