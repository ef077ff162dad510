"""Dates in plain German: „jeden Dienstag 17-18:30 bis 15.12., nicht in den Schulferien“ becomes a series, and back.

`parse` never guesses in silence: what is ambiguous or not understood becomes a `Problem` that quotes the words.
"""

from .assembly import parse
from .saying import say
from .shapes import MAX_TEXT, Problem, Understood

__all__ = ["MAX_TEXT", "Problem", "Understood", "parse", "say"]
