"""Words that mean the same, kept by staff and applied when somebody searches: no entry is written again."""

from collections import defaultdict

from portal.search import german


def read_line(line):
    """(phrases, one_way) of "a, b, c" or "a > b, c", or None for an empty line; # begins a comment."""
    words = line.partition("#")[0].strip()
    head, arrow, rest = words.partition(">")
    phrases = [phrase.strip() for part in (head, rest) for phrase in part.split(",")]
    return ([phrase for phrase in phrases if phrase], bool(arrow)) if words else None


def read_groups(text):
    """The groups of a list of synonyms, one a line."""
    return [group for group in map(read_line, text.splitlines()) if group]


def phrase_forms(text):
    """Forms of the words of a phrase that carry meaning: "Deutsch als Fremdsprache" is (deutsch, fremdsprache)."""
    tokens = german.tokens(german.clean(text))
    content = [token for token in tokens if not german.is_stop_word(token.spelling)]
    return tuple(german.token_form(token) for token in content or tokens)


class Synonyms:
    """Look-up from the forms of a word or phrase to the forms of its synonyms.

    ``groups`` holds (phrases, one_way): all phrases stand for each other, or only the first finds the others.
    """

    def __init__(self, groups=()):
        self._others = defaultdict(dict)
        for phrases, one_way in groups:
            self._add([forms for forms in map(phrase_forms, phrases) if forms], one_way)
        self.longest = max(map(len, self._others), default=1)

    def _add(self, group, one_way):
        for forms in group[:1] if one_way else group:
            others = self._others[forms]
            others.update(
                {other: others.get(other, False) or not one_way for other in group if other != forms}
            )

    def of(self, forms):
        """(tuple of forms, is it mutual) of all that stands for the given tuple, or that it finds as well."""
        return tuple(self._others.get(tuple(forms), {}).items())
