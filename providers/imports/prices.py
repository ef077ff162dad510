"""Prices as people write them.

A bare 0 is ambiguous: some sources mean "free", others write it where nothing was entered (KURSNET does). It stays
"not known" with a warning; „kostenlos“ says it clearly.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ..models import Offer

LONGEST = 100
MAX_AMOUNT = Decimal("999999.99")
_FREE = re.compile(
    r"(?:(?:eintritt|teilnahme|angebot) (?:ist )?)?"
    r"(?:kostenlos|kostenfrei|gebührenfrei|entgeltfrei|unentgeltlich|gratis|frei|free)"
)
_UNKNOWN = {"", "-", "–", "unbekannt", "nicht bekannt", "k.a.", "k. a.", "null", "none", "nan", "unknown"}
_CURRENCY = re.compile(r"€|\beuro?\b|,[-–]+(?=\s|$)", re.IGNORECASE)
_RANGE = re.compile(r"(.+?)\s*(?:-|–|\bbis\b)\s*(.+)")
_PLAIN = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?")
_GERMAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class PriceWords:
    """What a price cell says. `note` keeps words that are no price, `problem` says what is not clear."""

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""
    problem: str = ""


def amount(text):
    """Euro of a text like 96, 96,00 €, 1.234,50; None where it is not clear (1.234 may be two things)."""
    number = " ".join(_CURRENCY.sub(" ", text).split()).replace(" ", "")
    if _GERMAN.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(number):
        number = number.replace(",", "")
    elif _PLAIN.fullmatch(number):
        number = number.replace(",", ".")
    else:
        return None
    value = Decimal(number)
    return value if value <= MAX_AMOUNT else None


def price_of(text, upper=""):
    """The price in two cells: the price itself and, if used, the upper end of a span."""
    text, upper = " ".join(text.split()), " ".join(upper.split())
    words = text.casefold()
    if _FREE.fullmatch(words):
        return PriceWords(Offer.Price.FREE)
    if words in _UNKNOWN:
        return PriceWords(Offer.Price.UNKNOWN)
    if len(text) > LONGEST:
        return _unclear(text)
    found = _RANGE.fullmatch(text)
    low, high = (
        (amount(found[1]), amount(found[2])) if found else (amount(text), amount(upper) if upper else None)
    )
    unclear = low is None or (high is None and (found or upper))
    return _unclear(text) if unclear else _of_amounts(low, high)


def _unclear(text):
    return PriceWords(
        Offer.Price.UNKNOWN,
        note=text,
        problem=_("Das ist kein eindeutiger Preis. Er gilt als nicht bekannt, der Text steht beim Hinweis."),
    )


def _of_amounts(low, high):
    if high is not None and high > low:
        return PriceWords(Offer.Price.RANGE, low, high)
    if high is not None and high < low:
        return PriceWords(
            Offer.Price.UNKNOWN, problem=_("Die Spanne ist verkehrt herum. Der Preis gilt als nicht bekannt.")
        )
    if not low:
        return PriceWords(
            Offer.Price.UNKNOWN,
            problem=_("0 kann „kostenlos“ oder „nicht angegeben“ heißen. Der Preis gilt als nicht bekannt."),
        )
    return PriceWords(Offer.Price.AMOUNT, low)
