"""The desk of the Bildungsmanagement team for providers, offers and the vocabulary."""

from . import currency, holidays, offer, provider, queue_texts, sources, submission, team, vocabulary

__all__ = [
    "currency",
    "holidays",
    "offer",
    "provider",
    "queue_texts",
    "sources",
    "submission",
    "team",
    "vocabulary",
]
