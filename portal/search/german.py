"""German text to comparable words: folding, lemmas, stems, gender forms, hyphens, levels such as A1.

The unit of the index is the *form*: the folded lemma of a word ("Kurse" and "KURS" are both ``kurs``). Everything here
is a function of the text alone; what depends on the words of the index lives in `vocabulary` and `compounds`.
"""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy

from portal.search import wordlists

MAX_WORD_LENGTH = 60  # longer runs of letters are noise; German's longest course titles stay below
MAX_HYPHEN_PARTS = 6

_LETTERS = str.maketrans("äöüéèêëàáâãåçñóòôõíìîïúùûýžšłıøđ", "aoueeeeaaaaacnoooo" + "iiiiuuuyzsliod")
_TWO_LETTERS = str.maketrans({"ß": "ss", "æ": "a", "œ": "o"})
# "ue" stands for "ü" only where no other vowel (or q) goes before it: "Mueller", but "neue", "Feuer", "Quelle".
_DIGRAPH = re.compile(r"(?<![aeouq])ue|ae|oe")
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü"}

_GENDER_MARK = re.compile(r"(?<=[a-zäöüß])(?:[*:_·’']|/-?|\((?=in(?:nen)?\)))(?=(?:in|innen|r|n)\b)")
_GENDER_CAPITAL = re.compile(r"(?<=[a-zäöüß])I(?=n(?:nen)?\b)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = re.compile(r"[\u2010\u2011]")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_TOKEN = re.compile(
    r"[^\W\d_]\d\.\d(?!\w)"  # a level with its half: A1.2
    r"|\d+\+(?!\w)"  # 60+
    r"|[^\W_]+(?:\+\+|\#)?(?:-[^\W_]+(?:\+\+|\#)?)*"
)

# Feminine nouns share the form of the masculine: "Erzieherin" is found by "Erzieher" and the other way round.
_FEMININE = re.compile(
    r"^(\w*(?:\w(?:er|ist|ent|ant|or|eur|at|og)|arzt|ärzt|freund|koch|köch|wirt))in(?:nen)?$"
)

_LISTS = wordlists.read("german.txt")
STOP_WORDS = frozenset(_LISTS["filling"])

ASKING_WORDS = frozenset(_LISTS["asking"])

PERSONS = frozenset(_LISTS["persons"])
SERVICES = frozenset(_LISTS["services"])

WRAPPING_FORMS = frozenset(_LISTS["generic"])
GENERIC_FORMS = WRAPPING_FORMS | frozenset(_LISTS["generic alone"])


class Token(NamedTuple):
    """A word as written: ``spelling`` in lower case without gender marks, ``parts`` if hyphens divide it."""

    spelling: str
    parts: tuple[str, ...] = ()


def clean(text):
    """Text without what no database or reader can take: NUL and other controls, lone surrogates; NFC."""
    text = _CONTROLS.sub(" ", text.encode("utf-8", "ignore").decode())
    return unicodedata.normalize("NFC", text)


def fold(text):
    """Lower case without umlauts, accents or their two-letter spellings: "Übung", "Uebung", "UBUNG" are ``ubung``."""
    text = text.lower().translate(_TWO_LETTERS).translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _DIGRAPH.sub(lambda match: match.group()[0], text)


def tokens(text):
    """The words of a text in order, stop words included."""
    text = _HYPHENS.sub("-", _INVISIBLE.sub("", text))
    text = _GENDER_CAPITAL.sub("i", _GENDER_MARK.sub("", text))
    return [token for word in _TOKEN.findall(_APOSTROPHE.sub("", text).lower()) for token in _read(word)]


@lru_cache(200_000)
def _read(word):
    """Tokens of a run of letters: one, or several where hyphens join too many words."""
    parts = tuple(part for part in word.split("-") if part)
    if len(parts) == 1:
        return (Token(word.replace("+", "plus") if word[0].isdigit() else word[:MAX_WORD_LENGTH]),)
    if len(parts) > MAX_HYPHEN_PARTS or len(word) > MAX_WORD_LENGTH:
        return tuple(Token(part[:MAX_WORD_LENGTH]) for part in parts)
    return (Token("".join(parts), parts),)


