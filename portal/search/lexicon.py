"""What words have to do with each other, as everybody knows it: other names, what is found as well, what a word evokes.

Written for this portal (`data/lexicon/`, source and licence: `data/SOURCES.md`), beside what staff say themselves. The
file is kept as sorted lines and looked up by bisection: shared by forked processes, a tenth of what a dictionary takes.
"""

from bisect import bisect_left
from functools import lru_cache

from portal.search import wordlists

LISTS = wordlists.DATA / "lexicon"
TARGET = wordlists.DATA / "lexicon.txt"
SAME, ALSO, EVOKED = range(3)  # columns of a line after the phrase

_LINES = [line for line in TARGET.read_text().splitlines() if not line.startswith("#")]
LONGEST = max(line.partition("\t")[0].count(" ") for line in _LINES) + 1
_SAYS_LITTLE = frozenset(word for words in wordlists.read("plain.txt").values() for word in words)


@lru_cache(5_000)
def _columns(forms):
    wanted = " ".join(forms) + "\t"
    place = bisect_left(_LINES, wanted)
    if place == len(_LINES) or not _LINES[place].startswith(wanted):
        return (), (), ()
    return tuple(
        tuple(tuple(other.split()) for other in column.split(";") if other)
        for column in _LINES[place].split("\t")[1:]
    )


def others(forms):
    """{forms: is it mutual} of what stands for a phrase (mutual) or is found as well."""
    columns = _columns(tuple(forms))
    return dict.fromkeys(columns[ALSO], False) | dict.fromkeys(columns[SAME], True)


def evoked(forms):
    """Forms of the matters that a word makes one think of when it occurs in a sentence: "hose" evokes sewing."""
    return _columns(tuple(forms))[EVOKED]


def says_little(form):
    """True for everyday words that name no matter of learning: "Seite", "stehen", "fest"."""
    return form in _SAYS_LITTLE
