"""What a person typed and chose, as a plan the engine can work off. Knows no index and no database."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.search import german

KINDS = ("offer", "provider", "network", "event")

# Filter groups by values of the index, and their names in the query string.
FACETS = {
    "topic": "thema",
    "life_stage": "lebensphase",
    "audience": "zielgruppe",
    "district": "stadtteil",
    "offer_kind": "art",
    "provider": "anbieter",
    "language": "sprache",
    "funding": "foerderung",
    "access": "barrierefrei",
    "format": "format",
    "level": "niveau",
}
# Groups counted from times and facts.
WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
DAYTIMES = ("morgens", "nachmittags", "abends")

SORTS = ("relevanz", "datum", "naehe", "neu")
MAX_CHARACTERS = 300
MOST_EUROS = 50_000
MAX_WORDS = 24
SPOKEN = 5  # words as typed that make a sentence
PAGE_SIZE = 20
ALL_WORDS = "1"  # among literal words: understand none as a filter

_QUOTES = str.maketrans("„“”«»‟", '""""""')
_PHRASE = re.compile(r'(?<!\S)(-?)"([^"]*)"?')
_EXCLUDED = re.compile(r"(?<!\S)-(?=\w)(\S+)")


@dataclass(frozen=True)
class Filters:
    """Chosen filters: values or within one group, and between groups. Empty means not chosen.

    Facet groups hold slugs; weekdays, daytimes, days from and until must hold for one and the same date.
    """

    topic: tuple[str, ...] = ()
    life_stage: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    offer_kind: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    daytime: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    age: int | None = None
    oldest: int | None = (
        None  # of an age range that begins with ``age``; only understood, never in an address
    )
    free: bool = False
    most_euros: int | None = None
    places_left: bool = False
    past: bool = False
    place: str = ""
    radius_km: float | None = None


@dataclass(frozen=True)
class Plan:
    """A question to the index. Make it with `plan`."""

    text: str = ""
    words: tuple[german.Token, ...] = ()
    phrases: tuple[tuple[german.Token, ...], ...] = ()
    excluded: tuple[tuple[german.Token, ...], ...] = ()
    is_unfinished: bool = False
    is_spoken: bool = False  # as people talk, in more words than a list of keywords has
    nouns: frozenset[str] | None = None  # words with a capital; None where capitals say nothing
    filters: Filters = field(default_factory=Filters)
    kind: str | None = "offer"
    sort: str = "relevanz"
    page: int = 1
    page_size: int = PAGE_SIZE
    offset: int | None = None  # rank of the first hit, instead of a page
    today: date = date.min
    notes: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    relaxes: bool = True  # understood filters that leave nothing may be dropped

    @property
    def has_text(self):
        return bool(self.words or self.phrases)


def plan(
    *,
    text="",
    filters=None,
    kind="offer",
    sort="relevanz",
    page=1,
    page_size=PAGE_SIZE,
    today=None,
    literal=(),
):
    """A plan from anything a person may type: controls, half characters and excess length are cut, with a note.

    ``kind`` is one of `KINDS` or None for all; ``sort`` one of `SORTS`; ``today`` defaults to the portal's day;
    words in ``literal`` are not understood as filters (see `wishes`), `ALL_WORDS` among them keeps all literal.
    """
    clean = german.clean(text).strip()
    cut = clean[:MAX_CHARACTERS]
    phrases, excluded, rest = _take_apart(cut.translate(_QUOTES))
    words = _content_words(rest)
    return Plan(
        text=cut,
        words=words[:MAX_WORDS],
        phrases=phrases,
        excluded=excluded,
        is_unfinished=bool(cut) and cut[-1].isalnum() and cut == clean,
        is_spoken=len(german.tokens(rest)) >= SPOKEN,
        nouns=_nouns(rest),
        filters=filters or Filters(),
        kind=kind,
        sort=sort if sort in SORTS else "relevanz",
        page=max(1, page),
        page_size=page_size,
        today=today or timezone.localdate(),
        notes=_notes(clean, words, phrases),
        literal=tuple(literal),
    )


def reworded(plan, text, filters):
    """The plan with the words of a shorter text and with other filters; what it shows stays as typed."""
    _phrases, _excluded, rest = _take_apart(text.translate(_QUOTES))
    words = _asked(_content(german.tokens(rest)))[:MAX_WORDS]
    is_unfinished = plan.is_unfinished and bool(words) and words[-1] == plan.words[-1]
    return replace(plan, words=words, filters=filters, is_unfinished=is_unfinished)


def _take_apart(text):
    """(phrases, excluded, remaining text): what stands in quotes and what stands after a minus."""
    phrases, excluded = [], []
    for minus, inside in _PHRASE.findall(text):
        tokens = tuple(german.tokens(inside)[:MAX_WORDS])
        if tokens:
            (excluded if minus else phrases).append(tokens)
    rest = _PHRASE.sub(" ", text)
    excluded += [(token,) for word in _EXCLUDED.findall(rest) for token in german.tokens(word)]
    return tuple(phrases), tuple(excluded[:MAX_WORDS]), _EXCLUDED.sub(" ", rest)


def _content_words(text):
    """The words that carry meaning; a text of nothing but filling words keeps them."""
    tokens = tuple(german.tokens(text))
    content = _content(tokens)
    return _asked(content) or content or tokens


def _nouns(text):
    """The spellings written with a capital, or None where all are, or none but the first."""
    written = re.findall(r"[^\W\d_]+", text)
    capitals = [word for word in written if word[0].isupper()]
    if len(capitals) == len(written) or not any(word[0].isupper() for word in written[1:]):
        return None
    return frozenset(token.spelling for token in german.tokens(" ".join(capitals)))


def _content(tokens):
    return tuple(token for token in tokens if not german.is_stop_word(token.spelling))


def _asked(tokens):
    return tuple(token for token in tokens if token.spelling not in german.ASKING_WORDS)


def _notes(clean, words, phrases):
    notes = []
    if len(clean) > MAX_CHARACTERS or len(words) > MAX_WORDS:
        notes.append(
            _("Ihre Eingabe ist sehr lang. Gesucht haben wir mit den ersten %(count)s Wörtern.")
            % {"count": min(len(words), MAX_WORDS)}
        )
    if clean and not words and not phrases:
        notes.append(_("In Ihrer Eingabe steht kein Wort, nach dem wir suchen können."))
    return tuple(notes)
