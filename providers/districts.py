"""Stadtteile of a city from a GeoJSON file: outline, label point, neighbours."""

import json
from itertools import combinations
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core.slugs import german_slug

from . import places
from .models import District


class BadOutlines(Exception):
    """A file of outlines cannot be used; the message is for the person."""


def read(path):
    """The unsaved districts of a GeoJSON FeatureCollection in WGS 84.

    Each feature needs the property `name`; `code` (official number), `label_lat` and `label_lon` are used where
    present. Raises BadOutlines.
    """
    try:
        features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
        return [_district(feature) for feature in features]
    except OSError as error:
        raise BadOutlines(_("Die Datei lässt sich nicht öffnen: %s") % error) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BadOutlines(
            _("Die Datei ist keine GeoJSON-FeatureCollection mit Namen und Flächen (%r).") % error
        ) from error


@transaction.atomic
def load(districts):
    """Add missing districts and renew the outlines of known ones; then find every place anew.

    Name, description and whether a district can be chosen stay as staff left them; so does a number that is
    already there. Returns how many districts were added.
    """
    known = {district.slug: district for district in District.objects.all()}
    saved = [_merge(known.get(district.slug), district) for district in districts]
    by_slug = {district.slug: district for district in saved}
    for slug, around in neighbours({d.slug: d.geometry for d in saved}).items():
        by_slug[slug].neighbours.set(by_slug[other] for other in around)
    places.locate_all()
    return len(set(by_slug) - set(known))


def neighbours(outlines):
    """By key of each outline the keys of those that share a stretch of border; a common corner is not enough.

    The outlines must meet in the same points, as areas cut from one map do.
    """
    owners = {}
    for key, geometry in outlines.items():
        for stretch in _stretches(geometry):
            owners.setdefault(stretch, set()).add(key)
    found = {key: set() for key in outlines}
    for keys in owners.values():
        for one, other in combinations(keys, 2):
            found[one].add(other)
            found[other].add(one)
    return found


def _stretches(geometry):
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            for start, end in zip(ring, ring[1:], strict=False):
                yield frozenset((tuple(start), tuple(end)))


def _district(feature):
    about, geometry = feature["properties"], _multipolygon(feature["geometry"])
    lon, lat = _middle(geometry)
    return District(
        slug=german_slug(about["name"]),
        name=about["name"],
        code=about.get("code") or None,
        geometry=geometry,
        lat=about.get("label_lat", lat),
        lon=about.get("label_lon", lon),
    )


def _multipolygon(geometry):
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(kind)
    return {"type": "MultiPolygon", "coordinates": [coordinates] if kind == "Polygon" else coordinates}


def _middle(geometry):
    """Mean corner of the longest outline: good enough for a label that the file does not place itself."""
    ring = max((polygon[0] for polygon in geometry["coordinates"]), key=len)
    return [sum(point[axis] for point in ring) / len(ring) for axis in (0, 1)]


def _merge(known, district):
    if known:
        known.geometry, known.lat, known.lon = district.geometry, district.lat, district.lon
        known.code = known.code or district.code
        district = known
    district.save()
    return district
