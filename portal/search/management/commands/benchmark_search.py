"""`manage.py benchmark_search --offers N`: what searches cost over made-up offers in a throw-away database.

Beside our engine, the same questions go to naive SQL facets and, where the package is installed, to tantivy.
"""

import json
import os
import resource
import time
from contextlib import contextmanager
from itertools import batched
from pathlib import Path

import numpy as np
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone

from portal.search import engine, german, index, made_up, memory, query, store
from portal.search.benchmark import rust
from portal.search.benchmark.sql import SqlFacets
from portal.search.models import SearchRevision
from portal.search.vocabulary import Vocabulary

ROUNDS = 3
MANY, FEW_QUESTIONS = 200_000, 5  # from so many offers on the others get few questions of each class


class Command(BaseCommand):
    help = "Misst die Suche an erfundenen Angeboten in einer Wegwerf-Datenbank und gibt Tabelle und JSON aus."

    def add_arguments(self, parser):
        parser.add_argument("--offers", type=int, default=10_000, help="wie viele Angebote")

    def handle(self, *args, offers, **options):
        with _throw_away_database():
            figures = {"offers": offers, "build_s": _seconds(lambda: _fill(offers))}
            before = _memory_mb()
            own = memory.Index()
            figures["load_s"] = _seconds(own.current)
            figures["memory_mb"] = round(_memory_mb() - before, 1)
            figures["systems"] = {"Portal": _measured(lambda plan: engine.search(plan, own))}
            most = None if offers < MANY else FEW_QUESTIONS
            for name, rival in _rivals(offers):
                figures["systems"][name] = _measured(rival.ask, most)
        self._print(figures)

    def _print(self, figures):
        self.stdout.write(
            f"{figures['offers']} Angebote: Aufbau {figures['build_s']} s, Laden {figures['load_s']} s, "
            f"Speicher {figures['memory_mb']} MB"
        )
        for system, classes in figures["systems"].items():
            self.stdout.write(f"\n{system + ', CPU in ms':34s} {'p50':>8s} {'p95':>8s} {'max':>8s}")
            for name, row in classes.items():
                self.stdout.write(f"{name:34s} {row['p50']:8.1f} {row['p95']:8.1f} {row['max']:8.1f}")
        self.stdout.write(json.dumps(figures, ensure_ascii=False))


@contextmanager
def _throw_away_database():
    """The default connection on a new, migrated database that is dropped afterwards."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"benchmark_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _fill(offers):
    """Write entries for made-up offers, straight from documents: no provider or offer is needed."""
    german.hurry()
    vocabulary = Vocabulary()
    for documents in batched(made_up.documents(offers, timezone.localdate()), 1000):
        with transaction.atomic():
            version = SearchRevision.objects.create().version
            index.write_documents("offer", documents, version, vocabulary)
        vocabulary.add(store.words_after(max(vocabulary.words, default=0)))


def _rivals(offers):
    """(name, system) one after the other, so that only one lies in memory."""
    yield "SQL-Facetten", SqlFacets(made_up.documents(offers, timezone.localdate()))
    if rust.is_installed():
        yield "tantivy", rust.TantivyFacets(made_up.documents(offers, timezone.localdate()))


def _measured(ask, most=None):
    """{class: CPU in ms} of the first ``most`` questions each; the first round warms up and does not count."""
    figures = {}
    for name, questions in made_up.questions(timezone.localdate()).items():
        rounds = [[_cpu_ms(ask, each) for each in questions[:most]] for _round in range(ROUNDS)]
        costs = np.array(rounds[1:]).ravel()
        p50, p95 = np.percentile(costs, [50, 95])
        figures[name] = {"p50": round(p50, 2), "p95": round(p95, 2), "max": round(costs.max(), 2)}
    return figures


def _cpu_ms(ask, question):
    """CPU of this process and of its database process for one search, planning included."""
    begin = time.process_time_ns() + _database_cpu_ns()
    ask(query.plan(**question))
    return (time.process_time_ns() + _database_cpu_ns() - begin) / 1e6


def _database_cpu_ns():
    """CPU of the server process behind the connection, 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0])
    except OSError:
        return 0


def _seconds(work):
    begin = time.perf_counter()
    work()
    return round(time.perf_counter() - begin, 2)


def _memory_mb():
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20
