"""Reads of the index' tables: what changed since a version, cards, phrases. No state, no writes."""

from itertools import product
from typing import NamedTuple

from django.db import connection, transaction

from portal.search.columns import Row
from portal.search.models import Place, SearchEntry, SearchWord, Synonym
from portal.search.places import PlaceRow
from portal.search.query import KINDS
from portal.search.snapshot import ValueRow
from portal.search.synonyms import read_line
from portal.search.vocabulary import WordRow
from providers.models import District

SHORT_LIST = 50  # objects; a longer list of changes is not worked off within a request
_CHUNK = 5000
_LOOK_AHEAD = 1000  # rows of the list that are looked at to tell how long it is
MAX_NEEDLES = 16  # ways to spell a phrase that are looked for

_STATE = """
    SELECT coalesce((SELECT max(version) FROM search_searchrevision), 0),
           %(version)s = 0 OR EXISTS (SELECT FROM search_searchrevision WHERE version = %(version)s),
           (SELECT bool_or(synonyms_changed) FROM search_searchrevision WHERE version > %(version)s),
           (SELECT bool_or(places_changed) FROM search_searchrevision WHERE version > %(version)s),
           count(DISTINCT (kind, object_id)), count(*)
    FROM (SELECT kind, object_id FROM search_searchchange LIMIT %(look_ahead)s) AS changes"""
_ENTRIES = """
    SELECT is_gone, id, kind, object_id, facts, word_ids, weights, "values", times, places
    FROM search_searchentry WHERE version > %s ORDER BY id"""
_WORDS_AND_VALUES = """
    SELECT id, form, spelling, parts, '', 0 FROM search_searchword WHERE version > %s
    UNION ALL
    SELECT id, slug, label, NULL, facet, position FROM search_searchvalue WHERE version > %s"""
_PHRASES = "SELECT id FROM search_searchentry WHERE id = ANY(%s)"
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class State(NamedTuple):
    """The database against a version in memory (``since``); ``pending`` counts changed objects in a thousand rows."""

    since: int
    version: int
    is_known: bool
    synonyms_changed: bool
    places_changed: bool
    pending: int
    pending_rows: int

    @property
    def has_short_list(self):
        return 0 < self.pending <= SHORT_LIST and self.pending_rows < _LOOK_AHEAD


def state(version):
    """How the database stands against a version, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"version": version, "look_ahead": _LOOK_AHEAD})
        return State(version, *cursor.fetchone())


def entries(since):
    """(rows that may be found, ids of those gone) of the entries with a higher version."""
    rows, gone = [], []
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [since])
        for row in cursor.fetchall():
            gone.append(row[1]) if row[0] else rows.append(_row(row))
    return rows, gone


def all_entries():
    """All entries that may be found, by id; read a few thousand at a time, inside a transaction."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_ENTRIES, [-1])
        while chunk := cursor.fetchmany(_CHUNK):
            yield from (_row(row) for row in chunk if not row[0])


def _row(row):
    _gone, entry_id, kind, *rest = row
    return Row(entry_id, _KIND_NUMBERS[kind], *rest)


def words_after(number):
    """Words with a higher id, for who follows the additions only."""
    found = SearchWord.objects.filter(pk__gt=number).values_list("id", "form", "spelling", "parts")
    return [WordRow(number, form, spelling, tuple(parts)) for number, form, spelling, parts in found]


def words_and_values(since):
    """(words, facet values) with a higher version, in one statement."""
    found, values = [], []
    with connection.cursor() as cursor:
        cursor.execute(_WORDS_AND_VALUES, [since, since])
        for number, first, second, parts, facet, position in cursor.fetchall():
            if parts is None:
                values.append(ValueRow(number, facet, first, second, position))
            else:
                found.append(WordRow(number, first, second, tuple(parts)))
    return found, values


def synonyms():
    """Groups of synonyms that hold, and of words that are none."""
    rows = Synonym.objects.filter(is_active=True).values_list("words", "is_block")
    groups = (read_line(words, is_block=is_block) for words, is_block in rows)
    return [group for group in groups if group]


def places():
    """Stadtteile first, then the places staff keep."""
    districts = [
        PlaceRow(name, lat, lon, district=slug)
        for name, lat, lon, slug in District.objects.values_list("name", "lat", "lon", "slug")
    ]
    return districts + [
        PlaceRow(*row) for row in Place.objects.values_list("name", "lat", "lon", "radius_km")
    ]


def cards(entry_ids):
    """{id: card} of some entries, in one statement."""
    return dict(SearchEntry.objects.filter(pk__in=entry_ids, is_gone=False).values_list("pk", "card"))


def entries_with_phrases(entry_ids, phrases):
    """Ids of those entries in which the words of each phrase stand one after the other, in one statement.

    A phrase is a list of words, each a list of word ids that count as that word.
    """
    sql, parameters = _PHRASES, [list(map(int, entry_ids))]
    for phrase in phrases:
        needles = [_packed(ids) for ids, _n in zip(product(*phrase), range(MAX_NEEDLES), strict=False)]
        sql += " AND (" + " OR ".join(["position(%s IN sequence) > 0"] * len(needles) or ["FALSE"]) + ")"
        parameters += needles
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [number for (number,) in cursor.fetchall()]


def _packed(ids):
    return b"".join(number.to_bytes(4, "little") for number in ids)
