"""Work off the list of changes: the only writer of entries, words and facet values.

All writing happens under one advisory lock that ends with the transaction, so that versions become visible in the order
of their numbers.
"""

import json
from collections import ChainMap, defaultdict
from itertools import batched

from django.db import OperationalError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.search import bulk, documents, german, store, words
from portal.search.entries import pack
from portal.search.models import SearchChange, SearchEntry, SearchRevision, SearchValue, SearchWord
from portal.search.vocabulary import Vocabulary

LOCK = 7_305_116_204  # any number, the same in every process
KEPT_REVISIONS = 10_000  # a process further behind reads everything again
BATCH = 500  # objects of one pass
PATIENCE = "1s"  # how long an answer waits for another process that writes
_PACKED = ("facts", "word_ids", "weights", "values", "times", "places", "sequence")
_ENTRY_COLUMNS = {
    "kind": "text",
    "object_id": "bigint",
    "version": "bigint",
    "is_gone": "boolean",
    "card": "jsonb",
} | dict.fromkeys(_PACKED, "bytea")
_WORD_COLUMNS = {"id": "bigint", "form": "text", "spelling": "text", "parts": "bigint[]", "version": "bigint"}

# All rows up to the 500th different object: whatever is added below it meanwhile is taken along.
_TAKE = """
    DELETE FROM search_searchchange WHERE (kind, object_id) <= (
        SELECT kind, object_id FROM (
            SELECT DISTINCT kind, object_id FROM search_searchchange ORDER BY kind, object_id LIMIT %s
        ) AS next ORDER BY kind DESC, object_id DESC LIMIT 1)
    RETURNING kind, object_id"""


def catch_up(say=None):
    """Work off the whole list, 500 objects a transaction; returns how many objects that were.

    ``say`` is called with the number done so far after each pass.
    """
    vocabulary, done = Vocabulary(store.words_after(0)), 0
    while count := _one_pass(vocabulary):
        done += count
        vocabulary.add(store.words_after(max(vocabulary.words, default=0)))
        if say:
            say(done)
    SearchRevision.objects.filter(version__lt=(_latest() or 0) - KEPT_REVISIONS).delete()
    return done


def follow_bulk(say):
    """Bring the index up to date right after an import or another bulk change."""
    say(_("Der Suchindex wird nachgeführt …"))
    with connection.cursor() as cursor:
        # PostgreSQL still plans for the tables as they were before; on grown ones that takes minutes.
        cursor.execute("ANALYZE")
    catch_up()


def _latest():
    return SearchRevision.objects.aggregate(Max("version"))["version__max"]


def catch_up_soon(vocabulary=None):
    """Work off a short list within a request; False where another process is writing for more than a second."""
    try:
        return bool(_one_pass(vocabulary or Vocabulary(), PATIENCE))
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        return False


@transaction.atomic
def rebuild(say=None):
    """Build the whole index anew; others answer from the old one until this is committed. Returns its size."""
    german.hurry()
    _lock()
    for model in (SearchChange, SearchEntry, SearchWord, SearchValue, SearchRevision):
        model.objects.all().delete()
    version = SearchRevision.objects.create(synonyms_changed=True, places_changed=True).version
    vocabulary, done = Vocabulary(), 0
    for kind, findable in documents.FINDABLE.items():
        for ids in batched(findable().order_by().values_list("pk", flat=True), BATCH):
            write_documents(kind, documents.BUILDERS[kind](ids), version, vocabulary)
            vocabulary.add(store.words_after(max(vocabulary.words, default=0)))
            done += len(ids)
            if say:
                say(done)
    return done


@transaction.atomic
def _one_pass(vocabulary, patience=None):
    """Write up to 500 changed objects; returns their number. ``vocabulary`` helps to divide compounds."""
    _lock(patience)
    changed = _take(BATCH)
    if changed:
        revision = SearchRevision.objects.create(
            synonyms_changed="synonym" in changed, places_changed="place" in changed
        )
        for kind, build in documents.BUILDERS.items():
            if kind in changed:
                _write(kind, changed[kind], build(changed[kind]), revision.version, vocabulary)
    return sum(map(len, changed.values()))


