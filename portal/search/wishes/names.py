"""Rules about names: everyday words, Stadtteile, places, audiences, languages, funding, access, prices."""

import re

from portal.search import german
from portal.search.query import FACETS, MOST_EUROS
from portal.search.titles import price_words

from .known import everyday_words
from .line import WORDS, Wish, whole

LONGEST = 5  # words of a name
ARTICLES = WORDS["articles"]
IN = WORDS["in"]
EVIDENCE = {
    "audience": frozenset(("fur",)),
    "life_stage": frozenset(("in", "wahrend", "lebensphase")),
    "access": frozenset(("mit", "in")),
    "funding": frozenset(["mit", "uber", "per", "durch"]),
}
_NEAR = whole(
    r"(?:in der nahe|in nahe|nahe|unweit|rund um|umkreis)(?: (?:von|vom|des|der|dem|den|am|an|bei|beim|zum))*"
)
_STREET = re.compile(r"(?:platz|str|strasse|ring|weg|allee|bahnhof|damm|chaussee)$")
_PRICE = whole(r"(?:fur |bis |unter |max |maximal |hochstens |weniger als )(?:zu )?(\d{1,5}) (?:euro|eur|€)")
_LEVEL = whole(r"(?:auf )?(?:(?:dem )?(?:sprach)?niveau |(?:sprach)?stufe )?([abc][12])(?:[- ]niveau)?")
_POSTCODE = re.compile(r"\d{5}")


def everyday(line, known, _index, _today):
    """ "abends", "kostenloser", "für mein Kind": the list of everyday words."""
    words = everyday_words()
    for start, end, key in line.runs(LONGEST):
        phrase = words.get(key)
        if phrase and known.has(phrase.field, phrase.slugs) and line.after(end) not in WORDS["subjects"]:
            yield _wish(start, end, phrase.field, phrase.slugs, known)


def near_a_place(line, _known, index, _today):
    """ "in der Nähe vom Hasselbachplatz": a stop, street, Stadtteil or postcode after words of nearness."""
    for start, begin, _match in line.matches(_NEAR):
        for end in range(min(len(line.keys), begin + 4), begin, -1):
            if row := index.places.named(line.typed(begin, end)):
                yield Wish(start, end, "ort", (("place", row.name),), row.name)
                break


def places_by_name(line, _known, index, _today):
    """A postcode, or a street or square we know by exactly this name, unless it is that of a Stadtteil."""
    for start, end, key in line.runs(4):
        if _POSTCODE.fullmatch(key) or _STREET.search(key):
            row = index.places.named(line.typed(start, end))
            if row and not row.district:
                yield Wish(start, end, "ort", (("place", row.name),), row.name)


def districts(line, known, _index, _today):
    """A Stadtteil: its whole name, or with "in" before it a part ("in Stadtfeld") or a name of two meanings."""
    for start, end, key in line.runs(LONGEST):
        has_evidence = line.before(start, ARTICLES) in IN
        whole, parts = known.names["district"].get(key), known.parts["district"].get(key)
        if whole and (has_evidence or key not in WORDS["everyday names"]):
            yield _wish(start, end, "district", whole, known)
        elif parts and has_evidence:
            yield _wish(start, end, "district", parts, known)


def languages(line, known, _index, _today):
    """ "auf Englisch", "in englischer Sprache", "englischsprachig"; the name alone is a subject."""
    for name, slugs in known.parts["language"].items():
        pattern = (
            rf"auf {re.escape(name)}|in {re.escape(name)}er sprache|{re.escape(name)}sprachig(?:e[rsnm]?)?"
        )
        for start, end, _match in line.matches(whole(pattern)):
            yield _wish(start, end, "language", slugs[:1], known)


def audiences(line, known, _index, _today):
    """ "für Frauen", "für Kinder und Jugendliche"."""
    names = known.parts["audience"] | known.names["audience"]
    ends = set()
    for start, end, key in sorted(line.runs(LONGEST), key=lambda run: (run[0], -run[1])):
        follows = line.before(start) in {"und", "oder"} and start - 1 in ends
        if key in names and (follows or line.before(start, ARTICLES) in EVIDENCE["audience"]):
            ends.add(end)
            yield _wish(start, end, "audience", names[key], known)


def named_with_evidence(line, known, _index, _today):
    """Life stages, funding and help with barriers by their names, after a word such as "mit"."""
    for field in ("life_stage", "access", "funding"):
        for start, end, key in line.runs(LONGEST):
            slugs = known.names[field].get(key)
            is_sure = field == "funding" and key not in WORDS["funding subjects"]
            if slugs and (is_sure or line.before(start, ARTICLES) in EVIDENCE[field]):
                yield _wish(start, end, field, slugs, known)


def price_bounds(line, _known, _index, _today):
    """ "unter 20 Euro", "bis zu 50 €"."""
    for start, end, match in line.matches(_PRICE):
        euros = int(match[1])
        if euros <= MOST_EUROS:
            yield Wish(start, end, "preis", (("most_euros", euros),), price_words(euros))


def levels(line, known, _index, _today):
    """ "Deutsch B1", "auf Niveau A2": the levels of the European framework, where offers name them."""
    for start, end, match in line.matches(_LEVEL):
        if known.has("level", (match[1],)):
            yield _wish(start, end, "level", (match[1],), known)


RULES = (
    near_a_place,
    places_by_name,
    districts,
    languages,
    everyday,
    audiences,
    named_with_evidence,
    price_bounds,
    levels,
)


def _wish(start, end, field, slugs, known):
    value = True if field in {"free", "places_left"} else tuple(slugs)
    return Wish(start, end, _PARAMETERS[field], ((field, value),), known.label(field, slugs))


_PARAMETERS = FACETS | {"weekday": "tag", "daytime": "zeit", "free": "kostenlos", "places_left": "frei"}


def is_one_word(line, wish, index):
    """True where a wish and the word after it are one word of the index: "Abend Gymnasium", "Frauen Chor"."""
    after = line.after(wish.end)
    if wish.end - wish.start > 1 or not after.isalpha() or after in german.GENERIC_FORMS:
        return False
    first = line.keys[wish.start]
    return any(first + link + german.form(after) in index.vocabulary for link in ("", "s"))
