"""Mark the found words in a text, escaped for HTML."""

import re
from html import escape

from django.utils.safestring import SafeString, mark_safe

# Entities of the escaped text are one token, so that "amp" never matches inside "&amp;".
_TOKEN = re.compile(r"&#?\w+;|\w{2,}")


class Marker:
    """Marks whole words in the texts of one page; ``words`` are those of `Hit.words`."""

    def __init__(self, words):
        self._words = frozenset(words)

    def __call__(self, text: str) -> SafeString:
        """The text as HTML; found words stand in ``<mark>``."""
        safe = escape(text)
        return mark_safe(_TOKEN.sub(self._marked, safe) if self._words else safe)

    def _marked(self, match):
        token = match[0]
        return f"<mark>{token}</mark>" if token.lower() in self._words else token
