"""Where is "Buckau", "39104", "Breiter Weg 12" or "52.131,11.640"? A small gazetteer, kept in memory.

A name that several places share is asked back, never guessed; one that nobody knows is said.
"""

import re
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.search import german
from portal.search.position import MAX_AWAY_KM, read_position
from providers.geo import distance_km

_POSTCODE = re.compile(r"\b\d{5}\b")
_HOUSE_NUMBER = re.compile(r"\s+\d+\s*[a-z]?(?:\s*-\s*\d+\s*[a-z]?)?$")
_STREET = re.compile(r"str(?:\.|asse)?(?=\s|$|-)")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
# What people write before a name: "Haltestelle Zoo", "in Buckau".
_FILLERS = frozenset(("haltestelle", "stadtteil", "in", "am", "an", "bei", "nahe", "beim", "der", "dem"))

SAME_PLACE_KM = 0.6  # a stop and the square it is named after are no choice worth asking about
MOST_CHOICES = 5
MOST_COMPARED = 40


class PlaceRow(NamedTuple):
    """A named point. ``district`` is the slug where the name is that of a Stadtteil; ``radius_km`` its usual reach."""

    name: str
    lat: float
    lon: float
    radius_km: float = 2.0
    district: str = ""


class Found(NamedTuple):
    """What a text names: a place, or names to choose from, or neither; ``problem`` says which in German."""

    place: PlaceRow | None = None
    choices: tuple[str, ...] = ()
    problem: str = ""


class Gazetteer:
    """Places by what people type; the first of two places with one name wins."""

    def __init__(self, rows=()):
        self._rows, self._names = {}, {}
        for row in rows:
            self._rows.setdefault(_key(row.name), row)
        for key, row in self._rows.items():
            for name in _other_names(row.name, key):
                if name == key or name not in self._rows:
                    self._names.setdefault(name, []).append(row)
        self._words = [(key.replace("-", " ").split(), row) for key, row in self._rows.items()]
        self._city = _key(settings.PORTAL_CITY)

    @property
    def rows(self):
        """All places, each name once."""
        return tuple(self._rows.values())

    def find(self, text):
        """The one place a text names, or None."""
        return self.look_up(text).place

    def named(self, text):
        """The one place of exactly this name, or None."""
        key = _key(text)
        rows = [self._rows[key]] if key in self._rows else _apart(self._names.get(key, []))
        return rows[0] if len(rows) == 1 else None

    def look_up(self, text):
        """What a text names: by coordinates, name, postcode, street with number, parts of a name, typing errors."""
        position = read_position(text)
        if position:
            return self._at(*position)
        key = _key(text)
        if key == self._city:
            return Found(problem=_("„%(place)s“ ist die ganze Stadt. Wir suchen überall.") % _named(text))
        if not key:
            return Found()
        spellings = dict.fromkeys((key, self._without(key, ()), self._without(key, _FILLERS)))
        for known in filter(None, map(self._rows.get, spellings)):
            return Found(known)
        for found in filter(None, (self._called(text, spelling) for spelling in spellings)):
            return found
        return Found(problem=_("Den Ort „%(place)s“ kennen wir nicht.") % _named(text))

    def _called(self, text, key):
        """The places a name stands for, or None."""
        exact = self._exact(key) if key else None
        return Found(exact) if exact else self._decided(text, self._similar(key))

    def _at(self, lat, lon):
        """A point; it is named after the known place next to it."""
        away = [(distance_km(lat, lon, row.lat, row.lon), row) for row in self._rows.values()]
        nearest = min(away, default=None, key=lambda pair: pair[0])
        if nearest and nearest[0] > MAX_AWAY_KM:
            far = _("Der Punkt liegt mehr als %(distance)s km von %(city)s entfernt. Wir suchen ohne Ort.")
            return Found(problem=far % {"distance": MAX_AWAY_KM, "city": settings.PORTAL_CITY})
        name = _("Punkt nahe %(place)s") % {"place": nearest[1].name} if nearest else _("Punkt auf der Karte")
        return Found(PlaceRow(name, lat, lon))

    def _without(self, key, fillers):
        words = key.removeprefix(f"{self._city}-").replace(",", " , ").split()
        kept = [word for word in words if word not in fillers and word != self._city]
        return " ".join(kept).strip(" ,").replace(" , ", ", ")

    def _exact(self, key):
        postcode = _POSTCODE.search(key)
        for name in (key, _HOUSE_NUMBER.sub("", key), postcode[0] if postcode else "", *key.split(", ")):
            if name in self._rows:
                return self._rows[name]
        return None

    def _similar(self, key):
        """Lists of places, the surest first: by another name, by whole words, by beginnings of words, by errors."""
        plain = _HOUSE_NUMBER.sub("", key)
        if not plain:
            return
        yield self._names.get(plain, [])
        words = [word for word in re.split(r"[ ,-]+", plain) if word]
        for fits in (_is_word, _begins):
            rows = [row for name, row in self._words if all(any(fits(w, n) for n in name) for w in words)]
            yield [row for row in rows if row.district]
            yield rows
        yield self._mistyped(plain)

    def _mistyped(self, key):
        allowed = 0 if len(key) < 5 or key[0].isdigit() else 1 if len(key) < 9 else 2
        names = [name for name in self._names if name[0] == key[0]] if allowed else []
        near = process.extract(key, names, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        return [row for name, errors, _index in near if errors == near[0][1] for row in self._names[name]]

    def _decided(self, text, groups):
        """The place of the first group that has any, or the choice where it has several."""
        choices = []
        for rows in groups:
            apart = [row for row in _apart(rows) if row not in choices]
            if len(apart) == 1 and not choices:
                return Found(apart[0])
            choices += apart
        if not choices:
            return None
        names = tuple(row.name for row in choices[:MOST_CHOICES])
        return Found(None, names, _("„%(place)s“ passt auf mehrere Orte.") % _named(text))


def _named(text):
    return {"place": german.clean(text).strip()[:60]}


def _apart(rows):
    """The rows without those that lie beside one before them."""
    kept = []
    for row in rows[:MOST_COMPARED]:
        if all(distance_km(other.lat, other.lon, row.lat, row.lon) >= SAME_PLACE_KM for other in kept):
            kept.append(row)
    return kept


def _is_word(word, name):
    return word == name


def _begins(word, name):
    return len(word) >= 3 and name.startswith(word)


def _other_names(name, key):
    """The names a stop such as "Hauptbahnhof/Kölner Platz" or "Zoo (Nord)" is called by."""
    short = _IN_BRACKETS.sub("", name)
    parts = [part for part in short.split("/") if len(part) > 3] if "/" in short else []
    return dict.fromkeys(filter(None, (key, *map(_key, (short, *parts)))))


def _key(text):
    folded = " ".join(german.fold(german.clean(text)[:80]).replace("/", " ").split())
    return _STREET.sub("strasse", folded).strip(" .,")
