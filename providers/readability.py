"""How hard a German text is to read, and what would make it easier: advice, never a barrier.

LIX: C. H. Björnsson, Läsbarhet, Stockholm 1968. Erste Wiener Sachtextformel: R. Bamberger and E. Vanecek, Lesen –
Verstehen – Lernen – Schreiben, Wien 1984. Positions are those of the given text, Markdown included.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from . import wordlists

LONGEST_TEXT = 20_000
FEWEST_WORDS = 20
LONG_SENTENCE = 20
LONG_WORD = 18
MANY_NOUNS = 3

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:[-'’]{_LETTER}+)*")
_NUCLEUS = re.compile(r"äu|au|eu|ei|ey|ai|ay|ie|aa|ee|oo|oi|[aeiouyäöüéèáà]")
# Markdown that is not read aloud; blanked letter by letter, so that positions stay.
_MARKUP = re.compile(
    r"!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|https?://\S+|www\.\S+|\S+@\S+\.\w+"
    r"|^[ \t]*(?:#{1,6}|[-*+>]|\d{1,3}[.)])[ \t]+|[*_`~#]+",
    re.M,
)
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:#{1,6}|[-*+>]|\d{1,3}[.)])[ \t])|(?<=[:;])[ \t]*\n")
_STOP = re.compile(r"[.!?…]+[\"“”»«)]*(?=\s|$)")
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_ORDINAL_AFTER = {
    "der",
    "die",
    "das",
    "dem",
    "den",
    "des",
    "am",
    "im",
    "zum",
    "vom",
    "ab",
    "bis",
    "beim",
    "zur",
    "seit",
    "jeden",
    "jedem",
    "und",
}
_LEVELS = ((40, 8, "leicht"), (50, 11, "mittel"))


@dataclass(frozen=True)
class Hint:
    """One place that could be easier: positions in the given text, its words, and what to do."""

    kind: str
    start: int
    end: int
    text: str
    message: str


@dataclass(frozen=True)
class Readability:
    """``lix`` is a number of about 20 to 70, ``wiener`` a school grade; both None below `FEWEST_WORDS` words."""

    words: int
    sentences: int
    lix: float | None = None
    wiener: float | None = None
    level: str = ""
    summary: str = ""
    hints: tuple[Hint, ...] = ()


def read(text: str) -> Readability:
    """Figures and hints for a German text, in order of their places."""
    plain = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    sentences = [span for span in sentence_spans(text, plain) if _WORD.search(plain, *span)]
    words = [match[0] for match in _WORD.finditer(plain)]
    hints = tuple(sorted(_hints(text, plain, sentences), key=lambda hint: (hint.start, -hint.end)))
    if len(words) < FEWEST_WORDS:
        return Readability(
            len(words), len(sentences), summary=_("Für ein Urteil ist der Text zu kurz."), hints=hints
        )
    lix, wiener = _lix(words, len(sentences)), _wiener(words, len(sentences))
    level = _level(lix, wiener)
    return Readability(len(words), len(sentences), lix, wiener, level, _summary(level, len(hints)), hints)


def syllables(word: str) -> int:
    """Syllables of a German word, at least one: groups of vowels, and where two of them are spoken apart."""
    word = word.lower()
    if word in wordlists.SYLLABLES:
        return wordlists.SYLLABLES[word]
    word = word.replace("qu", "kw")
    for pattern, apart in wordlists.SPOKEN_APART:
        word = pattern.sub(apart, word)
    return max(1, len(_NUCLEUS.findall(word)))


def sentence_spans(text: str, plain: str | None = None) -> list[tuple[int, int]]:
    """Where each sentence begins and ends; headings and list items are sentences of their own."""
    plain = text if plain is None else plain
    ends = {match.end() for match in _BLOCK.finditer(text)}
    ends |= {match.end() for match in _STOP.finditer(plain) if _is_end(plain, match)}
    return [
        _trimmed(plain, span)
        for span in pairwise(sorted(ends | {0, len(plain)}))
        if plain[slice(*span)].strip()
    ]


def _trimmed(plain, span):
    start, end = span
    words = plain[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _is_end(plain, match):
    """A full stop ends no sentence after an abbreviation („z. B.“) or an ordinal („am 3. März“)."""
    if match[0][0] != ".":
        return True
    before = (
        re.search(r"(\S+)?\s*$", plain[max(0, match.start() - 60) : match.start()])[0].strip().lstrip('(„"')
    )
    after = re.match(r"\s*(\S*)", plain[match.end() : match.end() + 60])[1]
    if before.lower() + "." in wordlists.ABBREVIATIONS or len(before) == 1 and before.isalpha():
        return not after
    if before.isdigit() and len(before) <= 2:
        return not _is_ordinal(plain[: match.start()].split()[-2:-1], after)
    return True


def _is_ordinal(before, after):
    is_named = after.strip(",.;") in _MONTHS or after[:1].islower() or after[:1].isdigit()
    return is_named or bool(before) and before[0].lower() in _ORDINAL_AFTER


# Figures


def _lix(words, sentences):
    return round(len(words) / sentences + 100 * _share(words, _is_long), 1)


def _wiener(words, sentences):
    """Erste Wiener Sachtextformel: a school grade."""
    counts = [syllables(word) for word in words]
    many = 100 * _share(counts, lambda count: count >= 3)
    single = 100 * _share(counts, lambda count: count == 1)
    grade = 0.1935 * many + 0.1672 * len(words) / sentences + 0.1297 * 100 * _share(words, _is_long)
    return round(grade - 0.0327 * single - 0.875, 1)


def _share(values, test):
    return sum(map(test, values)) / len(values)


def _is_long(word):
    return sum(map(str.isalpha, word)) > 6


def _level(lix, wiener):
    return next((level for most, grade, level in _LEVELS if lix < most and wiener < grade), "schwer")


def _summary(level, hints):
    words = {
        "leicht": _("Der Text ist leicht zu lesen."),
        "mittel": _("Der Text ist mittelschwer zu lesen."),
        "schwer": _("Der Text ist schwer zu lesen."),
    }[level]
    return (
        words
        if level == "leicht" or not hints
        else f"{words} {_('Die Hinweise zeigen, was ihn leichter macht.')}"
    )


# Hints: each rule reads the text once and yields what it finds.


def _hints(text, plain, sentences):
    for start, end in sentences:
        yield from _about_sentence(text, plain, start, end)
    yield from _long_words(text, plain)
    yield from _listed(text, plain)
    yield from _capitals(text, plain)


def _about_sentence(text, plain, start, end):
    words = _WORD.findall(plain, start, end)
    if len(words) > LONG_SENTENCE:
        message = _("Dieser Satz hat %s Wörter. Machen Sie zwei daraus.") % len(words)
        yield Hint("sentence", start, end, text[start:end], message)
    nouns = [word for word in words if wordlists.NOMINAL.search(word)]
    if len(nouns) >= MANY_NOUNS:
        message = _(
            "Viele Hauptwörter auf -ung, -heit, -keit oder -tion. Sagen Sie es mit Tätigkeitswörtern."
        )
        yield Hint("nominal", start, end, text[start:end], message)
    passive = wordlists.PASSIVE.search(plain, start, end)
    if passive and passive["participle"].lower() not in wordlists.NO_PARTICIPLES:
        message = _("Wer tut es? Schreiben Sie zum Beispiel „Sie lernen“ statt „es wird gelernt“.")
        yield Hint("passive", passive.start(), passive.end(), text[slice(*passive.span())], message)


def _long_words(text, plain):
    for match in _first_ones(_WORD.finditer(plain)):
        if max(map(len, re.split("[-'’]", match[0]))) > LONG_WORD:
            message = _(
                "Ein langes Wort. Trennen Sie es mit Bindestrich oder sagen Sie es mit mehreren Wörtern."
            )
            yield Hint("long", *match.span(), text[slice(*match.span())], message)


def _listed(text, plain):
    for kind, pattern, proposals in wordlists.LISTS:
        for match in _first_ones(pattern.finditer(plain)):
            proposal = proposals[" ".join(match[0].lower().split())]
            message = _("Einfacher: „%s“.") % proposal
            yield Hint(kind, *match.span(), text[slice(*match.span())], message)


def _capitals(text, plain):
    """„BAMF“ without words beside it."""
    for match in _first_ones(wordlists.CAPITALS.finditer(plain)):
        is_explained = plain[max(0, match.start() - 1)] == "(" or plain[match.end() : match.end() + 2] == " ("
        if match[0] not in wordlists.KNOWN_CAPITALS and not is_explained:
            message = _("Nicht alle kennen diese Abkürzung. Schreiben Sie sie ein Mal aus.")
            yield Hint("abbreviation", *match.span(), match[0], message)


def _first_ones(matches):
    """Each word once, however often it stands there."""
    seen = {}
    for match in matches:
        seen.setdefault(match[0].lower(), match)
    return seen.values()
