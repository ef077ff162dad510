"""Opening hours as people write them: „9-12, 14-18:30“ for one weekday."""

import re
from datetime import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|bis)\s*{_CLOCK}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|und|\+)\s*", re.IGNORECASE)
MOST = 4


def read(text):
    """[(opens, closes)] in order; raises ValidationError with an example."""
    spans = [_span(part) for part in _BETWEEN.split(text.strip()) if part]
    if len(spans) > MOST:
        raise ValidationError(_("Das sind mehr als vier Zeiten an einem Tag. Fassen Sie sie zusammen."))
    return sorted(spans)


def _span(text):
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValidationError(_("Schreiben Sie die Zeiten so: 9-12, 14-18:30"))
    first_hour, first_minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    try:
        opens, closes = time(first_hour, first_minute), time(last_hour, last_minute)
    except ValueError as error:
        raise ValidationError(
            _("Diese Uhrzeit gibt es nicht. Schreiben Sie zum Beispiel 9-18:30.")
        ) from error
    if closes <= opens:
        raise ValidationError(_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."))
    return opens, closes


def write(spans):
    """The text people would write, the same for the same hours."""
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in sorted(spans))


def _clock(moment):
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else f"{moment.hour}"
