"""What a search answers: plain values for views, cards, API and feeds.

The way through the room::

    plan = query.plan(text="deutsch abends", filters=Filters(district=("buckau",)), kind="offer", page=1)
    results = engine.search(plan)

``plan`` never fails on what a person typed; ``results.notes`` says what was cut or not understood.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from portal.search.query import Plan


@dataclass(frozen=True, slots=True)
class Hit:
    """One found object with all a result card shows.

    ``card`` is the dictionary of ``SearchEntry.card`` (layout: `documents`); ``words`` are the words on the cards of
    this answer that match what was searched, in lower case, for marking them; ``distance_km`` is None unless a
    place was asked for and the object has one; ``ended`` holds at the clock of the plan.
    """

    kind: str
    object_id: int
    score: float
    card: dict
    words: tuple[str, ...] = ()
    distance_km: float | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a filter group: its value in the query string, its name and how many hits it would give."""

    value: str
    label: str
    count: int
    chosen: bool = False


class Match(NamedTuple):
    """Words understood as a filter.

    ``parameter`` is its name in addresses, ``chosen`` are values of fields of `query.Filters`, ``label`` says them in
    German; ``text_without`` is the text searched with neither words nor filter.
    """

    words: str
    parameter: str
    chosen: tuple[tuple[str, object], ...]
    label: str
    text_without: str


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a plan.

    ``facets`` is by the names of `query.FACETS`, "weekday", "daytime", "free" and "places_left".
    ``total`` and ``facets`` count strict matches only and exactly; each facet is counted with the other groups
    applied and its own left out. ``similar`` is shown apart and counted nowhere. ``kind_counts`` holds the total
    of every kind under the same words and filters. ``place`` names the place understood from ``ort``,
    ``radius_km`` says how far around it was searched, ``place_choices`` what else ``ort`` may mean.

    ``plan`` is the question as it was answered: with the filters in ``understood`` and the words left. Where those
    would have left nothing they are ``dropped``, and the answer is that to the words without them, or to all words
    taken literally (``is_literal``).
    """

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    kind_counts: dict[str, int] = field(default_factory=dict)
    similar: list[Hit] = field(default_factory=list)
    did_you_mean: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: str = ""
    radius_km: float | None = None
    place_choices: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    plan: Plan | None = None
    understood: tuple[Match, ...] = ()
    dropped: tuple[Match, ...] = ()
    is_literal: bool = False
