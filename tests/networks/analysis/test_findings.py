"""The analysis on hand-made cases with known holes and bridges, and against networkx."""

import math
from datetime import date

import networkx as nx
import pytest

from networks.analysis import findings, graph
from networks.analysis.world import Body, House, Seat, World

DAY = date(2026, 11, 22)


def world(seats, *, bodies=None, houses=(), day=DAY, vocabulary=None, **subjects):
    """A world of (body, house, person) triples; ``subjects`` are {body: Body fields}."""
    made = tuple(
        each if isinstance(each, Seat) else Seat(*each, id=number) for number, each in enumerate(seats, 1)
    )
    numbers = set(bodies or ()) | {seat.body for seat in made}
    named = {number: Body(number, f"B{number}", **subjects.get(f"b{number}", {})) for number in numbers}
    every = {seat.house for seat in made} | set(houses)
    return World(
        named, {number: House(number, f"H{number}") for number in every}, made, day, vocabulary or {}
    )


@pytest.fixture
def two_groups():
    """Bodies 1 and 2 share house 3 alone; body 3 stands apart with house 9."""
    return world([(1, 1), (1, 2), (1, 3), (2, 3), (2, 4), (2, 5), (3, 9)], houses=[7])


def test_a_house_without_seat_is_alone(two_groups):
    assert findings.alone(two_groups) == [{"house": 7}]


def test_the_only_bridge_and_the_island_are_named(two_groups):
    assert findings.only_ways(two_groups) == [{"house": 3, "sides": [[1], [2]]}]
    assert findings.islands(two_groups) == [{"bodies": [3], "houses": 1}]
    assert graph.body_bridges(two_groups) == [(1, 2)]


def test_a_second_shared_house_takes_the_bridge_away():
    assert findings.only_ways(world([(1, 1), (1, 3), (1, 4), (2, 3), (2, 4), (2, 5)])) == []


def test_the_broker_has_the_least_constraint_and_stands_first(two_groups):
    first = findings.brokers(two_groups)[0]
    others = [each for each in graph.places(two_groups) if each.house not in (3, 9)]
    assert first["house"] == 3
    assert all(first["constraint"] < other.constraint for other in others)
    assert first["effective_size"] == pytest.approx(3.0)  # four contacts, each knows one other


def test_a_house_that_meets_nobody_has_no_constraint():
    assert [place.constraint for place in graph.places(world([(1, 1)]))] == [None]


def as_world(known):
    """Every link of a graph as a body of two, so that the houses' graph is the given one."""
    return world([(body, house) for body, pair in enumerate(known.edges, 1) for house in pair])


GRAPHS = {
    "florence": nx.convert_node_labels_to_integers(nx.florentine_families_graph(), 1),
    "karate": nx.convert_node_labels_to_integers(nx.karate_club_graph(), 1),
    "star": nx.star_graph(7),
    "bells": nx.barbell_graph(5, 1),
    "small world": nx.connected_watts_strogatz_graph(30, 4, 0.3, seed=7),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_the_measures_agree_with_networkx(name):
    known, held = GRAPHS[name], as_world(GRAPHS[name])
    assert nx.utils.edges_equal(graph.of_houses(held).edges, nx.Graph(known.edges).edges)
    constraint, size = graph.burt(graph.of_houses(held))
    for node in known:
        assert constraint[node] == pytest.approx(nx.constraint(known, [node])[node])
        assert size[node] == pytest.approx(nx.effective_size(known, [node])[node])
    between = nx.betweenness_centrality(graph.graph(held))
    assert {place.house: place.betweenness for place in graph.places(held)} == {
        number: value for (kind, number), value in between.items() if kind == "h"
    }
    cut = set(nx.articulation_points(known))
    assert set(graph.cut_houses(held)) == cut
    assert not any(math.isnan(value) for value in size.values())


def test_overlapping_needs_members_or_subjects():
    alike = {"topics": frozenset([1, 2])}
    found = findings.overlapping(
        world([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 3), (3, 8), (3, 9)], b1=alike, b3=alike)
    )
    assert [row["bodies"] for row in found] == [[1, 2]]
    assert found[0]["members"] == pytest.approx(2 / 3)
    assert findings.jaccard(set(), set()) == 0


def test_a_hole_is_one_subject_and_nobody_shared():
    subject = {"topics": frozenset([4])}
    made = world([(1, 1), (2, 2), (3, 1), (3, 2)], b1=subject, b2=subject, b3=subject)
    assert findings.holes(made) == [{"bodies": [1, 2], "subjects": 1}]


def test_what_no_running_body_names_is_uncovered():
    vocabulary = {
        "topics": {1: "Sprache", 2: "Musik"},
        "transitions": {5: "Kita-Schule"},
        "districts": {8: "Buckau"},
    }
    names = {"topics": frozenset([1]), "transitions": frozenset([5])}
    resting = {"topics": frozenset([2]), "is_running": False}
    made = world([(1, 1), (2, 1)], vocabulary=vocabulary, b1=names, b2=resting)
    assert findings.uncovered(made) == [{"subject": "topics", "term": 2}]
    assert findings.local_districts(made) == [{"term": 8}]
    local = world([(1, 1)], vocabulary=vocabulary, b1=names | {"districts": frozenset([9])})
    assert {"subject": "districts", "term": 8} in findings.uncovered(local)
    assert findings.local_districts(local) == []


def test_single_contacts_and_leads():
    seats = [
        Seat(1, 1, "a", leads=True, id=1), Seat(2, 1, "a", id=2), Seat(1, 2, "b", id=3), Seat(1, 2, "c", id=4),
        Seat(2, 3, "", id=5), Seat(3, 2, "b", leads=True, id=6), Seat(3, 2, "c", stands_in=True, id=7),
    ]  # fmt: skip
    made = world(seats)
    assert findings.single_contacts(made) == [{"house": 1, "bodies": [1, 2], "seat": 2}]
    assert findings.single_leads(made) == [{"body": 1, "leads": 1}, {"body": 2, "leads": 0}]


def test_one_person_in_forty_bodies():
    made = world([(body, body % 3 + 1, "anna") for body in range(1, 41)] + [(1, 9, "b"), (2, 9, "b")])
    assert [(len(row["bodies"]), row["seat"]) for row in findings.busy_people(made)] == [(40, 1)]
    assert [len(row["bodies"]) for row in findings.busy_houses(made)] == [14, 13, 13]


def test_past_and_coming_terms_count_for_their_years_alone():
    seats = [
        Seat(1, 1, from_day=date(2020, 5, 1), until_day=date(2022, 3, 1)),
        Seat(1, 2, from_day=date(2024, 1, 1)),
        Seat(2, 3, from_day=date(2027, 1, 1)),
    ]
    made = world(seats)
    years = {row["year"]: row for row in findings.years(made)}
    assert (years[2021]["seats"], years[2023]["seats"], years[2026]["seats"]) == (1, 0, 1)
    assert (years[2020]["begun"], years[2022]["ended"], years[2026]["begun"]) == (1, 1, 0)
    assert findings.alone(made) == [{"house": 1}, {"house": 3}]


def test_nothing_at_all_gives_empty_answers():
    assert not any(findings.answers(World({}, {}, (), DAY)).values())


def test_five_hundred_members_in_one_body_are_counted():
    made = world([(1, house) for house in range(1, 501)] + [(2, 1), (2, 501)])
    assert findings.brokers(made)[0]["house"] == 1
    assert findings.only_ways(made)[0]["sides"] == [[1], [2]]
