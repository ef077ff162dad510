"""Addresses of searches: canonical, so that the same search has the same address wherever a link to it stands."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

# Stable order of the query string (the contract of the search); `in` chooses the tab.
PARAMETERS = (
    "q",
    "woertlich",
    "ort",
    "umkreis",
    "lebensphase",
    "thema",
    "zielgruppe",
    "stadtteil",
    "art",
    "anbieter",
    "sprache",
    "niveau",
    "foerderung",
    "barrierefrei",
    "kostenlos",
    "preis",
    "format",
    "tag",
    "zeit",
    "ab",
    "bis",
    "alter",
    "frei",
    "vergangene",
    "in",
    "ansicht",
    "sortierung",
    "seite",
)
_POSITION = {name: position for position, name in enumerate(PARAMETERS)}
_OF_THE_LIST = ("vergangene", "in", "ansicht", "sortierung")
_DEFAULTS = {("sortierung", "relevanz"), ("in", "angebote"), ("ansicht", "liste"), ("seite", "1")}


@dataclass(frozen=True)
class SearchAddress:
    """An address of `/suche/`; every change gives a new one on its first page.

    ``pairs`` are (parameter, value) as in the query string; defaults and empty values are left out.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **values):
        """``SearchAddress.of(q="deutsch", thema=["sprache", "beruf"])``; unknown names raise KeyError."""
        pairs = [
            (name, str(one))
            for name, value in values.items()
            for one in (value if isinstance(value, (list, tuple)) else [value])
        ]
        return cls(_canonical(pairs))

    def with_(self, name, value):
        """This search with one more value."""
        return SearchAddress(_canonical([*self._first_page, (name, str(value))]))

    def without(self, name, value=None):
        """This search without a value, or without every value of a parameter."""
        kept = [
            pair for pair in self._first_page if pair[0] != name or (value is not None and pair[1] != value)
        ]
        return SearchAddress(tuple(kept))

    def only(self, *names):
        """This search with nothing but the given parameters."""
        return SearchAddress(tuple(pair for pair in self._first_page if pair[0] in names))

    def replace(self, name, value):
        """This search with a single value for the parameter."""
        return self.without(name).with_(name, value)

    def page(self, number):
        return SearchAddress(_canonical([*self._first_page, ("seite", str(number))]))

    def at(self, name):
        """The offers of this search at another address, by its URL name: feed, calendar. Order and tab mean nothing."""
        pairs = [pair for pair in self._first_page if pair[0] not in _OF_THE_LIST]
        return f"{reverse(name)}?{urlencode(pairs)}" if pairs else reverse(name)

    @cached_property
    def _first_page(self):
        return tuple(pair for pair in self.pairs if pair[0] != "seite")

    def __str__(self):
        return f"{_path()}?{urlencode(self.pairs)}" if self.pairs else _path()


@cache
def _path():
    return reverse("search:results")


def _canonical(pairs):
    known = {pair for pair in pairs if pair[1] and pair not in _DEFAULTS}
    return tuple(sorted(known, key=lambda pair: (_POSITION[pair[0]], pair[1])))
