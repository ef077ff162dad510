"""`manage.py benchmark_search --offers N`: what searches cost over made-up offers in a throw-away database."""

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
from portal.search.models import SearchRevision
from portal.search.vocabulary import Vocabulary

ROUNDS = 3


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
            figures["classes"] = _measured(own)
        self._print(figures)

    def _print(self, figures):
        self.stdout.write(
            f"{figures['offers']} Angebote: Aufbau {figures['build_s']} s, Laden {figures['load_s']} s, "
            f"Speicher {figures['memory_mb']} MB"
        )
        self.stdout.write(f"{'CPU in ms':20s} {'p50':>7s} {'p95':>7s} {'max':>7s}")
        for name, row in figures["classes"].items():
            self.stdout.write(f"{name:20s} {row['p50']:7.1f} {row['p95']:7.1f} {row['max']:7.1f}")
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


def _measured(own):
    """{class: CPU in ms}; the first round warms up and does not count."""
    figures = {}
    for name, plans in made_up.questions(timezone.localdate()).items():
        rounds = [[_cpu_ms(own, arguments) for arguments in plans] for _round in range(ROUNDS)]
        costs = np.array(rounds[1:]).ravel()
        p50, p95 = np.percentile(costs, [50, 95])
        figures[name] = {"p50": round(p50, 2), "p95": round(p95, 2), "max": round(costs.max(), 2)}
    return figures


def _cpu_ms(own, arguments):
    """CPU of this process and of its database process for one search, planning included."""
    begin = time.process_time_ns() + _database_cpu_ns()
    engine.search(query.plan(**arguments), own)
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
