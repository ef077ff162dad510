"""What the search knows of a word beside what staff say, in words for them: so that they can see why, and forbid it."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.search import lexicon, memory, occupations, thesaurus
from portal.search.synonyms import phrase_forms


class Known(NamedTuple):
    """One way of knowing: what it is called, words that entries hold, words that none holds so far."""

    title: str
    found: str
    unused: str


def known(text):
    """[Known] of a word or phrase; empty where the search knows nothing of it."""
    forms = phrase_forms(text)
    if not forms:
        return []
    others = lexicon.others(forms)
    ways = {
        _("Bedeutet dasselbe"): [other for other, is_same in others.items() if is_same],
        _("Findet auch"): [other for other, is_same in others.items() if not is_same],
        _("Lässt in ganzen Sätzen denken an"): lexicon.evoked(forms),
        _("Im allgemeinen Thesaurus, schwächer"): thesaurus.related(" ".join(forms))[0],
        _("Verwandte Berufe, schwächer"): occupations.related(" ".join(forms)),
    }
    vocabulary = memory.index.current().vocabulary
    return [_known(title, phrases, vocabulary) for title, phrases in ways.items() if phrases]


def _known(title, phrases, vocabulary):
    found = [phrase for phrase in phrases if all(form in vocabulary for form in phrase)]
    unused = [" ".join(phrase) for phrase in phrases if phrase not in found]
    spelled = (" ".join(vocabulary.spelling(form) for form in phrase) for phrase in found)
    return Known(title, ", ".join(spelled), ", ".join(unused))
