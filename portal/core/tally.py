"""Counts of what people look at: collected in memory, written in bulk beside the requests, with nothing about a person.

A page never waits for it and never fails because of it. Only a web server opens a tally; commands and tests count
nothing. What a process collected is written when it ends; a killed process loses at most the last half minute.
"""

import atexit
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable

from django.db import Error, connection
from psycopg_pool import PoolTimeout

logger = logging.getLogger(__name__)

SECONDS = 30  # how long counts are collected
MOST_KEYS = 50_000  # in one collection, unless the tally says so; what comes then is not counted
_ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|http-?client|headless|feed|fetch|scan", re.I
)


def is_person(request):
    """Whether a browser asked for a page because somebody wanted to see it, as far as its headers tell."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    is_ahead = "prefetch" in headers.get("Sec-Purpose", "") or "prefetch" in headers.get("Purpose", "")
    return request.method == "GET" and not is_ahead and bool(agent) and not _ROBOTS.search(agent)


class Tally:
    """Numbers by key. ``save`` takes a list of (key, number) in order and may raise a database error."""

    def __init__(self, save: Callable[[list], None], seconds=SECONDS, most=MOST_KEYS):
        self._save, self._seconds, self._most = save, seconds, most
        self._is_open = False
        self._lock = threading.Lock()
        self._numbers = Counter()
        self._timer = None

    def open(self):
        """Start to count; what is collected when the process ends is still written."""
        if not self._is_open:
            self._is_open = True
            atexit.register(self.write)

    def add(self, keys):
        """Count each key once more; the first after a writing sets the time of the next."""
        if not self._is_open:
            return
        with self._lock:
            for key in keys:
                if len(self._numbers) < self._most or key in self._numbers:
                    self._numbers[key] += 1
            self._set_timer()

    def _set_timer(self):
        if self._timer is None and self._numbers:
            self._timer = threading.Timer(self._seconds, self._write_beside)
            self._timer.daemon = True
            self._timer.start()

    def _write_beside(self):
        try:
            self.write()
        finally:
            connection.close()

    def write(self):
        """Hand over what is collected; kept for the next time where that fails."""
        with self._lock:
            numbers, self._numbers, self._timer = self._numbers, Counter(), None
        if not numbers:
            return
        try:
            self._save(sorted(numbers.items()))
        except (Error, PoolTimeout) as error:
            logger.warning("Counts not written: %s", type(error).__name__)
            with self._lock:
                self._numbers.update(numbers)
