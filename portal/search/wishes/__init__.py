"""What a question asks for besides its words: "kostenloser Deutschkurs abends in Buckau" names three filters.

Each rule reads a line of words and yields wishes; the tuples of rules are the specification. What is understood is
always shown and can be taken back: `read` keeps words literal that the person wants so. Words in quotes, excluded words
and parts of longer words are never understood as filters.
"""

from dataclasses import dataclass, fields, replace

from portal.search import german
from portal.search.query import ALL_WORDS, Filters
from portal.search.results import Match

from . import ages, names, times
from .known import known
from .line import Line

# Rules of exact words come before those of looser ones; a word belongs to the first wish that takes it.
RULES = (*names.RULES[:2], *ages.RULES, *times.RULES, *names.RULES[2:])
MOST = 12  # wishes in one question
# An explicit choice in one of these fields stands for the whole group.
_GROUPS = ({"first_day", "last_day"}, {"age", "oldest"}, {"place", "district", "radius_km"})
_AGE_IN_WORDS = frozenset(("kinder", "jugendliche", "aeltere"))


@dataclass(frozen=True)
class Understood:
    """``filters`` are the explicit ones and those understood together; ``text_left`` is what remains to search for."""

    text_left: str
    filters: Filters
    matches: tuple[Match, ...] = ()


def read(text, index, today, explicit=None, literal=()):
    """What a text asks for. ``index`` is a `snapshot.Snapshot`, ``explicit`` filters win, ``literal`` words stay words.

    ``literal`` with `query.ALL_WORDS` understands nothing.
    """
    explicit = explicit or Filters()
    if ALL_WORDS in literal or not text:
        return Understood(text, explicit)
    line = Line(text)
    wishes = [line.led(wish) for wish in _apart(line, index, today)]
    wishes = [
        wish for wish in wishes if _plain(line.typed(wish.start, wish.end)) not in set(map(_plain, literal))
    ]
    filters, taken = _chosen(wishes, explicit)
    return Understood(
        text_left=line.without(wishes) if wishes else text,
        filters=filters,
        matches=tuple(
            Match(
                line.typed(wish.start, wish.end),
                wish.parameter,
                wish.chosen,
                wish.label,
                line.without([wish]),
            )
            for wish in sorted(taken)
        ),
    )


def _plain(words):
    return german.fold(" ".join(words.split()))


def _apart(line, index, today):
    """Wishes that share no word, the rules' order deciding."""
    names_now, used, found = known(index.values), set(), []
    for rule in RULES:
        for wish in rule(line, names_now, index, today):
            places = set(range(wish.start, wish.end))
            if places & used or len(found) == MOST or names.is_one_word(line, wish, index):
                continue
            used |= places
            found.append(wish)
    return sorted(found)


def _chosen(wishes, explicit):
    """(filters, wishes in effect): values of one group join, single values count once, explicit ones win."""
    given = {field.name for field in fields(Filters) if getattr(explicit, field.name) != field.default}
    closed = given.union(*(group for group in _GROUPS if group & given))
    has_age = any(wish.parameter == "alter" for wish in wishes)
    chosen, taken = {}, []
    for wish in wishes:
        if any(field in closed for field, _value in wish.chosen) or (has_age and _says_age(wish)):
            continue
        for field, value in wish.chosen:
            chosen[field] = (
                tuple(dict.fromkeys(chosen.get(field, ()) + value)) if isinstance(value, tuple) else value
            )
        taken.append(wish)
    return replace(explicit, **chosen), taken


def _says_age(wish):
    """ "für mein Kind" adds nothing where an age is named."""
    return wish.parameter == "zielgruppe" and all(
        _AGE_IN_WORDS.issuperset(slugs) for _field, slugs in wish.chosen
    )
