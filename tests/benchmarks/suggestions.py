"""CPU of suggestions while typing, by number of letters, over made-up offers, database and template included.

Usage: .venv/bin/python -m tests.benchmarks.suggestions [--offers 100000]

Makes a throw-away database on the configured server, prints a table and JSON. Exit code 1 where the bar is missed.
"""

import argparse
import json
import os
import random
import sys
import time

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from portal.search import typing_aid  # noqa: E402
from portal.search.entries import TITLE, Document  # noqa: E402
from portal.search.index import write_documents  # noqa: E402
from portal.search.made_up import documents  # noqa: E402
from portal.search.management.commands import benchmark_search as engine_benchmark  # noqa: E402
from portal.search.models import SearchRevision  # noqa: E402
from portal.search.suggestions import suggester  # noqa: E402
from portal.search.vocabulary import Vocabulary  # noqa: E402
from tests.factories import today  # noqa: E402

BAR_MS = 5
ASKED = 200  # different questions of each class at most
SAMPLE = 2000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offers", type=int, default=100_000)
    offers = parser.parse_args().offers
    with engine_benchmark._throw_away_database():
        engine_benchmark._fill(offers)
        suggester.index.current()
        figures = {"offers": offers, "first_ms": _lookup_ms(), "classes": _measured()}
        _change_one()
        suggester.index.current()
        figures["after_a_change_ms"] = _lookup_ms()
    _print(figures)
    return 0 if all(row["p95"] <= BAR_MS for row in figures["classes"].values()) else 1


def _questions():
    """{class: what is typed}: beginnings of the words of titles, whole beginnings of titles, names, nonsense."""
    dice = random.Random(5)  # noqa: S311
    titles = [
        next(text for field, text in each.texts if field is TITLE) for each in documents(SAMPLE, today())
    ]
    words = [word for title in titles for word in title.split() if len(word) > 6]
    asked = {f"{size} Buchstaben": [word[:size] for word in words] for size in (2, 3, 4, 6)}
    asked["Titelanfang"] = [title[: dice.randint(8, 20)] for title in titles]
    asked["Tippfehler"] = [word[:3] + word[4:] for word in words]
    asked["Unsinn"] = ["".join(dice.choices("qxyjvw", k=9)) for _n in range(ASKED)]
    asked["Anbieter"] = [f"anbieter {number}" for number in range(ASKED)]
    different = {name: sorted(set(texts)) for name, texts in asked.items()}
    return {name: dice.sample(texts, min(ASKED, len(texts))) for name, texts in different.items()}


def _measured():
    figures = {}
    for name, texts in _questions().items():
        p50, p95 = np.percentile([_cpu_ms(text) for text in texts], [50, 95])
        figures[name] = {"p50": round(p50, 2), "p95": round(p95, 2)}
    return figures


def _cpu_ms(text):
    """CPU of this process and its database process for one answer."""
    request = RequestFactory().get("/suche/vorschlaege/", {"q": text})
    begin = time.process_time_ns() + engine_benchmark._database_cpu_ns()
    typing_aid.suggestions(request)
    return (time.process_time_ns() + engine_benchmark._database_cpu_ns() - begin) / 1e6


def _lookup_ms():
    """CPU to derive the names from the present snapshot, which is up to date."""
    begin = time.process_time_ns()
    suggester.lookup()
    return round((time.process_time_ns() - begin) / 1e6, 1)


def _change_one():
    """A new offer is written, as a moderator would publish it."""
    with transaction.atomic():
        version = SearchRevision.objects.create().version
        new = Document("offer", 10**9, [(TITLE, "Xylofonkurs")], {"title": "Xylofonkurs", "url": "/x/"})
        write_documents("offer", [new], version, Vocabulary())


def _print(figures):
    print(f"{figures['offers']} Angebote, CPU in ms; Ziel p95 <= {BAR_MS}")
    print(f"{'':16s} {'p50':>7s} {'p95':>7s}")
    for name, row in figures["classes"].items():
        print(f"{name:16s} {row['p50']:7.2f} {row['p95']:7.2f}")
    print(f"Namen beim ersten Mal {figures['first_ms']}, nach einer Änderung {figures['after_a_change_ms']}")
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
