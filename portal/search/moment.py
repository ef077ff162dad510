"""The index as one request sees it: asked for its state once, the same for every search of a page."""

from dataclasses import replace

from . import engine


class Moment:
    """Stands in for the index in `engine.search`."""

    def __init__(self, index):
        self._snapshot = index.current()
        self.cards = index.cards
        self.entries_with_phrases = index.entries_with_phrases

    def current(self):
        return self._snapshot

    def search(self, plan):
        return engine.search(plan, self)

    def count(self, plan):
        """How many hits a plan has, without fetching a card."""
        return self.measure(plan).total

    def measure(self, plan):
        """Total and facets of a plan, without fetching a card."""
        return engine.search(replace(plan, page=1, page_size=1), _WithoutCards(self))


class _WithoutCards(Moment):
    def __init__(self, moment):
        super().__init__(moment)
        self.cards = _no_cards


def _no_cards(_entry_ids):
    return {}
