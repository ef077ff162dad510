"""Which words people search for and whether they find something: counted by day, with nothing about the person.

A process collects its counts in memory and adds them to the table every half minute, beside the requests. Only a web
server opens the book; commands and tests count nothing. What looks like personal data is never taken down, and staff
see a text only from three searches on (the view in `migrations`).
"""

import atexit
import logging
import re
import threading
from collections import Counter
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone
from psycopg_pool import PoolTimeout

from portal.core import retention

from .fields import one_line
from .models import SearchWordCount

logger = logging.getLogger(__name__)

SECONDS = 30  # how long counts are collected
MOST_TEXTS = 5000  # in one collection; what comes then is not counted
MAX_CHARACTERS, MAX_WORDS = 100, 8
KEPT = timedelta(days=400)

_DIGITS = re.compile(r"\d(?:[\s/().-]*\d){4}")
_ROBOTS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|http-?client|headless", re.I)
_COUNTED = frozenset(("q", "ort"))  # a filter that is set or taken off is no further search
_ADD = """
    INSERT INTO search_searchwordcount AS known (day, text, searches, without_result)
    SELECT * FROM unnest(%s::date[], %s::text[], %s::integer[], %s::integer[])
    ON CONFLICT (day, text) DO UPDATE SET
        searches = known.searches + excluded.searches,
        without_result = known.without_result + excluded.without_result"""


class Book:
    """The counts of this process. Closed until `open`; any thread may note."""

    def __init__(self, seconds=SECONDS):
        self._seconds = seconds
        self._is_open = False
        self._lock = threading.Lock()
        self._searches, self._without_result = Counter(), Counter()
        self._timer = None

    def open(self):
        """Start to count; what is collected when the process ends is still written."""
        if not self._is_open:
            self._is_open = True
            atexit.register(self.write)

    def note(self, request, form, found):
        """Count the search of a result page, if it is one that a person began."""
        text = counted_text(form.cleaned_data["q"])
        if self._is_open and text and _is_counted(request, form):
            self.add(timezone.localdate(), text, found)

    def add(self, day, text, found):
        """Count one search; the first after a writing sets the time of the next."""
        with self._lock:
            if len(self._searches) < MOST_TEXTS or (day, text) in self._searches:
                self._searches[day, text] += 1
                self._without_result[day, text] += not found
            self._set_timer()

    def _set_timer(self):
        if self._timer is None:
            self._timer = threading.Timer(self._seconds, self._write_beside)
            self._timer.daemon = True
            self._timer.start()

    def _write_beside(self):
        try:
            self.write()
        finally:
            connection.close()

    def write(self):
        """Add what is collected to the table in one statement; kept for the next time where that fails."""
        with self._lock:
            searches, without_result = self._searches, self._without_result
            self._searches, self._without_result, self._timer = Counter(), Counter(), None
        if not searches:
            return
        try:
            _add(searches, without_result)
        except (Error, PoolTimeout) as error:
            logger.warning("Search words not written: %s", type(error).__name__)
            self._take_back(searches, without_result)

    def _take_back(self, searches, without_result):
        with self._lock:
            self._searches.update(searches)
            self._without_result.update(without_result)


def _add(searches, without_result):
    # In the same order everywhere, or two processes would wait for each other.
    rows = [(*key, count, without_result[key]) for key, count in sorted(searches.items())]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(column) for column in zip(*rows, strict=True)])


def counted_text(typed):
    """The text as it is counted, or "" where it may say something about a person."""
    text = one_line(typed).lower().strip(" .,;:!?\"'„“”»«")
    is_personal = "@" in text or _DIGITS.search(text) or len(text.split()) > MAX_WORDS
    return "" if is_personal else text[:MAX_CHARACTERS].rstrip()


def _is_counted(request, form):
    """True for the first page of a new search by a person's browser."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    is_repeated = "If-None-Match" in headers or "prefetch" in headers.get("Sec-Purpose", "")
    is_plain = {name for name, _value in form.address().pairs} <= _COUNTED
    return request.method == "GET" and is_plain and not is_repeated and agent and not _ROBOTS.search(agent)


@retention.rule("Suchwörter nach 400 Tagen")
def delete_search_words(now):
    return SearchWordCount.objects.filter(day__lt=timezone.localdate(now) - KEPT).delete()[0]


book = Book()
