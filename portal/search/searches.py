"""Which words people search for and whether they find something: counted by day, with nothing about the person.

A `Tally` of its own: what looks like personal data is never taken down, and staff see a text only from three searches
on (the view in `migrations`).
"""

import re
from collections import Counter
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from portal.core import retention
from portal.core.tally import SECONDS, Tally, is_person

from .fields import one_line
from .models import SearchWordCount

MOST_TEXTS = 5000  # in one collection; what comes then is not counted
MAX_CHARACTERS, MAX_WORDS = 100, 8
KEPT = timedelta(days=400)

_DIGITS = re.compile(r"\d(?:[\s/().-]*\d){4}")
_COUNTED = frozenset(("q", "ort"))  # a filter that is set or taken off is no further search
_ADD = """
    INSERT INTO search_searchwordcount AS known (day, text, searches, without_result)
    SELECT * FROM unnest(%s::date[], %s::text[], %s::integer[], %s::integer[])
    ON CONFLICT (day, text) DO UPDATE SET
        searches = known.searches + excluded.searches,
        without_result = known.without_result + excluded.without_result"""


class Book(Tally):
    """The counts of this process, by day, text and whether something was found."""

    def __init__(self, seconds=SECONDS):
        super().__init__(_save, seconds, most=MOST_TEXTS)

    def note(self, request, form, found):
        """Count the search of a result page, if it is one that a person began."""
        text = counted_text(form.cleaned_data["q"])
        if text and _is_counted(request, form):
            self.add([(timezone.localdate(), text, found)])


def _save(numbers):
    """Add what is collected to the table in one statement."""
    searches, without_result = Counter(), Counter()
    for (day, text, found), number in numbers:
        searches[day, text] += number
        without_result[day, text] += 0 if found else number
    _add(searches, without_result)


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
    is_plain = {name for name, _value in form.address().pairs} <= _COUNTED
    return is_plain and is_person(request) and "If-None-Match" not in request.headers


@retention.rule("Suchwörter nach 400 Tagen")
def delete_search_words(now):
    return SearchWordCount.objects.filter(day__lt=timezone.localdate(now) - KEPT).delete()[0]


book = Book()
