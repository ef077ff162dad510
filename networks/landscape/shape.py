"""The plain data of a landscape; knows no database."""

import hashlib
import json
from dataclasses import asdict, dataclass

LEAD, MEMBER, GUEST = "K", "M", "G"


@dataclass(frozen=True, slots=True)
class Node:
    """A network or an organisation."""

    id: int
    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """``links`` is {(house, body): letter of the strongest role}; both lists are in the order of names."""

    bodies: tuple[Node, ...]
    houses: tuple[Node, ...]
    links: dict[tuple[int, int], str]

    @property
    def fingerprint(self):
        """Equal where nothing that is drawn has changed."""
        said = [asdict(node) for node in (*self.bodies, *self.houses)]
        rows = [said, sorted([*pair, role] for pair, role in self.links.items())]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
