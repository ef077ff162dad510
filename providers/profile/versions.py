"""What an editor saw, in a hidden field: only fields that two people changed to different things collide."""

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A field that collides: its label, what is stored now and what the editor wants."""

    name: str
    now: object
    mine: object


class Clash(Exception):
    """Two people changed the same fields; ``rows`` shows both versions. Nothing was saved."""

    def __init__(self, rows):
        super().__init__("clash")
        self.rows = rows


def seen(values):
    """A text for the hidden field: a short mark for each value."""
    return json.dumps({name: _mark(value) for name, value in values.items()})


def changes(wanted, now, token):
    """The values this editor has changed. Raises Clash. A token that cannot be read: every difference collides."""
    marks = _marks(token)
    mine = {
        name: value
        for name, value in wanted.items()
        if value != now[name] and _mark(value) != marks.get(name)
    }
    rows = [
        Row(name, now[name], value) for name, value in mine.items() if _mark(now[name]) != marks.get(name)
    ]
    if rows:
        raise Clash(rows)
    return mine


def _mark(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:12]


def _marks(token):
    try:
        marks = json.loads(token)
    except (ValueError, TypeError):
        return {}
    return marks if isinstance(marks, dict) else {}
