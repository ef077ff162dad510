"""The index of this process: loaded once, brought up to date before every answer.

What a process holds is a snapshot that forks share; a commit elsewhere shows as a higher revision, and the rows with
higher versions are read on top. Where the own revision is missing in the database (rolled back, restored from a backup,
built anew), everything is read again.
"""

import threading
from dataclasses import replace
from itertools import chain, islice

from portal.search import index as writing
from portal.search import store
from portal.search.places import Gazetteer
from portal.search.snapshot import Snapshot, Values
from portal.search.synonyms import Synonyms
from portal.search.vocabulary import Vocabulary

ROWS_A_PART = 200_000  # entries of one segment when everything is loaded
MAX_PARTS = 8  # more segments than this are joined by loading everything again


class Index:
    """Answers for the database: the present snapshot, cards, phrases."""

    def __init__(self):
        self._snapshot = None
        self._lock = threading.Lock()

    cards = staticmethod(store.cards)
    entries_with_phrases = staticmethod(store.entries_with_phrases)

    def current(self):
        """A snapshot that holds everything committed so far; a long list of changes is left to the worker."""
        state = self._state()
        if state.has_short_list and writing.catch_up_soon(self._vocabulary()):
            state = self._state()
        if self._is_out_of_date(state):
            with self._lock:
                self._renew(state)
        return self._snapshot

    def _state(self):
        return store.state(self._snapshot.version if self._snapshot else 0)

    def _vocabulary(self):
        return self._snapshot.vocabulary if self._snapshot else None

    def _is_out_of_date(self, state):
        snapshot = self._snapshot
        return snapshot is None or not state.is_known or state.version != snapshot.version

    def _renew(self, state):
        """Another thread may have been faster, so that the state says nothing about the present snapshot."""
        if self._snapshot is not None and self._snapshot.version != state.since:
            state = self._state()
        if not self._is_out_of_date(state):
            return
        if self._snapshot is None or not state.is_known or len(self._snapshot.parts) > MAX_PARTS:
            self._snapshot = _loaded(state.version)
        else:
            self._snapshot = _brought_up(self._snapshot, state)


def _loaded(version):
    """Everything read anew. Words and values are read after the entries are fixed, so that none is missing."""
    rows = store.all_entries()
    first = list(islice(rows, 1))
    words, values = store.words_and_values(-1)
    snapshot = Snapshot(version, vocabulary=Vocabulary(words), values=Values(values))
    rows = chain(first, rows)
    while (larger := snapshot.with_part(islice(rows, ROWS_A_PART))) is not snapshot:
        snapshot = larger
    return replace(snapshot, synonyms=Synonyms(store.synonyms()), places=Gazetteer(store.places()))


def _brought_up(snapshot, state):
    """The snapshot with what has changed since; entries first, so that their words and values are there."""
    rows, gone = store.entries(snapshot.version)
    words, values = store.words_and_values(snapshot.version)
    snapshot.vocabulary.add(words)
    if state.synonyms_changed:
        snapshot = replace(snapshot, synonyms=Synonyms(store.synonyms()))
    if state.places_changed:
        snapshot = replace(snapshot, places=Gazetteer(store.places()))
    snapshot = replace(snapshot, version=state.version, values=snapshot.values.with_rows(values))
    return snapshot.with_entries(rows, gone)


index = Index()
