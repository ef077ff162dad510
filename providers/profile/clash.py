"""Two people at one profile: only fields that both changed to different things collide."""

from dataclasses import dataclass

from ..versions import merge


@dataclass(frozen=True, slots=True)
class Row:
    """A field that collides: its name, what is stored now and what the editor wants."""

    name: str
    now: object
    mine: object


class Clash(Exception):
    """Two people changed the same fields; ``rows`` shows both versions. Nothing was saved."""

    def __init__(self, rows):
        super().__init__("clash")
        self.rows = rows


def changes(wanted, now, token):
    """The values this editor has changed. Raises Clash."""
    merged = merge(wanted, now, token)
    if merged.clashes:
        raise Clash([Row(name, now[name], wanted[name]) for name in merged.clashes])
    return merged.mine
