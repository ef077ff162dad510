"""What an editor saw, as a short text in a form: a mark for each field, so that only real collisions collide."""

import base64
import hashlib
import json
from dataclasses import dataclass

_MARK = 4  # bytes a field; a collision of two edits would go unseen once in four thousand million


def token(values):
    """A text of some six signs a field for a hidden field; ``values`` are what JSON can hold, by name."""
    return base64.urlsafe_b64encode(b"".join(_mark(values[name]) for name in sorted(values))).decode()


def _mark(value):
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).digest()[:_MARK]


@dataclass(frozen=True, slots=True)
class Merge:
    """``mine``: fields only this editor changed; ``clashes``: fields somebody else changed to something else."""

    mine: dict
    clashes: tuple[str, ...]


def merge(wanted, now, seen):
    """Three sides: what is wanted, all that is stored now, and the token of what the editor saw.

    A token that cannot be read means that nothing is known: then every difference is a clash.
    """
    changed = {name: value for name, value in wanted.items() if value != now[name]}
    marks = _marks(seen, sorted(now))
    if marks is None:
        return Merge({}, tuple(changed))
    mine = {name: value for name, value in changed.items() if _mark(value) != marks[name]}
    clashes = tuple(name for name in mine if _mark(now[name]) != marks[name])
    return Merge({name: value for name, value in mine.items() if name not in clashes}, clashes)


def _marks(seen, names):
    try:
        data = base64.urlsafe_b64decode(str(seen).encode())
    except ValueError:
        return None
    if len(data) != _MARK * len(names):
        return None
    return {
        name: data[start : start + _MARK]
        for start, name in zip(range(0, len(data), _MARK), names, strict=True)
    }
