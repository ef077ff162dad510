"""How long the landscape takes to be drawn: 300 organisations x 60 networks, and what one page of it costs.

Run by hand: `.venv/bin/python -m tests.benchmarks.landscape [--houses 300] [--bodies 60]`. No database is needed.
"""

import argparse
import json
import os
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from networks.analysis import findings  # noqa: E402
from networks.analysis.world import Body, House, Seat, World  # noqa: E402
from networks.landscape import drawing  # noqa: E402
from networks.landscape.shape import GUEST, LEAD, MEMBER, Facts, Node  # noqa: E402

LIMIT_SECONDS = 3


def facts(houses=300, bodies=60):
    """A landscape by arithmetic alone: every house sits in one to five networks, some in many."""
    links = {}
    for house in range(1, houses + 1):
        for step in range(1 + house % 5 + (20 if house % 97 == 0 else 0)):
            body = (house * 7 + step * step * 11) % bodies + 1
            links[house, body] = LEAD if house % 9 == step else GUEST if house % 11 == step else MEMBER
    return Facts(
        tuple(
            Node(number, f"Netzwerk Nummer {number:02d} für Bildung", "/") for number in range(1, bodies + 1)
        ),
        tuple(
            Node(number, f"Beispiel-Einrichtung Nummer {number:03d}", "/") for number in range(1, houses + 1)
        ),
        links,
    )


def world(found):
    """The same landscape as the analysis sees it, with one person a house."""
    return World(
        {node.id: Body(node.id, node.name, topics=frozenset([node.id % 7])) for node in found.bodies},
        {node.id: House(node.id, node.name) for node in found.houses},
        tuple(Seat(body, house, f"p{house}", role == LEAD) for (house, body), role in found.links.items()),
        date(2026, 11, 22),
    )


def timed(act):
    begin = time.process_time()
    result = act()
    return result, round(time.process_time() - begin, 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--houses", type=int, default=300)
    parser.add_argument("--bodies", type=int, default=60)
    asked = parser.parse_args()
    found = facts(asked.houses, asked.bodies)
    drawn, drawing_seconds = timed(lambda: drawing.svg(found))
    _answers, analysis_seconds = timed(lambda: findings.answers(world(found)))
    figures = {
        "organisations": asked.houses,
        "networks": asked.bodies,
        "links": len(found.links),
        "drawing_cpu_s": drawing_seconds,
        "analysis_cpu_s": analysis_seconds,
        "svg_kb": round(len(drawn.encode()) / 1000),
        "within_limit": drawing_seconds < LIMIT_SECONDS,
    }
    for name, value in figures.items():
        print(f"{name:16} {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