def _lock(patience=None):
    with connection.cursor() as cursor:
        if patience:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if patience:
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _take(limit):
    """{kind: ids} of the next objects, taken off the list."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [limit])
        found = defaultdict(set)
        for kind, object_id in cursor.fetchall():
            found[kind].add(object_id)
    return {kind: sorted(ids) for kind, ids in found.items()}


def _write(kind, ids, found, version, vocabulary):
    """Entries for the documents found; the other ids are gone."""
    write_documents(kind, found, version, vocabulary)
    gone = set(ids) - {document.object_id for document in found}
    SearchEntry.objects.filter(kind=kind, object_id__in=gone).update(
        version=version, is_gone=True, card={}, **dict.fromkeys(_PACKED, b"")
    )


def write_documents(kind, found, version, vocabulary):
    """Write the entries of documents of one kind; the caller holds the lock and has made the revision."""
    word_ids = _word_ids(found, version, vocabulary)
    value_ids = _value_ids(found, version)
    rows = []
    for document in found:
        packed = pack(document, word_ids, value_ids)
        card = json.dumps(document.card, ensure_ascii=False)
        rows.append((kind, document.object_id, version, False, card, *(packed[name] for name in _PACKED)))
    bulk.upsert(SearchEntry._meta.db_table, _ENTRY_COLUMNS, rows, ("kind", "object_id"))


def _word_ids(found, version, vocabulary):
    """{form: id} of all words of the documents; new ones are written with their parts."""
    tokens = words.tokens_of(found)
    ids = _stored_ids(tokens)
    arriving = {form: token for form, token in tokens.items() if form not in ids}
    new = words.divided(arriving, ChainMap(arriving, ids, vocabulary.ids))
    late = words.late_parts(list(vocabulary.words.values()), arriving)
    for parts in late.values():
        new |= {form: words.NewWord(form, lemma, ()) for form, lemma in parts.items() if form not in new}
    ids |= _stored_ids(form for form in new if form not in ids)
    _add_words([word for form, word in new.items() if form not in ids], ids, version)
    _divide_later(late, ids, version)
    return ids


def _stored_ids(forms):
    return bulk.ids_by(SearchWord._meta.db_table, "form", forms)


def _add_words(new, ids, version):
    """Write words; their ids are drawn first, since words are parts of each other. Adds to ``ids``."""
    ids |= dict(
        zip((word.form for word in new), bulk.next_ids(SearchWord._meta.db_table, len(new)), strict=True)
    )
    rows = [
        (ids[word.form], word.form, word.spelling, _array([ids[part] for part in word.parts]), version)
        for word in new
    ]
    bulk.upsert(SearchWord._meta.db_table, _WORD_COLUMNS, rows, ("id",))


def _array(numbers):
    """Numbers as SQL writes an array of them."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _divide_later(late, ids, version):
    rows = [
        SearchWord(id=number, parts=[ids[form] for form in parts], version=version)
        for number, parts in late.items()
    ]
    SearchWord.objects.bulk_update(rows, ["parts", "version"])


def _value_ids(found, version):
    """{(facet, slug): id} of all facet values of the documents; new and renamed ones are written."""
    wanted = {(value.facet, value.slug): value for document in found for value in document.values}
    slugs = {slug for _facet, slug in wanted}
    stored = {(row.facet, row.slug): row for row in SearchValue.objects.filter(slug__in=slugs)}
    changed = [
        SearchValue(**value._asdict(), version=version)
        for key, value in wanted.items()
        if key not in stored or (stored[key].label, stored[key].position) != (value.label, value.position)
    ]
    written = SearchValue.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["facet", "slug"],
        update_fields=["label", "position", "version"],
    )
    return {key: row.pk for key, row in stored.items()} | {(row.facet, row.slug): row.pk for row in written}
