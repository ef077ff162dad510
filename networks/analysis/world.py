"""What the analysis looks at, as plain data without a database: bodies, houses in them, the people they send."""

from dataclasses import dataclass, field
from datetime import date

SUBJECTS = ("topics", "life_stages", "transitions", "districts")


@dataclass(frozen=True, slots=True)
class Body:
    """A network that has not ended; the four subjects hold ids. No district means the whole city."""

    id: int
    name: str
    topics: frozenset = frozenset()
    life_stages: frozenset = frozenset()
    transitions: frozenset = frozenset()
    districts: frozenset = frozenset()
    is_running: bool = True  # not resting, not ended

    @property
    def subjects(self):
        """Topics and life stages in one set, to compare with."""
        return frozenset(("topic", each) for each in self.topics) | {
            ("stage", each) for each in self.life_stages
        }


@dataclass(frozen=True, slots=True)
class House:
    """An organisation."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A term. ``person`` is a key that is equal for the same person, "" for a vacant seat; both days are included."""

    body: int
    house: int
    person: str = ""
    leads: bool = False
    stands_in: bool = False
    id: int = 0
    from_day: date = date.min
    until_day: date = date.max

    def runs_on(self, day):
        return self.from_day <= day <= self.until_day


@dataclass(frozen=True)
class World:
    """Everything the analysis needs. ``seats`` hold past terms too; ``vocabulary`` is {subject: {id: name}}."""

    bodies: dict[int, Body]
    houses: dict[int, House]
    seats: tuple[Seat, ...]
    day: date
    vocabulary: dict[str, dict[int, str]] = field(default_factory=dict)
    bodies_ended: frozenset = frozenset()

    @property
    def running(self):
        """Seats of today in bodies that have not ended."""
        return [seat for seat in self.seats if seat.runs_on(self.day) and seat.body in self.bodies]

    def houses_by_body(self):
        """{body: set of houses} of today, every body named."""
        found = {body: set() for body in self.bodies}
        for seat in self.running:
            found[seat.body].add(seat.house)
        return found

    def bodies_by_house(self):
        found = {house: set() for house in self.houses}
        for seat in self.running:
            found.setdefault(seat.house, set()).add(seat.body)
        return found

    def named(self, body=None, house=None):
        return self.bodies[body].name if house is None else self.houses[house].name
