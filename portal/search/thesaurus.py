"""A general thesaurus, for similar hits only: what staff's synonyms say counts more and is found without it.

The file is kept as one text and looked through for each word: less than a megabyte, shared by forked processes, where a
dictionary of its words would take ten times as much. Source and licence: `data/SOURCES.md`.
"""

from functools import lru_cache

from portal.search import wordlists

CLEAR, VAGUE = 2, 5  # senses of a word: up to here it means one thing, beyond that anything

_TEXT = (wordlists.DATA / "thesaurus.txt").read_text()


@lru_cache(5_000)
def related(form):
    """(forms of the words that mean much the same, number of senses) of the form of a word."""
    groups = list(_groups(form))
    if len(groups) > VAGUE:
        return (), len(groups)
    others = dict.fromkeys(other for group in groups for other in group if other != form)
    return tuple(tuple(other.split()) for other in others), len(groups)


def _groups(form):
    wanted, place = f";{form};", -1
    while (place := _TEXT.find(wanted, place + 1)) >= 0:
        begin, end = _TEXT.rfind("\n", 0, place), _TEXT.find("\n", place)
        yield _TEXT[begin + 2 : end - 1].split(";")
