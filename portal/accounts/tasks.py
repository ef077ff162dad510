"""Deletion dates of accounts: imported for the rules they bring."""

from . import closing

RULES_OF = (closing,)
