"""The desk of the Bildungsmanagement team for networks."""

from . import analysis, meeting, network, people, progress

__all__ = ["analysis", "meeting", "network", "people", "progress"]
