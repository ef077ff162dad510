"""Where an offer takes place: from cells to the parts of a Lernort. What does not fit goes to the note."""

import math
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import Location

_ADDRESS = re.compile(
    r"(?P<before>.*?)[\s,–-]*(?<!\d)(?P<postcode>\d{5}),?\s+(?P<city>[^\W\d_][^\d,()]{1,98})", re.DOTALL
)
_STREET = re.compile(r"[^\W\d_][^,()]*\s\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?)*")
_BRACKETED = re.compile(r"([^()]+)\(([^()]*\d{5}[^()]*)\)")
_PARTS = re.compile(r",\s+|\s[-–]\s")
LONGEST_ADDRESS = 500
_LIMITS = {name: Location._meta.get_field(name).max_length for name in ("name", "street", "postcode", "city")}


class Place(NamedTuple):
    """A Lernort as a file states it; two equal ones of one provider are the same Lernort."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def words(self):
        return tuple(part.casefold() for part in self[:4])

    @property
    def key(self):
        """What makes it the same place again, letter case aside."""
        return (*self.words, self.lat, self.lon)


def split_address(text):
    """„Haus, Weg 1, 39104 Magdeburg“ or „Haus (Weg 1, 39104 Magdeburg)“ to a Place.

    Without a postcode at its end the text stays whole, as the name.
    """
    if len(text) > LONGEST_ADDRESS:
        return Place(name=text)
    bracketed = _BRACKETED.fullmatch(text)
    found = _ADDRESS.fullmatch(f"{bracketed[1].strip()}, {bracketed[2]}" if bracketed else text)
    if not found or found["before"].count("(") != found["before"].count(")"):
        return Place(name=text)
    before = found["before"].strip(" ,")
    pieces = _PARTS.split(before)
    street = next((part for part in (pieces[-1], before) if _STREET.fullmatch(part)), "")
    name = before.removesuffix(street).strip(" ,–-")
    return Place(name, street, found["postcode"], found["city"].strip())


def place_of(cells):
    """The Place of a row, or None, and the text that did not fit into one."""
    text = cells.line("place")
    split = split_address(text)
    stated = Place(split.name, cells.line("street") or split.street, *_town(cells, split))
    rest = ""
    if any(len(getattr(stated, name)) > limit for name, limit in _LIMITS.items()):
        rest = "\n".join(part for part in (text, cells.line("street"), cells.line("city")) if part)
        stated = Place(postcode=stated.postcode)
    place = stated._replace(**_coordinates(cells))
    return (place if any(place) else None), rest


def _town(cells, split):
    postcode = _postcode(cells)
    if split.postcode and postcode and postcode != split.postcode:
        reason = _("Die Postleitzahl passt nicht zum Ort. Es gilt %(postcode)s aus der Spalte „place“.")
        cells.warn("postcode", reason % {"postcode": split.postcode})
        postcode = split.postcode
    return postcode or split.postcode, cells.line("city") or split.city


def _postcode(cells):
    postcode = cells.line("postcode").removesuffix(".0")
    if len(postcode) > _LIMITS["postcode"]:
        cells.warn("postcode", _("Das ist keine Postleitzahl."))
        return ""
    if re.fullmatch(r"\d{4}", postcode):
        cells.warn("postcode", _("Die Postleitzahl hat vier Ziffern. Ist vorn eine 0 verloren gegangen?"))
    return postcode


def _coordinates(cells):
    lat, lon = _degrees(cells, "lat", 90), _degrees(cells, "lon", 180)
    if (lat is None) != (lon is None):
        column = "lat" if lat is None else "lon"
        cells.warn(column, _("Breite und Länge gelten nur zusammen. Beide bleiben leer."))
        return {}
    if lat == 0 == lon:
        cells.warn("lat", _("Null Grad, null Grad liegt im Atlantik. Die Koordinaten bleiben leer."))
        return {}
    return {"lat": lat, "lon": lon}


def _degrees(cells, column, limit):
    text = cells.line(column).replace(",", ".")
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= limit:
        cells.warn(column, _("Das ist keine Gradzahl."))
        return None
    return degrees
