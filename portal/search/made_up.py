"""Made-up offers in any number, for the benchmark: German-like texts, dates and facets with realistic skew."""

import random
from datetime import timedelta

from portal.search import wordlists
from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document, Span, Value
from portal.search.query import WEEKDAYS, Filters

_LISTS = wordlists.read("made_up.txt")
_SUBJECTS = _LISTS["subjects"]
_HEADS = _LISTS["heads"]
_VERBS = _LISTS["verbs"]
_FILLING = _LISTS["filling"]
_SYLLABLES = _LISTS["syllables"]
_FACETS = {
    "topic": 40,
    "life_stage": 6,
    "audience": 12,
    "district": 40,
    "offer_kind": 12,
    "language": 10,
    "funding": 8,
}
_OTHERS = {"access": 10, "format": 3}


def documents(count, today, seed=7):
    """``count`` offers around a day; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311
    rare = ["".join(dice.choices(_SYLLABLES, k=4)) for _word in range(max(200, count // 4))]
    for number in range(1, count + 1):
        yield _document(number, dice, rare, today, providers=max(20, count // 60))


def _document(number, dice, rare, today, providers):
    subject, head = dice.choice(_SUBJECTS), dice.choice(_HEADS)
    title = (
        f"{subject}{head} {dice.choice(_VERBS)}"
        if dice.random() < 0.5
        else f"{head.title()} {subject} {number}"
    )
    values = [
        _value(dice, facet, size)
        for facet, size in (_FACETS | _OTHERS).items()
        for _n in range(dice.randint(0, 2))
    ]
    provider = _skewed(dice, providers)
    values.append(Value("provider", f"anbieter-{provider}", f"Anbieter {provider}"))
    spans = _spans(dice, today)
    text = (
        dice.choices(_FILLING, k=25)
        + dice.choices(_SUBJECTS, k=4)
        + [rare[_skewed(dice, len(rare))] for _n in range(8)]
    )
    dice.shuffle(text)
    return Document(
        kind="offer",
        object_id=number,
        texts=[
            (TITLE, title),
            (SUBJECT, " ".join(value.label for value in values if value.facet in ("topic", "audience"))),
            (PLACE, f"Anbieter {provider} Haus {dice.randint(1, 90)} Magdeburg"),
            (SUMMARY, " ".join(dice.choices(_FILLING, k=8)) + f" {subject}"),
            (BODY, " ".join(text)),
        ],
        card={"title": title, "summary": " ".join(text[:12]), "url": f"/angebote/{number}/"},
        values=list(dict.fromkeys(values)),
        spans=spans,
        places=[(52.13 + dice.gauss(0, 0.05), 11.63 + dice.gauss(0, 0.05))],
        age_from=dice.choice((None, None, 6, 14, 18, 60)),
        is_free=dice.random() < 0.3,
        has_places_left=dice.random() < 0.5,
        last_day=max(span.last_day for span in spans) if spans else None,
    )


def _value(dice, facet, size):
    number = _skewed(dice, size)
    return Value(facet, f"{facet}-{number}", f"{facet} {number}", 0 if facet == "district" else number + 1)


def _skewed(dice, size):
    """A number below ``size``, low ones more often."""
    return int(size * dice.random() ** 2)


def _spans(dice, today):
    first = today + timedelta(days=dice.randint(-60, 300))
    start, weeks = dice.choice((540, 600, 960, 1080)), dice.choice((0, 1, 1, 1, 6, 12))
    slots = 1 if start < 720 else 2 if start < 1020 else 4
    days = (first + timedelta(weeks=week) for week in range(weeks))
    return [Span(day, day, start=start, slots=slots) for day in days]


def questions(today, count=30, seed=3):
    """{class: arguments of `query.plan`} of typical searches."""
    dice = random.Random(seed)  # noqa: S311
    chosen = [_filters(dice, today) for _n in range(count)]
    words = {
        "ein Wort": [dice.choice(_SUBJECTS) for _n in range(count)],
        "häufiges Wort": [dice.choice([*_FILLING, "kurs", "magdeburg"]) for _n in range(count)],
        "Kompositum": [dice.choice(_SUBJECTS) + dice.choice(_HEADS) for _n in range(count)],
        "drei Wörter": [" ".join(dice.sample([*_SUBJECTS, *_FILLING], 3)) for _n in range(count)],
        "Tippfehler": [_mistyped(dice, dice.choice(_SUBJECTS)) for _n in range(count)],
        "Wortanfang": [dice.choice(_SUBJECTS)[:4] for _n in range(count)],
        "ganzer Satz": [f"Wo kann ich {dice.choice(_SUBJECTS)} mit Kindern lernen" for _n in range(count)],
    }
    plans = {name: [{"text": text} for text in texts] for name, texts in words.items()}
    plans["nur Filter"] = [{"filters": filters} for filters in chosen]
    plans["Wort und Filter"] = [
        {"text": text, "filters": filters} for text, filters in zip(words["ein Wort"], chosen, strict=True)
    ]
    plans["alles"] = [{"page": page} for page in range(1, count + 1)]
    return plans


def _filters(dice, today):
    picks = {facet: (f"{facet}-{_skewed(dice, size)}",) for facet, size in _FACETS.items()}
    chosen = {facet: picks[facet] for facet in dice.sample(list(picks), 2)}
    if dice.random() < 0.5:
        chosen |= {
            "weekday": (dice.choice(WEEKDAYS),),
            "first_day": today + timedelta(days=dice.randint(0, 60)),
        }
    return Filters(**chosen)


def _mistyped(dice, word):
    place = dice.randint(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
