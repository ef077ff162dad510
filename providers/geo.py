"""Which Stadtteil does a point lie in? Pure geometry on the outlines kept with the districts."""

import math

EARTH_RADIUS_KM = 6371.0088


def _inside_ring(lon, lat, ring):
    """Ray casting; a ring is a closed list of [lon, lat]."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def contains(geometry, lat, lon):
    """True where the GeoJSON MultiPolygon holds the point (degrees, WGS 84); holes are left out."""
    for outer, *holes in geometry["coordinates"]:
        if _inside_ring(lon, lat, outer) and not any(_inside_ring(lon, lat, hole) for hole in holes):
            return True
    return False


def distance_km(lat1, lon1, lat2, lon2):
    """Great-circle distance in kilometres (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


class DistrictFinder:
    """Looks points up among districts, bounding boxes first."""

    def __init__(self, districts):
        self._boxes = [(district, *bounds(district.geometry)) for district in districts]

    def at(self, lat, lon):
        """The district that holds the point, or None outside the city."""
        for district, west, south, east, north in self._boxes:
            if west <= lon <= east and south <= lat <= north and contains(district.geometry, lat, lon):
                return district
        return None


def bounds(geometry):
    """West, south, east and north of a GeoJSON MultiPolygon, in degrees."""
    points = [point for polygon in geometry["coordinates"] for ring in polygon for point in ring]
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)
