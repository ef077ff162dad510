"""Drawings that stand beside words: icons of the interface and outlines of districts, from two cached sprite files.

A sprite is one file for all pages; ``<use href="...#name">`` takes a symbol out of it. Symbols are decoration for
the eye: whoever places one puts the word beside it.
"""

from functools import cache, lru_cache
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

ICONS = "img/icons.svg"
DISTRICTS = "img/stadtteile.svg"


@cache
def sprite(file: str) -> str:
    """The address of a sprite; looked up once a process, since a result page names it two hundred times."""
    return escape(static(file))


@lru_cache(500)
def icon(name: str, size: str = "") -> SafeString:
    """The icon called ``name`` in static/img/icons.svg without its "i-"; ``size`` is "" (text height) or "large"."""
    larger = f" bp-icon--{escape(size)}" if size else ""
    symbol = f"{sprite(ICONS)}#i-{escape(name)}"
    return mark_safe(f'<svg class="bp-icon{larger}" aria-hidden="true"><use href="{symbol}"/></svg>')


@lru_cache(1000)
def shape(symbol: str, tone: str = "", size: str = "") -> SafeString:
    """A tile with the outline of a district ("d-buckau", "city") or an icon ("i-screen") on the tint of a life stage.

    ``tone`` is "l1" to "l6" or "" for the neutral tint; ``size`` is "" (64 px) or "small" (40 px).
    """
    tint = f" bp-{escape(tone)}" if tone else ""
    smaller = f" bp-shape--{escape(size)}" if size else ""
    if symbol.startswith("i-"):
        drawing = icon(symbol.removeprefix("i-"))
    else:
        drawing = f'<svg aria-hidden="true"><use href="{sprite(DISTRICTS)}#{escape(symbol)}"/></svg>'
    return mark_safe(f'<span class="bp-shape{smaller}{tint}">{drawing}</span>')


def badge(tone: str, name: str, text: str) -> SafeString:
    """A state in word, symbol and colour; ``tone`` is good, note, warn, bad, "" (calm) or "tone bp-l1"."""
    colour = f" bp-tag--{escape(tone)}" if tone else ""
    return mark_safe(f'<span class="bp-tag{colour}">{icon(name)}{escape(text)}</span>')


def badges(rows) -> SafeString:
    """Several states, each (tone, icon, text)."""
    return mark_safe("".join(badge(*row) for row in rows))


def fact(name: str, label: str, value: str, more: str = "") -> SafeString:
    """One line of a list of facts: the icon stands for its label, ``more`` is said smaller; nothing without a value."""
    if not value:
        return SafeString()
    smaller = f" <small>{escape(more)}</small>" if more else ""
    term = f'<dt>{icon(name)}<span class="kern-sr-only">{escape(label)}</span></dt> '
    return mark_safe(f"<div>{term}<dd>{escape(value)}{smaller}</dd></div>")
