"""Words that mean the same, kept by staff and applied when somebody searches: no entry is written again.

What the portal's own `lexicon` says comes in beside it; staff can forbid that, word by word.
"""

from collections import defaultdict
from itertools import permutations
from typing import NamedTuple

from portal.search import german, lexicon

# How far a phrase stands for another: what staff say counts more than what everybody knows.
SAME, ALSO = 0.75, 0.4  # mean the same; are found as well
KNOWN_SAME, KNOWN_ALSO = 0.7, 0.35


class Group(NamedTuple):
    """Phrases that stand for each other (``one_way``: only the first finds the others), or never (``is_block``)."""

    phrases: list[str]
    one_way: bool = False
    is_block: bool = False


def read_line(line, *, is_block=False):
    """The group of "a, b, c" or "a > b, c", or None for an empty line; # begins a comment."""
    words = line.partition("#")[0].strip()
    head, arrow, rest = words.partition(">")
    phrases = [phrase.strip() for part in (head, rest) for phrase in part.split(",")]
    return Group([phrase for phrase in phrases if phrase], bool(arrow), is_block) if words else None


def read_groups(text):
    """The groups of a list of synonyms, one a line."""
    return [group for group in map(read_line, text.splitlines()) if group]


def phrase_forms(text):
    """Forms of the words of a phrase that carry meaning: "Deutsch als Fremdsprache" is (deutsch, fremdsprache)."""
    tokens = german.tokens(german.clean(text))
    content = [token for token in tokens if not german.is_stop_word(token.spelling)]
    return tuple(german.token_form(token) for token in content or tokens)


class Synonyms:
    """Look-up from the forms of a word or phrase to the forms of its synonyms; ``groups`` are `Group` rows."""

    def __init__(self, groups=()):
        self._others, self._apart = defaultdict(dict), set()
        for phrases, one_way, is_block in groups:
            forms = [forms for forms in map(phrase_forms, phrases) if forms]
            if is_block:
                self._apart.update(permutations(forms, 2))
            else:
                self._add(forms, one_way)
        self.longest = max([lexicon.LONGEST, *map(len, self._others)])

    def _add(self, group, one_way):
        factor = ALSO if one_way else SAME
        for forms in group[:1] if one_way else group:
            for other in group:
                if other != forms:
                    self._others[forms][other] = max(self._others[forms].get(other, 0), factor)

    def of(self, forms):
        """(tuple of forms, factor) of all that stands for the given tuple, or that it finds as well."""
        known = {
            other: KNOWN_SAME if is_same else KNOWN_ALSO for other, is_same in lexicon.others(forms).items()
        }
        found = known | self._others.get(tuple(forms), {})
        return tuple((other, factor) for other, factor in found.items() if self.may_be_alike(forms, other))

    def of_those(self, forms):
        """(tuple of forms, factor) of what means the same as a synonym of the given tuple, without the synonyms."""
        own = self.of(forms)
        near = {other for other, _factor in own} | {tuple(forms)}
        for other, factor in own:
            for second, worth in self.of(other):
                if worth > ALSO and second not in near and self.may_be_alike(forms, second):
                    near.add(second)
                    yield second, factor * worth

    def evoked(self, forms):
        """Forms of the matters a word makes one think of, what is found as well among them."""
        also = [other for other, factor in self.of(forms) if factor <= ALSO]
        evoked = (other for other in lexicon.evoked(forms) if self.may_be_alike(forms, other))
        return tuple(dict.fromkeys([*also, *evoked]))

    def names_a_matter(self, forms):
        """True where anybody says what the given tuple leads to."""
        return bool(self.of(forms) or lexicon.evoked(forms))

    def may_be_alike(self, forms, other):
        """False where staff say that two words or phrases are not to be taken for each other, whoever says they are."""
        return (tuple(forms), tuple(other)) not in self._apart
