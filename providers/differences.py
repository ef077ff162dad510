"""Two versions of an offer side by side, in words: what goes is marked `del`, what comes `ins`."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from difflib import SequenceMatcher
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import wording
from .models import AccessFeature, Answer, Location, Offer

# Above this many words a text is compared line by line: word by word would take seconds.
_MOST_WORDS = 3000
_LABELS = {
    "keywords": gettext_lazy("Freie Schlagworte"),
    "dates": gettext_lazy("Einzelne Termine"),
    "series": gettext_lazy("Terminreihen"),
    "hours": gettext_lazy("Zeiten in der Woche"),
    "access": gettext_lazy("Barrierefreiheit"),
}
_RELATIONS = ("kind", "location", "life_stages", "topics", "audiences", "languages", "fundings")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field; ``old`` and ``new`` are safe HTML with marks, empty where nothing stands."""

    name: str
    label: str
    old: SafeString
    new: SafeString


def label(name):
    """What people call a field."""
    return str(_LABELS.get(name) or Offer._meta.get_field(name).verbose_name)


def labels(names):
    return [label(name) for name in names]


def differences(before, after):
    """A `Difference` for each field of ``after`` that differs; both as `providers.changes.values` gives them.

    One statement for each kind of relation that occurs.
    """
    changed = [name for name, value in after.items() if before.get(name) != value]
    known = _names(changed, before, after)
    return [_difference(name, before.get(name), after[name], known) for name in changed]


def facts(values):
    """(label, safe HTML) of every field that says something, without marks."""
    filled = [name for name, value in values.items() if value not in (None, "", [], "unknown")]
    known = _names(filled, values)
    return [(label(name), _shown(name, values[name], known)) for name in filled]


def _shown(name, value, known):
    lines = _lines(name, value, known) if isinstance(value, list) else _words(name, value, known).split("\n")
    return mark_safe("<br>".join(escape(line) for line in lines))


def _difference(name, old, new, known):
    if isinstance(old, list) or isinstance(new, list):
        sides = _marked_lines(_lines(name, old, known), _lines(name, new, known))
    else:
        sides = marked(_words(name, old, known), _words(name, new, known))
    return Difference(name, label(name), *sides)


def marked(old, new):
    """Two texts as a pair of safe HTML: words that go in `del`, words that come in `ins`."""
    parts = [_cut(text) for text in (old, new)]
    matcher = SequenceMatcher(None, *parts, autojunk=False)
    sides = ["", ""]
    for kind, *ends in matcher.get_opcodes():
        for side, (tag, start, end) in enumerate((("del", ends[0], ends[1]), ("ins", ends[2], ends[3]))):
            piece = escape("".join(parts[side][start:end]))
            sides[side] += piece if kind == "equal" or not piece else f"<{tag}>{piece}</{tag}>"
    return tuple(mark_safe(side.replace("\n", "<br>")) for side in sides)


def _cut(text):
    words = re.findall(r"\s+|[^\s]+", text)
    return words if len(words) <= _MOST_WORDS else text.splitlines(keepends=True)


def _marked_lines(old, new):
    sides = []
    for tag, own, other in (("del", old, new), ("ins", new, old)):
        lines = [escape(line) if line in other else f"<{tag}>{escape(line)}</{tag}>" for line in own]
        sides.append(mark_safe("<br>".join(lines)))
    return tuple(sides)


def _words(name, value, known):
    """A single value as people say it."""
    if value in (None, ""):
        return ""
    if name in known:
        return known[name].get(value, _("(gelöscht)"))
    field = Offer._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return wording.day_words(date.fromisoformat(value))
    if field.get_internal_type() == "DecimalField":
        return wording.euro(Decimal(value))
    return str(value).replace("\r\n", "\n")


def _lines(name, rows, known):
    return [_row_words(name, row, known) for row in rows or ()]


def _row_words(name, row, known):
    if name in known and name not in ("dates", "series", "access"):
        return known[name].get(row, _("(gelöscht)"))
    maker = {"dates": _date_words, "series": _series_words, "hours": _hours_words, "access": _access_words}
    return maker[name](row, known.get(name, {})) if name in maker else str(row)


def _date_words(row, places):
    span = wording.span_words(
        _day(row["first_day"]), _time(row["start_time"]), _day(row["last_day"]), _time(row["end_time"])
    )
    more = [
        row["note"],
        _("fällt aus") if row["status"] == "cancelled" else "",
        places.get(row["location"], ""),
    ]
    return ", ".join(part for part in (span, *more) if part)


def _series_words(row, places):
    first, last = _day(row["first_day"]), _day(row["last_day"])
    times = (_time(row["start_time"]), _time(row["end_time"]))
    words = wording.series_words(row["frequency"], row["weekdays"], *times, first_day=first)
    parts = [words, wording.period_words(first, last)]
    if row["except_days"]:
        days = wording.days_words(_day(day) for day in row["except_days"])
        parts.append(_("nicht am %(days)s") % {"days": days})
    return ", ".join([*parts, *filter(None, [places.get(row["location"], "")])])


def _hours_words(row, _known):
    lines = wording.hours_words([(row["weekday"], _time(row["opens"]), _time(row["closes"]))])
    return ": ".join(lines[0])


def _access_words(row, features):
    answer = str(dict(Answer.choices).get(row["answer"], row["answer"]))
    words = f"{features.get(row['feature'], _('(gelöscht)'))}: {answer}"
    return f"{words}, {row['note']}" if row["note"] else words


def _day(text):
    return date.fromisoformat(text)


def _time(text):
    return time.fromisoformat(text) if text else None


def _names(changed, *versions):
    """For each changed field that points elsewhere: {number: name}."""
    known = {}
    for name in changed:
        cells = [cell for version in versions for cell in _cells(name, version.get(name))]
        if model := _model(name):
            keys = {cell for cell in cells if cell}
            known[name] = {row.pk: str(row) for row in model.objects.filter(pk__in=keys)} if keys else {}
    return known


def _model(name):
    if name in _RELATIONS:
        return Offer._meta.get_field(name).related_model
    return {"dates": Location, "series": Location, "access": AccessFeature}.get(name)


def _cells(name, value):
    if name in ("dates", "series", "access"):
        key = "feature" if name == "access" else "location"
        return [row[key] for row in value or ()]
    return value if isinstance(value, list) else [value]
