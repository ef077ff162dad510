"""Fields that take what people write: „17“, „17.30 Uhr“, „24.11.“."""

import re
from datetime import date, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?", re.I)
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{2}|\d{4})?")
_SHORT = {"inputmode": "numeric", "autocomplete": "off", "class": "bp-width-s"}


class ClockField(forms.CharField):
    """A time of day as `datetime.time`."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=_SHORT), **options)

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        try:
            return time(int(found[1]), int(found[2] or 0))
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Schreiben Sie die Uhrzeit wie 17:30.")) from error

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value


class DayField(forms.CharField):
    """A day as `datetime.date`; without a year it is the next such day."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=_SHORT), **options)

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text) if "-" in text else _day(_DAY.fullmatch(text))
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError(_("Schreiben Sie den Tag wie 24.11.2026.")) from error

    def prepare_value(self, value):
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


def _day(found):
    today = timezone.localdate()
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today - timedelta(days=31) else date(today.year + 1, month, day)
