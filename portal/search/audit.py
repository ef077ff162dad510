"""Does the index say what the tables say? Names entries that differ and puts them on the list of changes.

The triggers keep the index right; this is for the day after a restore, a hand-written UPDATE without triggers or a bug.
"""

import json
from enum import StrEnum
from itertools import batched
from typing import NamedTuple

from portal.search import bulk, documents, words
from portal.search.entries import pack
from portal.search.models import SearchChange, SearchEntry, SearchValue, SearchWord

BATCH = 500
_PACKED = ("facts", "word_ids", "weights", "values", "times", "places", "sequence")


class Fault(StrEnum):
    """What is wrong with an entry."""

    MISSING = "fehlt"
    SURPLUS = "überzählig"
    DIFFERENT = "weicht ab"


class Difference(NamedTuple):
    kind: str
    object_id: int
    fault: Fault


def differences():
    """Every entry that differs from what its object says now; objects on the list of changes are left out."""
    for kind in documents.BUILDERS:
        waiting = set(SearchChange.objects.filter(kind=kind).values_list("object_id", flat=True))
        found = set(documents.FINDABLE[kind]().order_by().values_list("pk", flat=True)) - waiting
        entries = SearchEntry.objects.filter(kind=kind, is_gone=False)
        stored = set(entries.values_list("object_id", flat=True)) - waiting
        yield from (Difference(kind, number, Fault.MISSING) for number in sorted(found - stored))
        yield from (Difference(kind, number, Fault.SURPLUS) for number in sorted(stored - found))
        for ids in batched(sorted(found & stored), BATCH, strict=False):
            yield from _different(kind, ids)


def _different(kind, ids):
    rows = SearchEntry.objects.filter(kind=kind, object_id__in=ids)
    entries = {entry.object_id: entry for entry in rows}
    built = documents.BUILDERS[kind](list(ids))
    word_ids = bulk.ids_by(SearchWord._meta.db_table, "form", words.tokens_of(built))
    value_ids = _value_ids(built)
    for document in built:
        if not _agrees(document, entries[document.object_id], word_ids, value_ids):
            yield Difference(kind, document.object_id, Fault.DIFFERENT)


def _value_ids(built):
    slugs = {value.slug for document in built for value in document.values}
    rows = SearchValue.objects.filter(slug__in=slugs).values_list("facet", "slug", "pk")
    return {(facet, slug): number for facet, slug, number in rows}


def _agrees(document, entry, word_ids, value_ids):
    try:
        packed = pack(document, word_ids, value_ids)
    except KeyError:  # a word or value the index has never seen
        return False
    same = all(bytes(getattr(entry, name)) == packed[name] for name in _PACKED)
    return same and json.loads(json.dumps(document.card)) == entry.card


def mend(found):
    """Put the differences on the list of changes; the next `index.catch_up` writes them anew."""
    SearchChange.objects.bulk_create(
        [SearchChange(kind=row.kind, object_id=row.object_id) for row in found], batch_size=1000
    )
