"""An index of documents in memory alone, for the benchmark, the evaluation of quality, and tests of the engine."""

from portal.search.columns import Row
from portal.search.entries import pack
from portal.search.places import Gazetteer
from portal.search.query import KINDS
from portal.search.snapshot import Snapshot, ValueRow, Values
from portal.search.synonyms import Synonyms
from portal.search.vocabulary import Vocabulary, WordRow
from portal.search.words import divided, tokens_of


class TrialIndex:
    """Answers like `memory.Index`, without a database."""

    def __init__(self, documents, synonyms=(), places=()):
        documents = list(documents)
        vocabulary = _vocabulary(documents)
        values = _values(documents)
        self._cards = {number: document.card for number, document in enumerate(documents, 1)}
        self._sequences = {}
        rows = [
            self._row(number, document, vocabulary.ids, values.ids)
            for number, document in enumerate(documents, 1)
        ]
        empty = Snapshot(
            vocabulary=vocabulary, values=values, synonyms=Synonyms(synonyms), places=Gazetteer(places)
        )
        self.snapshot = empty.with_entries(rows, ())

    def current(self):
        return self.snapshot

    def cards(self, entry_ids):
        return {number: self._cards[number] for number in entry_ids}

    def entries_with_phrases(self, entry_ids, phrases):
        """Entries in which the words of each phrase stand one after the other."""
        return [
            n for n in entry_ids.tolist() if all(_holds(self._sequences[n], phrase) for phrase in phrases)
        ]

    def _row(self, number, document, word_ids, value_ids):
        packed = pack(document, word_ids, value_ids)
        self._sequences[number] = memoryview(packed.pop("sequence")).cast("I").tolist()
        return Row(number, KINDS.index(document.kind), document.object_id, **packed)


def _vocabulary(documents):
    tokens = tokens_of(documents)
    words = divided(tokens, tokens)
    ids = {form: number for number, form in enumerate(words, 1)}
    return Vocabulary(
        WordRow(ids[word.form], word.form, word.spelling, tuple(ids[part] for part in word.parts))
        for word in words.values()
    )


def _values(documents):
    found = {(value.facet, value.slug): value for document in documents for value in document.values}
    return Values([ValueRow(number, *value) for number, value in enumerate(found.values(), 1)])


def _holds(sequence, phrase):
    wanted = [set(ids) for ids in phrase]
    starts = range(len(sequence) - len(wanted) + 1)
    return any(all(sequence[at + n] in ids for n, ids in enumerate(wanted)) for at in starts)
