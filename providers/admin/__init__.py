"""The desk of the Bildungsmanagement team for providers, offers and the vocabulary."""

from . import offer, provider, vocabulary

__all__ = ["offer", "provider", "vocabulary"]
