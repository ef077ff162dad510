"""Edits of offers by those who keep them, and what the team decides about them.

seen = changes.token(offer)                       # into a hidden field of the form
edit = changes.save_edit(offer, form.cleaned_data, by=user, expected=seen)
"""

from .decisions import ChangeMoved, accept, ask, refuse, see, undo
from .edits import EditConflict, Edited, current_values, discard, pending, save_edit, token, waiting

__all__ = [
    "ChangeMoved",
    "EditConflict",
    "Edited",
    "accept",
    "ask",
    "current_values",
    "discard",
    "pending",
    "refuse",
    "save_edit",
    "see",
    "token",
    "undo",
    "waiting",
]
