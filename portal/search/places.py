"""Where is "Buckau", "39104" or "Breiter Weg 12"? A small gazetteer, kept in memory."""

import re
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.search import german

_POSTCODE = re.compile(r"\b\d{5}\b")
_HOUSE_NUMBER = re.compile(r"\s+\d+\s*[a-z]?(?:\s*-\s*\d+\s*[a-z]?)?$")
_STREET = re.compile(r"str(?:\.|asse)?(?=\s|$|-)")


class PlaceRow(NamedTuple):
    """A named point. ``district`` is the slug where the name is that of a Stadtteil; ``radius_km`` its usual reach."""

    name: str
    lat: float
    lon: float
    radius_km: float = 2.0
    district: str = ""


class Gazetteer:
    """Places by what people type; the first of two places with one name wins."""

    def __init__(self, rows=()):
        self._rows = {}
        for row in rows:
            self._rows.setdefault(_key(row.name), row)

    def find(self, text):
        """The place a text names, or None: by name, post code, street with number, or one typing error."""
        key = _key(text)
        if not key:
            return None
        postcode = _POSTCODE.search(key)
        for name in (key, _HOUSE_NUMBER.sub("", key), postcode[0] if postcode else "", key.split(",")[0]):
            if name in self._rows:
                return self._rows[name]
        return self._rows.get(self._nearly(key))

    def _nearly(self, key):
        beginnings = [name for name in self._rows if len(key) >= 3 and name.startswith(key)]
        if beginnings:
            return min(beginnings, key=len)
        allowed = 0 if len(key) < 5 or key.isdigit() else 1 if len(key) < 9 else 2
        found = process.extractOne(key, self._rows.keys(), scorer=OSA.distance, score_cutoff=allowed)
        return found[0] if found and allowed else None


def _key(text):
    folded = " ".join(german.fold(german.clean(text)[:80]).replace("/", " ").split())
    return _STREET.sub("strasse", folded).strip(" .,")
