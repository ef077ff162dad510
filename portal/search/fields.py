"""Form fields for what stands in the address of a search: what they cannot take they refuse in words."""

import math
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.search import german

# Longer texts are only looked at this far, so that a 10 kB query costs nothing.
LONGEST = 2000
FIRST_YEAR, LAST_YEAR = 1990, 2100
_DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
_NAMED = 60

UNKNOWN_AGE = gettext_lazy("%(value)s ist kein Alter von 0 bis 120 Jahren. Wir haben es weggelassen.")
UNKNOWN_PRICE = gettext_lazy("%(value)s ist kein Preis von 0 bis 50.000 Euro. Wir haben ihn weggelassen.")
UNKNOWN_DISTANCE = gettext_lazy("%(value)s ist kein Umkreis von 0,1 bis 50 km. Wir haben ihn weggelassen.")
UNKNOWN_ORDER = gettext_lazy("%(value)s kennen wir nicht als Sortierung. Oben steht, was am besten passt.")
UNKNOWN_TAB = gettext_lazy("%(value)s kennen wir nicht als Art von Treffern. Sie sehen Angebote.")
UNKNOWN_VIEW = gettext_lazy("%(value)s kennen wir nicht als Ansicht. Sie sehen die Liste.")
UNKNOWN_PAGE = gettext_lazy("Die Seite %(value)s gibt es nicht. Sie sehen die erste.")


def one_line(value: str | None) -> str:
    """The text on one line, without controls and lone surrogates, at most 2,000 characters."""
    return " ".join(german.clean((value or "")[:LONGEST]).split())


def quoted(text: str) -> str:
    """What a person typed, short enough to be named in a sentence."""
    line = one_line(text)
    return f"„{line[:_NAMED]}…“" if len(line) > _NAMED else f"„{line}“"


class LenientField(forms.Field):
    """Never required; `understand` gets one clean line that is not empty, or the default stands."""

    default = None

    def __init__(self, **options):
        super().__init__(required=False, **options)

    def clean(self, value):
        line = one_line(value)
        return self.understand(line) if line else self.default

    def understand(self, line):
        return line

    def refuse(self, message, line):
        raise ValidationError(message % {"value": quoted(line)})


class TextField(LenientField):
    """Typed words on one line."""

    default = ""


class ValuesField(LenientField):
    """Several values of one parameter, each once, in their order."""

    widget = forms.SelectMultiple
    MOST = 50

    def clean(self, value):
        lines = (one_line(each) for each in (value or [])[: self.MOST])
        return tuple(dict.fromkeys(line for line in lines if line))


class FlagField(LenientField):
    """``=1`` switches on."""

    default = False

    def understand(self, line):
        if line not in {"0", "1"}:
            self.refuse(_("%(value)s ist für diesen Filter keine Angabe. Wir haben ihn weggelassen."), line)
        return line == "1"


class OneOfField(LenientField):
    """One of a few codes; the first is the default."""

    def __init__(self, codes, unknown):
        super().__init__()
        self.codes, self.unknown, self.default = codes, unknown, codes[0]

    def understand(self, line):
        if line not in self.codes:
            self.refuse(self.unknown, line)
        return line


class DayField(LenientField):
    """A day, as browsers send it (2027-02-28) or as people write it (28.02.2027)."""

    def understand(self, line):
        day = _day(line)
        if day is None:
            self.refuse(_("Den Tag %(value)s gibt es nicht im Kalender. Wir haben ihn weggelassen."), line)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.refuse(_("Der Tag %(value)s liegt zu weit weg. Wir haben ihn weggelassen."), line)
        return day


def _day(line: str) -> date | None:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(line, form).date()
        except ValueError:
            continue
    return None


class NumberField(LenientField):
    """A number between two bounds, written with comma or point."""

    def __init__(self, low, high, unknown, *, whole=True):
        super().__init__()
        self.low, self.high, self.unknown, self.whole = low, high, unknown, whole

    def understand(self, line):
        number = _number(line)
        if number is None or not self.low <= number <= self.high or (self.whole and number != int(number)):
            self.refuse(self.unknown, line)
        return int(number) if self.whole else number


def _number(line: str) -> float | None:
    try:
        number = float(line.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
