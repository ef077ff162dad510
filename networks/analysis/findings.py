"""What is missing or hangs by a thread: one function a question, each giving plain rows of ids and figures.

``QUESTIONS`` reads as the list of the issue; `words` says each in German.
"""

from collections import defaultdict
from itertools import combinations

from . import graph
from .world import SUBJECTS

ALIKE = 0.5  # Jaccard from which two bodies do much the same
MANY = 3  # bodies of one person or house from which on it is worth a look


def jaccard(one, other):
    """Shared members over all members of two sets, 0 to 1; two empty sets have nothing in common."""
    return len(one & other) / len(one | other) if one or other else 0.0


def alone(world):
    """Houses without a seat today."""
    bodies = world.bodies_by_house()
    return [{"house": number} for number in _by_name(world.houses) if not bodies[number]]


def overlapping(world):
    """Pairs of bodies with half or more of their members, or most of their subjects and some members, in common."""
    houses, found = world.houses_by_body(), []
    for one, other in combinations(sorted(world.bodies), 2):
        members = jaccard(houses[one], houses[other])
        subjects = jaccard(world.bodies[one].subjects, world.bodies[other].subjects)
        if members >= ALIKE or (subjects >= ALIKE and members >= ALIKE / 2):
            shared = len(houses[one] & houses[other])
            found.append({"bodies": [one, other], "members": members, "subjects": subjects, "shared": shared})
    return sorted(found, key=lambda row: (-row["members"] - row["subjects"], row["bodies"]))


def single_contacts(world):
    """Houses that one person alone represents; ``seats`` names a seat of theirs."""
    people, bodies, seat_of = defaultdict(set), defaultdict(set), {}
    for seat in world.running:
        people[seat.house].add(seat.person)
        bodies[seat.house].add(seat.body)
        seat_of[seat.house] = seat.id
    found = [
        {"house": number, "bodies": sorted(bodies[number]), "seat": seat_of[number]}
        for number in people
        if len(people[number]) == 1 and "" not in people[number]
    ]
    return sorted(found, key=lambda row: (-len(row["bodies"]), world.houses[row["house"]].name))


def single_leads(world):
    """Running bodies that one person alone leads, without a deputy, or that nobody leads (``leads`` 1 or 0)."""
    leads, deputies = defaultdict(set), set()
    for seat in world.running:
        if seat.person and seat.leads:
            leads[seat.body].add(seat.person)
        if seat.person and seat.stands_in:
            deputies.add(seat.body)
    return [
        {"body": number, "leads": len(leads[number])}
        for number in _by_name(world.bodies)
        if world.bodies[number].is_running
        and (not leads[number] or (len(leads[number]) == 1 and number not in deputies))
    ]


def brokers(world):
    """Houses on the ways between others, with Burt's measures; those between nobody are left out."""
    return [
        {
            "house": place.house,
            "betweenness": place.betweenness,
            "constraint": place.constraint,
            "effective_size": place.effective_size,
            "contacts": place.contacts,
        }
        for place in graph.places(world)
        if place.betweenness > 0
    ]


def only_ways(world):
    """Houses without which bodies would lose every way to each other."""
    cut = graph.cut_houses(world)
    return [
        {"house": number, "sides": cut[number]} for number in sorted(cut, key=lambda n: (-len(cut[n]), n))
    ]


def holes(world):
    """Pairs of running bodies that work on the same subjects and share no member: a structural hole."""
    houses, found = world.houses_by_body(), []
    running = [number for number in sorted(world.bodies) if world.bodies[number].is_running]
    for one, other in combinations(running, 2):
        shared = world.bodies[one].subjects & world.bodies[other].subjects
        if shared and houses[one] and houses[other] and not houses[one] & houses[other]:
            found.append({"bodies": [one, other], "subjects": len(shared)})
    return sorted(found, key=lambda row: (-row["subjects"], row["bodies"]))


def islands(world):
    """Groups of bodies without any link to the largest group; a body nobody sits in is an island too."""
    return [{"bodies": bodies, "houses": len(houses)} for bodies, houses in graph.components(world)[1:]]


def uncovered(world):
    """Terms of the vocabulary that no running body names; a body without district works in all of them."""
    running = [body for body in world.bodies.values() if body.is_running]
    found = []
    for subject in SUBJECTS:
        named = {term for body in running for term in getattr(body, subject)}
        if subject == "districts" and any(not body.districts for body in running):
            continue
        terms = world.vocabulary.get(subject, {})
        found += [{"subject": subject, "term": term} for term in terms if term not in named]
    return found


def local_districts(world):
    """Districts that only bodies of the whole city reach: nobody works there in particular."""
    running = [body for body in world.bodies.values() if body.is_running]
    named = {term for body in running for term in body.districts}
    if not any(not body.districts for body in running):
        return []
    return [{"term": term} for term in world.vocabulary.get("districts", {}) if term not in named]


def busy_people(world):
    """People in many bodies at once; ``seat`` is one of their seats, so that no name is kept here."""
    bodies, seat_of = defaultdict(set), {}
    for seat in world.running:
        if seat.person:
            bodies[seat.person].add(seat.body)
            seat_of.setdefault(seat.person, seat.id)
    found = [
        {"seat": seat_of[person], "bodies": sorted(held)}
        for person, held in bodies.items()
        if len(held) >= MANY
    ]
    return sorted(found, key=lambda row: (-len(row["bodies"]), row["seat"]))


def busy_houses(world):
    """Houses in many bodies at once."""
    bodies = world.bodies_by_house()
    found = [
        {"house": number, "bodies": sorted(held)} for number, held in bodies.items() if len(held) >= MANY
    ]
    return sorted(found, key=lambda row: (-len(row["bodies"]), row["house"]))


def years(world):
    """The course over the years, from the terms: bodies with a member, houses, seats, seats begun and ended."""
    begun = [seat.from_day.year for seat in world.seats]
    if not begun:
        return []
    return [_year(world, year) for year in range(max(min(begun), world.day.year - 20), world.day.year + 1)]


def _year(world, year):
    there = [seat for seat in world.seats if seat.from_day.year <= year <= seat.until_day.year]
    return {
        "year": year,
        "bodies": len({seat.body for seat in there}),
        "houses": len({seat.house for seat in there}),
        "seats": len(there),
        "begun": sum(seat.from_day.year == year for seat in there),
        "ended": sum(seat.until_day.year == year and seat.until_day < world.day for seat in there),
    }


def _by_name(rows):
    return sorted(rows, key=lambda number: (rows[number].name.casefold(), number))


QUESTIONS = {
    "alone": alone,
    "uncovered": uncovered,
    "local_districts": local_districts,
    "holes": holes,
    "islands": islands,
    "only_ways": only_ways,
    "brokers": brokers,
    "single_contacts": single_contacts,
    "single_leads": single_leads,
    "overlapping": overlapping,
    "busy_people": busy_people,
    "busy_houses": busy_houses,
    "years": years,
}


def answers(world, say=lambda name: None):
    """{question: rows} of the whole analysis; ``say`` hears which question comes next."""
    found = {}
    for name, question in QUESTIONS.items():
        say(name)
        found[name] = question(world)
    return found
