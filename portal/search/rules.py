"""All the ways in which an entry may speak of a searched word, one rule a sort.

An alternative is satisfied by all its groups, a group by any of its words. The tuples at the end say which rules apply
when.
"""

from typing import NamedTuple

from portal.search import compounds, german, occupations, thesaurus

PARTS, COMPLETED, REPAIRED = 0.8, 0.85, 0.8
ONE_PART, LAST_PART, RELATED, CONTINUED, ENDING = 0.5, 0.3, 0.4, 0.5, 0.5
CLEARLY_MEANT, VAGUELY_MEANT, SAME_WORK = 0.55, 0.35, 0.35
EVOKED = 0.9  # what a word makes one think of, among the others of a sentence
MAX_COMPLETIONS, MAX_REPAIRS, MAX_RELATED = 60, 3, 20
MIN_PREFIX = 3
LONG_ENOUGH = 5  # letters of a word that may be the end of another
RARE, OFTEN = 2, 5  # a word in so few entries may be a misspelling of one that is so many times as frequent


class Alternative(NamedTuple):
    """``groups``: (word id, factor) pairs each; an entry needs a word of every group."""

    groups: tuple[tuple[tuple[int, float], ...], ...]
    factor: float = 1.0


class Word:
    """A searched word with what the rules need to know of it."""

    def __init__(self, token, index, *, is_last=False):
        self.token = token
        self.index = index
        self.form = german.token_form(token)
        self.is_last = is_last
        self.repair = ""
        known = self.form in index.vocabulary
        self.base = index.vocabulary.spelling(self.form) if known else german.token_base(token)

        divisible = token if token.parts else german.Token(self.base)
        self.parts = compounds.split_token(divisible, index.vocabulary)
        self.core = _matter(self.parts)
        self.leaves = _matter(compounds.leaves(divisible, index.vocabulary))

    def group(self, form, spelling=None):
        return self.index.vocabulary.variants(form, spelling)


def _matter(parts):
    """The parts of a compound that name the matter, as lemmas."""
    return tuple(part for part in parts if german.fold(part) not in german.WRAPPING_FORMS)


def same_word(word):
    """The word itself, inflected, or inside a compound."""
    yield Alternative((word.group(word.form, word.base),))


def its_parts(word):
    """ "Gitarrenunterricht" may stand apart as "Unterricht ... Gitarre"; generic parts need not occur."""
    for parts in dict.fromkeys((word.core, word.leaves)):
        if parts and parts != (word.base,):
            yield Alternative(tuple(word.group(german.fold(part), part) for part in parts), PARTS)


def its_synonyms(word):
    """Synonyms of the word, and of one part of it with the others kept."""
    for forms, factor in word.index.synonyms.of((word.form,)):
        yield Alternative(tuple(word.group(form) for form in forms), factor)
    core = [german.fold(leaf) for leaf in word.core]
    for place, form in enumerate(core):
        for forms, factor in word.index.synonyms.of((form,)):
            mixed = (*core[:place], *forms, *core[place + 1 :])
            yield Alternative(tuple(word.group(other) for other in mixed), factor * PARTS)


def what_these_mean(word):
    """What means the same as its synonyms: "Wachschutz" is guarding, which the trade calls "Bewachungsgewerbe"."""
    for forms, factor in word.index.synonyms.of_those((word.form,)):
        yield Alternative(tuple(map(word.index.vocabulary.itself, forms)), factor)


def its_completions(word):
    """The last word while it is being typed: all words it may become, the most frequent ones with their parts."""
    if not (word.is_last and len(word.token.spelling) >= MIN_PREFIX):
        return
    forms = word.index.vocabulary.starting_with(german.fold(word.token.spelling), MAX_COMPLETIONS)
    yield Alternative((_union(word, forms),), COMPLETED)
    for form in sorted(forms, key=word.index.frequency_of, reverse=True)[:MAX_REPAIRS]:
        yield from _taken_for(word, form, COMPLETED)


def its_repairs(word):
    """Words one or two typing errors away, unless the word is correct German."""
    if german.in_dictionary(word.token.spelling):
        return
    near = _near(word)
    yield from _taken_instead(word, [form for errors, form in near if errors == near[0][0]])


def its_other_spellings(word):
    """Words that sound alike and occur far more often, whatever dictionaries say: "Rethorik", "Austellung"."""
    if len(word.form) < MIN_PREFIX + 1 or word.token.parts:
        return
    written = german.fold(word.token.spelling)
    own = _most_frequent(word) if word.form in word.index.vocabulary else 0
    if own > RARE or (own and german.in_dictionary(word.token.spelling)):
        return
    sound = german.sound(written)
    near = [form for _errors, form in _near(word) if form != word.form and german.sound(form) == sound]
    yield from _taken_instead(word, [form for form in near if word.index.frequency_of(form) > own * OFTEN])


def _most_frequent(word):
    return max(
        (word.index.frequency(number) for number, _factor in word.group(word.form, word.base)), default=0
    )


