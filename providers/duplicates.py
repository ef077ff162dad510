"""Offers that may be the one somebody is about to enter: same words in the title, same provider, day and place.

"Englisch A1" and "Englisch A2" are two courses: levels, numbers and steps must agree before words are compared.
"""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from portal.core.slugs import german_slug

from .models import Offer, Submission

LEAST_SCORE = 80
MOST_CANDIDATES = 3000
MOST_LETTERS = 300
_SAME_WORD = 84
_OTHER_SUBJECT = 20
_DEAD = (Offer.Status.REFUSED, Offer.Status.WITHDRAWN, Offer.Status.ARCHIVED)
# Words that say little about what is taught.
_WEAK = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einer",
        "und",
        "oder",
        "fuer",
        "mit",
        "im",
        "in",
        "am",
        "an",
        "auf",
        "zu",
        "zum",
        "zur",
        "von",
        "vom",
        "bei",
        "aus",
        "ueber",
        "wie",
        "kurs",
        "kurse",
        "seminar",
        "workshop",
        "angebot",
        "online",
        "neu",
        "neue",
        "leicht",
        "gemacht",
    ]
)
_STEPS = {
    "anfaenger": "1", "anfaengerinnen": "1", "einsteiger": "1", "grundkurs": "1", "einfuehrung": "1", "grundlagen": "1",
    "basis": "1", "fortgeschrittene": "2", "aufbaukurs": "2", "vertiefung": "2", "aufbau": "2", "intensiv": "3",
}  # fmt: skip
_MARK = re.compile(r"[abc][12]\d?|\d+|[a-h]|[ivx]{1,6}")
_TOGETHER = re.compile(r"\b([abc][12])[-.](\d)\b")


@dataclass(frozen=True)
class Duplicate:
    """``score`` from `LEAST_SCORE` to 100; ``offer`` with its provider and location loaded."""

    offer: Offer
    score: int
    reason: str

    @property
    def url(self):
        """Its page, where it has one that everybody may see."""
        is_public = self.offer.status == Offer.Status.PUBLISHED
        return self.offer.get_absolute_url() if is_public else ""


@dataclass(frozen=True)
class Title:
    """Words that say what is taught, what tells courses of one series apart, and all words in their order."""

    words: frozenset
    marks: frozenset
    order: tuple


def likely_duplicates(title, *, provider=None, start=None, place=None, exclude=None, limit=5):
    """The most likely duplicates of an offer to be, best first, in at most two statements.

    Seen are what the public sees, and what ``provider`` has not dropped: pass only one the person may edit.
    """
    wanted = analysed(title)
    if not wanted.words:
        return []
    rows = _candidates(wanted, provider, exclude)
    scored = ((_score(wanted, row, provider, start, place), row["pk"]) for row in rows)
    best = sorted((each for each in scored if each[0] >= LEAST_SCORE), key=lambda each: (-each[0], each[1]))[
        :limit
    ]
    if not best:
        return []
    offers = Offer.objects.select_related("provider", "location").in_bulk([pk for _points, pk in best])
    return [
        Duplicate(offers[pk], points, _reason(offers[pk], provider, start, place))
        for points, pk in best
        if pk in offers
    ]


def analysed(title) -> Title:
    """Words without umlauts and without what every title has; steps and levels apart from them."""
    words = _TOGETHER.sub(r"\1\2", german_slug(title.replace(".", "-"), MOST_LETTERS)).split("-")
    marks = {
        _STEPS.get(word, word) for word in words if word in _STEPS or _MARK.fullmatch(word) or word.isdigit()
    }
    rest = {word for word in words if word not in _STEPS and not _MARK.fullmatch(word)}
    strong = {word for word in rest if len(word) > 1} - _WEAK
    order = tuple(word for word in words if word in rest)
    return Title(frozenset(strong or rest - {""}), frozenset(marks), order)


def _candidates(wanted, provider, exclude):
    """Rows whose title has the beginning of one of the longest words."""
    stems = [_stem(word) for word in sorted(wanted.words, key=len, reverse=True)[:4]]
    likely = Q()
    for stem in stems:
        likely |= Q(title__iregex=stem)
    offers = Offer.objects.not_ended().filter(likely)
    rows = offers.published()
    if provider is not None:
        own = offers.filter(provider=provider).exclude(status__in=_DEAD)
        rows = rows | own.exclude(pk__in=Submission.objects.unsent().values("offer"))
    if exclude is not None:
        rows = rows.exclude(pk=exclude.pk)
    return rows.order_by("-pk").values("pk", "title", "provider_id", "location_id", "first_day")[
        :MOST_CANDIDATES
    ]


def _stem(word):
    """The beginning of a word as a pattern for titles with umlauts."""
    pattern = re.escape(word[:4])
    for plain, umlaut in (("ae", "(ae|ä)"), ("oe", "(oe|ö)"), ("ue", "(ue|ü)"), ("ss", "(ss|ß)")):
        pattern = pattern.replace(plain, umlaut)
    return pattern


def _score(wanted, row, provider, start, place):
    other = analysed(row["title"])
    if wanted.marks and other.marks and wanted.marks != other.marks:
        return 0
    points = _alike(wanted, other) - (12 if wanted.marks != other.marks else 0)
    points += _compared(provider and provider.pk, row["provider_id"], 5, -15)
    points += _compared(start, row["first_day"], 5, -8)
    points += _compared(place and place.pk, row["location_id"], 3, -5)
    return round(max(0, min(100, points)))


def _compared(one, other, same, different):
    if one is None or other is None:
        return 0
    return same if one == other else different


def _alike(one, other):
    """0 to 100: how much of both titles, by letters, is in the other; words may be misspelt, joined or apart.

    Where each names something that the other does not („Modul Hand“, „Modul Knie“), they are two subjects.
    """
    if not other.words:
        return 0
    left, right = "".join(_alone(one.order, other.order)), "".join(_alone(other.order, one.order))
    if left and right and fuzz.ratio(left, right) >= _SAME_WORD:
        return 100
    alone, others_alone = _alone(one.words, other.words), _alone(other.words, one.words)
    missing = _letters(alone) / _letters(one.words) + _letters(others_alone) / _letters(other.words)
    return 100 - 50 * missing - (_OTHER_SUBJECT if alone and others_alone else 0)


def _alone(words, others):
    return [
        word
        for word in words
        if word not in others and not any(fuzz.ratio(word, other) >= _SAME_WORD for other in others)
    ]


def _letters(words):
    return sum(map(len, words))


def _reason(offer, provider, start, place):
    """„ähnlicher Titel, gleicher Anbieter, gleicher Beginn“."""
    parts = [_("ähnlicher Titel")]
    if provider is not None and offer.provider_id == provider.pk:
        parts.append(_("gleicher Anbieter"))
    if start is not None and offer.first_day == start:
        parts.append(_("gleicher Beginn"))
    elif start is not None and offer.first_day is not None:
        parts.append(_("anderer Beginn"))
    if place is not None and offer.location_id == place.pk:
        parts.append(_("gleicher Ort"))
    return ", ".join(parts)
