"""What can be chosen and what is: the column of filters and the chips, prepared for the templates."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from providers import wording

from .forms import FILTERS, TITLES
from .titles import price_words, radius_words

# A group longer than LONG shows the FIRST most frequent values and keeps the rest folded.
LONG, FIRST = 8, 6
# Beyond the most frequent ones people type the name of a provider rather than look for it in a list.
MOST_PROVIDERS = 20


@dataclass(frozen=True, slots=True)
class Group:
    """A filter group: its parameters, and whether it stands open before anything is chosen in it."""

    name: str
    title: str
    parameters: tuple[str, ...]
    is_open: bool = False


GROUPS = (
    Group("lebensphase", TITLES["lebensphase"], ("lebensphase",), is_open=True),
    Group("thema", TITLES["thema"], ("thema",)),
    Group("zeit", TITLES["zeit"], ("zeit",), is_open=True),
    Group("tag", TITLES["tag"], ("tag",)),
    Group("stadtteil", TITLES["stadtteil"], ("stadtteil",), is_open=True),
    Group("kosten", gettext_lazy("Kosten"), ("kostenlos", "foerderung"), is_open=True),
    Group("form", TITLES["format"], ("format", "frei")),
    Group("zielgruppe", TITLES["zielgruppe"], ("zielgruppe",)),
    Group("art", TITLES["art"], ("art",)),
    Group("sprache", TITLES["sprache"], ("sprache", "niveau")),
    Group("barrierefrei", TITLES["barrierefrei"], ("barrierefrei",)),
    Group("anbieter", TITLES["anbieter"], ("anbieter",)),
)
# Parameters whose values the engine counts, in the order of the groups.
COUNTED = tuple(parameter for group in GROUPS for parameter in group.parameters)


@dataclass(slots=True)
class Facet:
    """A group as components/facet.html shows it; values are (parameter, value, label, count, checked, id)."""

    name: str
    title: str
    open: bool
    values: list
    more: list = field(default_factory=list)
    more_label: str = ""


def facets(results) -> list[Facet]:
    """The groups in which there is something to choose."""
    explicit = _explicit(results)
    found = (_facet(group, explicit) for group in GROUPS)
    return [facet for facet in found if facet.values]


def _explicit(results):
    """The facets of results in which only values of the address count as chosen, not those understood from words."""
    own = dict(results.facets)
    for name, value in (pair for match in results.understood for pair in match.chosen):
        slugs = value if isinstance(value, tuple) else ("1",)
        own[name] = [replace(row, chosen=False) if row.value in slugs else row for row in own.get(name, ())]
    return own


def _facet(group, found):
    rows = [row for parameter in group.parameters for row in _rows(parameter, found)]
    is_open = group.is_open or any(checked for *_row, checked, _id in rows)
    if len(rows) <= LONG:
        return Facet(group.name, group.title, is_open, rows)
    shown, folded = _split(rows)
    label = _("alle %(count)s zeigen") % {"count": wording.number_words(len(rows))}
    return Facet(group.name, group.title, is_open, shown, folded, label)


def _rows(parameter, found):
    rows = [
        (parameter, value.value, value.label, value.count, value.chosen, f"{parameter}-{value.value}")
        for value in found.get(FILTERS[parameter], ())
        if value.count or value.chosen
    ]
    if parameter == "anbieter":
        rows.sort(key=lambda row: (not row[4], -row[3], row[2]))
        return rows[:MOST_PROVIDERS]
    return rows


def _split(rows):
    """(shown, folded): the most frequent values and every chosen one stay in sight, both in the group's order."""
    frequent = set(sorted(rows, key=lambda row: -row[3])[:FIRST])
    shown = [row for row in rows if row[4] or row in frequent]
    return shown, [row for row in rows if row not in set(shown)]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter; its address takes it away."""

    parameter: str
    label: str
    url: str


def chips(results, chosen, address, names) -> list[Chip]:
    """What is chosen, each with the address of the search without it.

    ``chosen`` is the form's ``cleaned_data``; ``names`` those of chosen values that no entry uses.
    """
    rows = [*_counted(results), *((*key, name) for key, name in names.items()), *_single(results, chosen)]
    return [
        Chip(
            parameter,
            _("%(group)s: %(value)s") % {"group": TITLES[parameter], "value": label}
            if parameter in TITLES
            else label,
            str(without(address, parameter, value)),
        )
        for parameter, value, label in rows
    ]


def without(address, parameter, value=None):
    """The search without a filter; a distance means nothing without its place."""
    shorter = address.without(parameter, value)
    return shorter.without("umkreis") if parameter == "ort" else shorter


def _counted(results):
    explicit = _explicit(results)
    for parameter in COUNTED:
        for value in explicit.get(FILTERS[parameter], ()):
            if value.chosen:
                yield parameter, value.value, value.label


def _single(results, chosen):
    """(parameter, None, label) of the filters with one value."""
    if chosen["ort"]:
        yield "ort", None, place_words(results.place or chosen["ort"], results.radius_km)
    if chosen["ab"]:
        yield "ab", None, _("ab %(day)s") % {"day": wording.day_words(chosen["ab"], weekday=False)}
    if chosen["bis"]:
        yield "bis", None, _("bis %(day)s") % {"day": wording.day_words(chosen["bis"], weekday=False)}
    if chosen["alter"] is not None:
        yield "alter", None, age_words(chosen["alter"])
    if chosen["preis"] is not None:
        yield "preis", None, price_words(chosen["preis"])
    if chosen["vergangene"]:
        yield "vergangene", None, _("auch vergangene Angebote")


def age_words(age):
    """„Alter: 6 Jahre“."""
    return ngettext("Alter: %(age)s Jahr", "Alter: %(age)s Jahre", age) % {"age": age}


def place_words(place, radius_km):
    """„Ort: Buckau und 2 km“."""
    if radius_km is None:
        return _("Ort: %(place)s") % {"place": place}
    words = {"place": place, "distance": radius_words(radius_km)}
    return _("Ort: %(place)s und %(distance)s") % words
