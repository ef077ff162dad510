"""The cells of one row as values; what cannot be used is named in the report and left out."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from . import text as texts
from .columns import LIST_SEPARATOR
from .dates import single_day
from .prices import amount

_valid_url = URLValidator(schemes=["http", "https"])


class Cells:
    """Reads the cells of a Row; every method takes the name of a column and gives an empty value where it is empty."""

    def __init__(self, row, report):
        self.row = row
        self._report = report
        self._clean = {column: texts.cleaned(cell) for column, cell in row.cells.items()}
        for column, cell in row.cells.items():
            if texts.has_control_characters(cell):
                self.warn(column, _("Die Zelle enthält Steuerzeichen. Sie fallen weg."))

    def has(self, *columns):
        """True where the file speaks of one of the columns, even if this cell is empty."""
        return any(column in self.row.cells for column in columns)

    def warn(self, column, reason, value=None):
        self._report.warn(
            self.row.line, column, self.row.cells.get(column, "") if value is None else value, reason
        )

    def line(self, column, limit=None):
        """Text on one line, cut at `limit` characters."""
        return self._cut(column, texts.one_line(self._clean.get(column, "")), limit)

    def text(self, column, limit=None):
        """Text of several lines; HTML becomes text."""
        return self._cut(column, texts.lines(self._clean.get(column, "")), limit)

    def _cut(self, column, text, limit):
        if limit is None or len(text) <= limit:
            return text
        self.warn(column, _("Der Text ist länger als %(limit)s Zeichen und wird gekürzt.") % {"limit": limit})
        return text[: limit - 1].rstrip() + "…"

    def words(self, column):
        """The items of a list cell, without doubles; also „[a, b]“ and „- a“, as in the head of Markdown files."""
        text = self.line(column)
        if bracketed := re.fullmatch(r"\[([^\[\]]*)\]", text):
            text = bracketed[1].replace(",", LIST_SEPARATOR)
        items = (item.strip().removeprefix("- ").strip() for item in text.split(LIST_SEPARATOR))
        return list({item.casefold(): item for item in items if item}.values())

    def url(self, column, limit=500):
        """An address with http or https; „www.“ gets https."""
        address = self.line(column)
        if not address:
            return ""
        if address.lower().startswith("www."):
            address = f"https://{address}"
        if len(address) <= limit and self._passes(_valid_url, address):
            return address
        self.warn(column, _("Das ist keine Adresse im Netz."))
        return ""

    def email(self, column):
        address = self.line(column)
        if not address or (len(address) <= 254 and self._passes(validate_email, address)):
            return address
        self.warn(column, _("Das ist keine E-Mail-Adresse."))
        return ""

    @staticmethod
    def _passes(validator, value):
        try:
            validator(value)
        except (ValidationError, ValueError):
            return False
        return True

    def whole(self, column, limit):
        """A whole number from 0 to `limit`, or None."""
        number = self.line(column).removesuffix(".0").removesuffix(",0")
        if not number:
            return None
        # Digits of other scripts pass isdecimal() and int(); people here do not write them on purpose.
        if number.isascii() and number.isdecimal() and len(number) < 10 and int(number) <= limit:
            return int(number)
        self.warn(column, _("Hier steht eine ganze Zahl von 0 bis %(limit)s.") % {"limit": limit})
        return None

    def amount(self, column):
        """Euro, or None."""
        text = self.line(column)
        value = amount(text) if len(text) < 40 else None
        if text and value is None:
            self.warn(column, _("Das ist kein eindeutiger Betrag."))
        return value

    def day(self, column):
        """A day, or None."""
        text = self.line(column)
        found = single_day(text) if text else None
        if text and found is None:
            self.warn(column, _("Das Datum ist nicht lesbar. Es bleibt unbekannt."))
        return found

    def choice(self, column, choices, unknown):
        """The value of a TextChoices, by value or German label; `unknown` where the cell is empty or unclear."""
        word = self.line(column).casefold()
        if not word:
            return unknown
        for choice in choices:
            if word in (choice.value.casefold(), str(choice.label).casefold()):
                return choice
        allowed = ", ".join(choice.value for choice in choices if choice.value)
        self.warn(column, _("Möglich sind: %(allowed)s.") % {"allowed": allowed})
        return unknown

    def terms(self, column, vocabulary):
        """Ids of the vocabulary terms a list cell names."""
        found = {word: vocabulary.term(column, word) for word in self.words(column)}
        for word in (word for word, pk in found.items() if pk is None):
            self.warn(column, _("Diesen Begriff gibt es im Portal nicht."), word)
        return {pk for pk in found.values() if pk is not None}