_dictionary = {"low_memory": True}


@cache
def _lemmatizer():
    return Lemmatizer(cache_max_size=1, lemmatization_strategy=DefaultStrategy(**_dictionary))


def warm_up():
    """Unpack the dictionary before the first question needs it (half a second), best before a server forks."""
    in_dictionary("wort")
    lemma("wörter")


def hurry():
    """Unpack the dictionary in this process (100 MB instead of 15), for looking up tens of thousands of new words."""
    _dictionary["low_memory"] = False
    _lemmatizer.cache_clear()


@lru_cache(100_000)
def in_dictionary(word):
    """True for a German word in any usual inflection, whatever its case."""
    known = _lemmatizer()._lemmatization_strategy.is_dictionary_member
    return known(word.lower(), "de") or known(word.capitalize(), "de")


@lru_cache(100_000)
def is_noun(word):
    """True where the dictionary knows the word with a capital."""
    return _lemmatizer()._lemmatization_strategy.is_dictionary_member(word.capitalize(), "de")


def restored(word):
    """ "toepfern" as "töpfern" and "strasse" as "straße", unless the dictionary knows the word as it is."""
    sharp = word.replace("ss", "ß")
    if sharp != word and is_noun(sharp) and fold(lemma(sharp)) == word:
        return sharp
    if _DIGRAPH.search(word) and not in_dictionary(word):
        return _DIGRAPH.sub(lambda match: _UMLAUTS[match.group()], word)
    return word


@lru_cache(100_000)
def lemma(word):
    """The basic form in lower case; nouns win over verbs ("Arbeiten" is ``arbeit``), unknown words stay."""
    word = restored(word.lower())
    noun = word.capitalize()
    found = _lemmatizer().lemmatize(noun, lang="de")
    if found == noun and not is_noun(word):
        found = _lemmatizer().lemmatize(word.lower(), lang="de")
    return found.lower()


def masculine(word):
    """ "erzieherin" as "erzieher", so that either finds both; other words stay."""
    feminine = _FEMININE.match(word)
    return feminine[1] if feminine else word


@lru_cache(200_000)
def base(word):
    """The lemma, feminine nouns as their masculine."""
    return masculine(lemma(word))


@lru_cache(200_000)
def form(word):
    """The folded base of a word: the unit that is indexed and looked up."""
    return fold(base(word))


def token_form(token):
    """The form of a token; of a hyphenated one only the last part is inflected ("Yoga-Kurse" is ``yogakurs``)."""
    return _hyphenated_form(token.parts) if token.parts else form(token.spelling)


@lru_cache(50_000)
def _hyphenated_form(parts):
    return fold("".join(parts[:-1])) + form(parts[-1])


def token_base(token):
    """The form of a token before folding, with umlauts."""
    if not token.parts:
        return base(token.spelling)
    return "".join(token.parts[:-1]) + base(token.parts[-1])


_ALIKE = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"([rtck])h", r"\1"),
        (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""),
        (r"y", "i"),
        (r"ie", "i"),
        (r"a(?=i)", "e"),
        (r"ck|c(?=[aoulrkt])", "k"),
        (r"(?:tz|ts|t(?=ion)|c(?=[ei]))", "z"),
        (r"dt|d$", "t"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(form):
    """What a form has in common with its misspellings by ear: "rethorik" and "rhetorik" are both ``retorik``."""
    for pattern, alike in _ALIKE:
        form = pattern.sub(alike, form)
    return form


_stemmers = threading.local()  # a stemmer object must not be shared by threads


@lru_cache(200_000)
def stem(word):
    """What inflections and derivations of a lemma share ("Beratung", "beraten"); short words stay whole.

    Who does something stays whole too, or "Schüler" would be found by "Schule".
    """
    folded = fold(word)
    if len(folded) < 5 or folded.endswith("kurs") or (folded.endswith("er") and is_noun(word + "in")):
        return folded
    if not hasattr(_stemmers, "german"):
        _stemmers.german = Stemmer.Stemmer("german")
    return _stemmers.german.stemWord(folded)


def is_stop_word(word):
    return word in STOP_WORDS


def is_half_level(word):
    """True for levels such as "a1.2"."""
    return len(word) == 4 and word[2] == "."
