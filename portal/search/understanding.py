"""From the words of a plan to units: for each word, all the ways in which an entry may speak of it.

A unit is satisfied by any of its alternatives (see `rules`).
"""

from dataclasses import dataclass
from functools import cached_property

from portal.search import german, lexicon, rules
from portal.search.rules import Alternative, Word, occurring
from portal.search.synonyms import ALSO

MERGED = 1.0  # what stands for several words together
NEAR_IN_SENTENCE = 0.3  # in a sentence, what is near a word in other ways than by what it evokes
FEW = 10  # entries with a word below which the general lists are asked


@dataclass
class Unit:
    """One thing searched for: a word, or a phrase in quotes, which has no ``word``."""

    strict: list[Alternative]
    word: Word | None = None
    is_generic: bool = False

    @cached_property
    def loose(self):
        """Alternatives that count for similar hits only; few searches need them."""
        return occurring(rules.LOOSE_RULES, self.word) if self.word else []

    @property
    def core(self):
        """Alternatives that say the same: how rare they are tells how much it says."""
        return [alternative for alternative in self.strict if alternative.factor > ALSO]

    @property
    def also(self):
        """The other alternatives."""
        return [alternative for alternative in self.strict if alternative.factor <= ALSO]

    @cached_property
    def hints(self):
        """Further alternatives of a word among many others, which bear out what it evokes."""
        evoked = occurring((rules.its_associations,), self.word) if self.word else []
        near = [Alternative(a.groups, a.factor * NEAR_IN_SENTENCE) for a in self.loose]
        return [*evoked, *near]

    @property
    def says_little(self):
        """True where it names no matter: "Seite", "stehen", "meine Tochter"."""
        form = self.word and self.word.form
        return form in german.PERSONS or lexicon.says_little(form)

    @cached_property
    def must_occur(self):
        """The word itself, where other places than a portal of education are asked for it: "Straßenbahn", "Pizza"."""
        if not self.word or self.word.form not in german.SERVICES:
            return []
        word = self.word
        ids = word.index.vocabulary.inflections(word.form, word.base)
        return [Alternative((tuple((number, 1.0) for number in ids),))]


@dataclass
class Understanding:
    """What the index makes of a plan. ``repairs`` maps words as typed to the words taken instead."""

    units: list[Unit]
    phrases: list[list[list[int]]]
    excluded: list[Alternative]
    repairs: dict[str, str]


def understand(plan, index):
    """Units, phrases and exclusions of a plan over the words of an index."""
    words = [
        Word(token, index, is_last=plan.is_unfinished and token is plan.words[-1]) for token in plan.words
    ]
    units = [unit for run in _runs(words, index) for unit in _units(run, index)]
    units += [_phrase_unit(phrase, index) for phrase in plan.phrases]
    if all(unit.is_generic for unit in units):
        for unit in units:
            unit.is_generic = False
    return Understanding(
        units=units,
        phrases=[[_inflections(token, index) for token in phrase] for phrase in plan.phrases],
        excluded=[_all_of(tokens, index) for tokens in plan.excluded],
        repairs={word.token.spelling: word.repair for word in words if word.repair},
    )


def _unit(word):
    found = occurring(rules.RULES_FOR_KNOWN_WORDS, word) or occurring(rules.RULES_FOR_UNKNOWN_WORDS, word)
    if _mentions(occurring((rules.same_word,), word), word.index) < FEW:
        found += occurring(rules.RULES_FOR_RARE_WORDS, word)
    return Unit(found, word, is_generic=word.form in german.GENERIC_FORMS)


def _mentions(alternatives, index):
    """In about how many entries any of the alternatives holds."""
    rarest = (min(_frequency(group, index) for group in alternative.groups) for alternative in alternatives)
    return sum(rarest)


def _frequency(group, index):
    return sum(index.frequency(number) for number, _factor in group)


def _runs(words, index):
    """Words one by one, but together where a run of them has synonyms or is written as one word as well."""
    place = 0
    while place < len(words):
        length = min(max(2, index.synonyms.longest), len(words) - place)
        while length > 1 and not _others(words[place : place + length], index):
            length -= 1
        yield words[place : place + max(1, length)]
        place += max(1, length)


def _others(run, index):
    """Tuples of forms that stand for a run of words: "Deutsch als Fremdsprache" for DaF, "foto kurs" for Fotokurs."""
    found = [forms for forms, _factor in index.synonyms.of([word.form for word in run])]
    if len(run) == 2:
        joined = (german.fold(run[0].token.spelling) + link + run[1].form for link in ("", "s", "n", "en"))
        found += [(form,) for form in joined if form in index.vocabulary]
    return found


def _units(run, index):
    """A unit a word; what stands for the run as a whole stands for each of its words."""
    units = list(map(_unit, run))
    if len(run) > 1:
        others = [
            Alternative(tuple(run[0].group(form) for form in forms), MERGED) for forms in _others(run, index)
        ]
        for unit in units:
            unit.strict += [other for other in others if all(map(index.occurs, other.groups))]
    return units


def _phrase_unit(tokens, index):
    """All words of a phrase in an entry; whether they stand together is looked up in the database."""
    content = [token for token in tokens if not german.is_stop_word(token.spelling)] or tokens
    groups = tuple(tuple((number, 1.0) for number in _inflections(token, index)) for token in content)
    return Unit([Alternative(groups)] if all(map(index.occurs, groups)) else [])


def _inflections(token, index):
    """Ids of the words that stand for a word of a phrase: itself and its inflections, no compounds."""
    return index.vocabulary.inflections(german.token_form(token), german.token_base(token))


def _all_of(tokens, index):
    return Alternative(
        tuple(index.vocabulary.variants(german.token_form(t), german.token_base(t)) for t in tokens)
    )
