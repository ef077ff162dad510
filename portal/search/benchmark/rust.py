"""tantivy, a search engine in Rust, where the package is installed: German stems, a page, counts for each facet."""

import importlib.util

from portal.search.benchmark.sql import FACETS
from portal.search.query import PAGE_SIZE

_FIELDS = ("title", "rest")
_MEMORY = 200_000_000  # bytes for writing
_MOST_VALUES = 50  # of a facet


def is_installed():
    return importlib.util.find_spec("tantivy") is not None


class TantivyFacets:
    """Answers from an index in memory; to be filled once. Weekdays and days are left out, which is in its favour."""

    def __init__(self, documents):
        self._tantivy = importlib.import_module("tantivy")
        self._index = self._tantivy.Index(self._schema())
        writer = self._index.writer(_MEMORY, num_threads=1)
        for document in documents:
            writer.add_document(self._row(document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _schema(self):
        builder = self._tantivy.SchemaBuilder()
        for name in _FIELDS:
            builder.add_text_field(name, tokenizer_name="de_stem")
        for facet in FACETS:
            builder.add_text_field(facet, tokenizer_name="raw", fast=True)
        builder.add_integer_field("id", stored=True, fast=True)
        return builder.build()

    def _row(self, document):
        (_field, title), *rest = document.texts
        row = {"id": document.object_id, "title": title, "rest": " ".join(text for _field, text in rest)}
        for value in document.values:
            row.setdefault(value.facet, []).append(value.slug)
        return self._tantivy.Document(**row)

    def ask(self, plan):
        """(total, ids of the page, {facet: {value: count}}), each facet counted without its own choice."""
        found = self._searcher.search(
            self._query(plan), PAGE_SIZE, count=True, offset=(plan.page - 1) * PAGE_SIZE
        )
        ids = [self._searcher.doc(place)["id"][0] for _score, place in found.hits]
        chosen = [facet for facet in FACETS if getattr(plan.filters, facet)]
        counts = self._counts(plan, [facet for facet in FACETS if facet not in chosen])
        for facet in chosen:
            counts |= self._counts(plan, [facet], but=facet)
        return found.count, ids, counts

    def _counts(self, plan, facets, but=""):
        asked = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
        answer = self._searcher.aggregate(self._query(plan, but), asked)
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in answer[facet]["buckets"]}
            for facet in facets
        }

    def _query(self, plan, but=""):
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        parts = [self._words(plan)]
        for facet in FACETS:
            if facet != but and (chosen := getattr(plan.filters, facet)):
                parts.append(query.term_set_query(self._index.schema, facet, list(chosen)))
        return query.boolean_query([(must, part) for part in parts])

    def _words(self, plan):
        if not plan.has_text:
            return self._tantivy.Query.all_query()
        query, _errors = self._index.parse_query_lenient(
            plan.text, list(_FIELDS), field_boosts={"title": 3.0}, conjunction_by_default=True
        )
        return query
