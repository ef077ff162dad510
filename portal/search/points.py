"""Where the hits of a plan are: all their points, taken from the columns in memory.

A spot is what lies within some ten metres. Nothing here asks the database.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from portal.search import engine, filters
from portal.search.city_plan import city_plan
from portal.search.query import FACETS

ROUNDING = 10_000  # parts of a degree that make one spot
_LONGITUDES = 360 * ROUNDING + 1
_FACET_NAMES = tuple(FACETS)


class Spot(NamedTuple):
    """A point with hits. ``entries`` are their ids in the order of the answer; ``district`` is a slug or ""."""

    lat: float
    lon: float
    district: str
    entries: tuple[int, ...]

    @property
    def count(self):
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Points:
    """All hits of a plan: at ``spots``, or in one of the two counts of those without a place.

    ``around`` is (latitude, longitude, kilometres) where the hits lie near a place asked for.
    """

    spots: list[Spot]
    repeated: frozenset[int]  # entries at several spots
    around: tuple[float, float, float] | None = None
    placed: int = 0
    online: int = 0
    placeless: int = 0


class _Found(NamedTuple):
    """One row for each place of each hit, of one part or of several."""

    spots: np.ndarray  # latitude and longitude in one whole number
    ranks: np.ndarray  # of the hit in the answer
    districts: np.ndarray  # one row a district: does the hit have it?


def points(plan, index):
    """The `Points` of all strict hits of a plan."""
    question, parts = engine.everything(plan, index)
    ranks = _ranks([keys for _segment, _rows, keys in parts])
    codes = {row.id: row.slug for row in question.snapshot.values.rows.values() if row.facet == "district"}
    entry_ids = np.zeros(sum(map(len, ranks)), np.int64)
    found, online, placeless = [], 0, 0
    for (segment, rows, _keys), own in zip(parts, ranks, strict=True):
        entry_ids[own] = segment.entry_ids[rows]
        found.append(_of_part(segment, rows, own, codes))
        without = rows[~np.isin(rows, segment.place_owners, kind="table")]
        is_online = _facet(segment, "format").matching(question.snapshot.values.codes("format", ["online"]))
        online += int(np.count_nonzero(is_online[without]))
        placeless += len(without)
    spots, repeated = _spots(found, tuple(codes.values()), entry_ids) if found else ([], frozenset())
    place = question.place
    around = place and (place.lat, place.lon, filters.radius(question))
    return Points(spots, repeated, around, len(entry_ids) - placeless, online, placeless - online)


def _ranks(keys):
    """For each part the rank of each of its rows in the whole answer."""
    if not keys:
        return []
    order = np.argsort(np.concatenate(keys))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return np.split(ranks, np.cumsum([len(each) for each in keys])[:-1])


def _of_part(segment, rows, ranks, codes):
    rank_of = np.full(segment.size, -1, np.int64)
    rank_of[rows] = ranks
    owners = segment.place_owners
    held = rank_of[owners] >= 0
    owners = owners[held]
    facet = _facet(segment, "district")
    districts = np.array([facet.matching([code])[owners] for code in codes], bool)
    return _Found(
        _whole(segment.places["lat"][held], 90) * _LONGITUDES + _whole(segment.places["lon"][held], 180),
        rank_of[owners],
        districts.reshape(len(codes), len(owners)),
    )


def _whole(degrees, below):
    """Degrees in parts of ROUNDING from the south pole or the date line."""
    return np.rint((degrees.astype(np.float64) + below) * ROUNDING).astype(np.int64)


def _facet(segment, name):
    return segment.facets[_FACET_NAMES.index(name)]


def _spots(found, slugs, entry_ids):
    spot_keys, ranks, districts = (np.concatenate(column, axis=-1) for column in zip(*found, strict=True))
    places, spot_of = np.unique(spot_keys, return_inverse=True)
    lats, lons = places // _LONGITUDES - 90 * ROUNDING, places % _LONGITUDES - 180 * ROUNDING
    votes = [np.bincount(spot_of[has_it], minlength=len(places)) for has_it in districts]
    # Each hit once a spot, in the order of the answer.
    pairs = np.unique(spot_of * len(entry_ids) + ranks)
    spots, ranks = np.divmod(pairs, max(1, len(entry_ids)))
    entries = np.split(entry_ids[ranks], np.flatnonzero(np.diff(spots)) + 1)
    points = np.column_stack([lats, lons]) / ROUNDING
    named = _districts(points, np.array(votes).reshape(len(slugs), len(places)), slugs)
    rows = zip(points.tolist(), named, entries, strict=False)
    repeated = entry_ids[np.flatnonzero(np.bincount(ranks) > 1)]
    spots = [Spot(lat, lon, district, tuple(ids.tolist())) for (lat, lon), district, ids in rows]
    return spots, frozenset(repeated.tolist())


def _districts(points, votes, slugs):
    """The Stadtteil of the hits at each spot; the drawing decides where they have several places."""
    most = votes.max(axis=0, initial=0)
    likely = (votes == most) & (most > 0)
    several = likely.sum(axis=0) > 1
    first = likely.argmax(axis=0).tolist() if slugs else []
    named = [slugs[number] if votes else "" for number, votes in zip(first, most.tolist(), strict=False)]
    for spot in np.flatnonzero(several).tolist():
        choice = [slugs[number] for number in np.flatnonzero(likely[:, spot])]
        named[spot] = city_plan().district_at(*city_plan().point(*points[spot]), choice) or named[spot]
    return named or [""] * len(points)
