"""What may be meant while somebody types: words, offers, providers, networks, topics, Stadtteile, places.

A name fits where every typed word begins one of its words; what more current offers stand behind comes first.
"""

from collections import Counter
from typing import NamedTuple

from django.utils import timezone

from portal.search import german, memory
from portal.search.beginnings import words_of
from portal.search.entries import day_number
from portal.search.fields import one_line
from portal.search.lookup import NAMED_FACETS, Lookup
from providers.models import Provider

MIN_LETTERS = 2
MAX_CHARACTERS = 100
MOST = 8  # suggestions in one list
A_GROUP = 4
_VALUES = 60  # filter values looked at, of all facets together
_CANDIDATES = 12  # offers whose titles are fetched


class Suggestion(NamedTuple):
    """One line of the list; ``count`` is 0 where none is shown.

    ``value`` is the address of an offer, a provider or a network, the slug of a topic or a Stadtteil, else empty.
    """

    kind: str
    label: str
    value: str = ""
    count: int = 0


class Suggester:
    """Suggestions over everything committed so far; two statements at most."""

    def __init__(self, index=None):
        self.index = index or memory.index
        self._lookup = None

    def lookup(self):
        snapshot, today = self.index.current(), day_number(timezone.localdate())
        lookup = self._lookup
        if lookup is None or lookup.snapshot is not snapshot or lookup.today != today:
            lookup = self._lookup = Lookup(snapshot, today, lookup)
        return lookup

    def for_text(self, text):
        """Suggestions for the field of words; none below two letters."""
        typed = one_line(text)[:MAX_CHARACTERS]
        words = words_of(typed)
        if len("".join(words)) < MIN_LETTERS:
            return []
        lookup = self.lookup()
        values = _values(lookup, words)
        titled = self._titled(lookup, typed, words, values["provider"])
        named = values | {kind: values.get(kind, []) + rows for kind, rows in titled.items()}
        known = {german.fold(each.label) for rows in values.values() for each in rows} | {german.fold(typed)}
        found = [] if len(words) > 1 else _words(lookup, words[0], known)
        return _chosen(
            found, *(named[kind] for kind in ("topic", "offer", "provider", "network", "district"))
        )

    def _titled(self, lookup, typed, words, providers):
        """Offers, networks and further providers by their titles, in one statement."""
        limits = {"offer": _CANDIDATES, "provider": 2 * A_GROUP, "network": A_GROUP}
        found = lookup.entries(german.tokens(typed), limits)
        wanted = {pk: kind for kind, ids in found.items() for pk in ids}
        cards = self.index.cards(list(wanted)) if wanted else {}
        titled = {kind: [cards[pk] for pk in ids if pk in cards] for kind, ids in found.items()}
        shown = {each.value for each in providers}
        return {
            "offer": _by_title(titled["offer"], words[0]),
            "provider": [
                Suggestion("provider", card["title"], card["url"])
                for card in titled["provider"]
                if card["url"] not in shown
            ],
            "network": [Suggestion("network", card["title"], card["url"]) for card in titled["network"]],
        }

    def for_place(self, text):
        """Suggestions for the field of places: Stadtteile by their offers, then the others by name."""
        words = words_of(one_line(text)[:MAX_CHARACTERS])
        if len("".join(words)) < MIN_LETTERS:
            return []
        lookup = self.lookup()
        rows = (lookup.places[place] for place in lookup.place_beginnings.holding(words).tolist())
        found = [Suggestion(_place_kind(row), row.name, count=_offers_in(lookup, row)) for row in rows]
        begun = words[0]
        order = sorted(found, key=lambda one: (-one.count, not _begins(one.label, begun), one.label))
        return order[:MOST]


def _values(lookup, words):
    """{facet: suggestions}; an offer's provider leads to its page."""
    found = {facet: [] for facet in NAMED_FACETS}
    for row in lookup.named_values(words, _VALUES):
        group = found[row.facet]
        if len(group) < A_GROUP:
            is_provider = row.facet == "provider"
            value = Provider(slug=row.slug).get_absolute_url() if is_provider else row.slug
            group.append(Suggestion(row.facet, row.label, value, int(lookup.value_counts[row.id])))
    return found


def _words(lookup, word, known):
    """Words to search with, as they are written; not what is a name anyway or stands there already."""
    vocabulary = lookup.snapshot.vocabulary
    spellings = (vocabulary.spelling(form) for form in lookup.words(word, 3 * A_GROUP))
    wanted = (word for word in spellings if not word[0].isdigit() and german.fold(word) not in known)
    return [Suggestion("word", _written(spelling)) for spelling in wanted][:A_GROUP]


def _written(spelling):
    """A word with the capital it has in German: unknown words are mostly nouns put together."""
    is_noun = german.is_noun(spelling) or not german.in_dictionary(spelling)
    return spelling[0].upper() + spelling[1:] if is_noun else spelling


def _by_title(cards, begun):
    """Each title once; the more offers bear it the earlier, those that begin as typed before all."""
    addresses = {card["title"]: card["url"] for card in reversed(cards)}
    times = Counter(card["title"] for card in cards)
    titles = sorted(times, key=lambda title: (not _begins(title, begun), -times[title]))
    return [Suggestion("offer", title, addresses[title]) for title in titles]


def _begins(name, word):
    return german.fold(name).startswith(word)


def _place_kind(row):
    return "district" if row.district else "postcode" if row.name.isdigit() else "place"


def _offers_in(lookup, row):
    code = lookup.snapshot.values.ids.get(("district", row.district))
    return int(lookup.value_counts[code]) if code else 0


def _chosen(*groups):
    """The best of each group, the longest groups cut first until the list is short enough."""
    left = [group[:A_GROUP] for group in groups]
    while sum(map(len, left)) > MOST:
        max(reversed(left), key=len).pop()
    return [each for group in left for each in group]


suggester = Suggester()
