"""Places that people name when they search near them: postcodes, stops and streets."""

from portal.search.models import Place

from . import content

# File, kind and usual reach in kilometres.
FILES = (
    ("plz_magdeburg.csv", "plz", Place.Kind.POSTCODE, 2),
    ("haltestellen_magdeburg.csv", "name", Place.Kind.STOP, 1),
    ("strassen_magdeburg.csv", "name", Place.Kind.STREET, 1),
)


def load():
    """Add the places that are missing."""
    for file, column, kind, reach in FILES:
        known = set(Place.objects.filter(kind=kind).values_list("name", flat=True))
        Place.objects.bulk_create(
            Place(name=row[column], kind=kind, lat=float(row["lat"]), lon=float(row["lon"]), radius_km=reach)
            for row in content.read_csv(file)
            if row[column] not in known
        )