def _near(word):
    """(errors, form) of words of the index a few typing errors away, nearest and most frequent first."""
    similar = word.index.vocabulary.similar(german.fold(word.token.spelling))
    near = [(errors, form) for form, errors in similar if word.index.occurs(word.group(form))]
    return sorted(near, key=lambda pair: (pair[0], -word.index.frequency_of(pair[1])))


def _taken_instead(word, forms):
    for form in forms[:MAX_REPAIRS]:
        word.repair = word.repair or form
        yield from _taken_for(word, form, REPAIRED)


def _taken_for(word, form, factor):
    """All that is known of another word, at a lower factor."""
    other = Word(german.Token(word.index.vocabulary.spelling(form)), word.index)
    for rule in RULES:
        for alternative in rule(other):
            yield Alternative(alternative.groups, alternative.factor * factor)


def each_part(word):
    """One part of a compound alone, and its synonyms; the first part rather names the matter than the last.

    Not where the last part is an appointment, or what nobody offers: a "Modelleisenbahn" is a train, not a model.
    """
    for part in word.core if _has_known_head(word) else ():
        factor = LAST_PART if len(word.parts) > 1 and part == word.parts[-1] else ONE_PART
        yield Alternative((word.group(german.fold(part), part),), factor)
        for forms, worth in word.index.synonyms.of((german.fold(part),)):
            yield Alternative(tuple(word.group(form) for form in forms), factor * worth)


def _has_known_head(word):
    head = german.fold(word.leaves[-1]) if word.leaves else ""
    return head not in german.GENERIC_FORMS and word.index.occurs(word.group(head))


def its_namesakes(word):
    """What a general thesaurus gives for a word with one meaning alone."""
    others, senses = _related(word)
    if senses == 1:
        for forms in others:
            yield Alternative(tuple(word.index.vocabulary.itself(form) for form in forms), CLEARLY_MEANT)


def its_thesaurus(word):
    """What a general thesaurus gives for the word, and what staff give for that; the less, the more it may mean."""
    others, senses = _related(word)
    factor = CLEARLY_MEANT if senses <= thesaurus.CLEAR else VAGUELY_MEANT
    for forms in others:
        yield Alternative(tuple(word.index.vocabulary.itself(form) for form in forms), factor)
        for synonyms, worth in word.index.synonyms.of(forms):
            yield Alternative(tuple(word.group(form) for form in synonyms), factor * worth)


def _related(word):
    """(what a general thesaurus gives and staff do not forbid, number of senses)."""
    others, senses = thesaurus.related(word.form)
    may_be_alike = word.index.synonyms.may_be_alike
    return [forms for forms in others if may_be_alike((word.form,), forms)], senses


def its_occupation(word):
    """The field in which somebody of this occupation works, and who else works in it, unless staff forbid it."""
    for forms in occupations.related(word.form):
        if word.index.synonyms.may_be_alike((word.form,), forms):
            yield Alternative(tuple(word.index.vocabulary.itself(form) for form in forms), SAME_WORK)


def its_associations(word):
    """What the word, or a part of it, makes one think of: "Hose" evokes sewing."""
    evoked = word.index.synonyms.evoked
    for forms in evoked((word.form,)):
        yield Alternative(tuple(word.group(form) for form in forms), EVOKED)
    for part in map(german.fold, word.leaves):
        for forms in evoked((part,)) if part != word.form else ():
            yield Alternative(tuple(word.group(form) for form in forms), EVOKED * ONE_PART)


def its_relatives(word):
    """Words that begin alike: "syrisch" and "Syrien"."""
    shared = max(4, round(0.6 * len(word.form)))
    if len(word.form) > shared and not word.parts:
        near = word.index.vocabulary.starting_with(word.form[:shared], MAX_RELATED)
        limit = len(word.form) + 5
        yield Alternative((_union(word, [form for form in near if len(form) <= limit]),), RELATED)


def its_continuations(word):
    """What a complete word may be the beginning of: "franz" also begins "französisch"."""
    if word.is_last and len(word.form) > MIN_PREFIX:
        forms = word.index.vocabulary.starting_with(german.fold(word.token.spelling), MAX_COMPLETIONS)
        yield Alternative((_union(word, forms),), CONTINUED)


def its_endings(word):
    """Words that end with it though no dictionary divides them: "Neuimker" for "Imker"."""
    if len(word.form) >= LONG_ENOUGH:
        yield Alternative((_union(word, word.index.vocabulary.ending_with(word.form)),), ENDING)


def _union(word, forms):
    best = {}
    for form in forms:
        for number, factor in word.group(form):
            best[number] = max(best.get(number, 0), factor)
    return tuple(best.items())


RULES = (same_word, its_parts, its_synonyms, what_these_mean)
RULES_FOR_KNOWN_WORDS = (*RULES, its_other_spellings)
RULES_FOR_UNKNOWN_WORDS = (its_completions, its_repairs)
RULES_FOR_RARE_WORDS = (its_namesakes, its_occupation)
LOOSE_RULES = (each_part, its_relatives, its_endings, its_continuations, its_thesaurus)


def occurring(rules, word):
    """Alternatives of a word by some rules, as far as any entry satisfies them."""
    return [
        alternative
        for rule in rules
        for alternative in rule(word)
        if all(map(word.index.occurs, alternative.groups))
    ]
