"""Ask the engine of the result page, and refuse what the page would quietly leave out."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portal.search import memory
from portal.search.fields import quoted
from portal.search.forms import TABS, SearchForm
from portal.search.moment import Moment
from portal.search.page import leave_out_unknown
from portal.search.results import Results

from .parameters import NAMES, PARAMETERS

_TAB_OF = {kind: tab for tab, kind in TABS.items()}


class Refused(Exception):
    """A question that cannot be answered as it was asked; ``problems`` are (parameter, sentence) pairs."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Answer:
    """Results, with what was changed or not understood in German sentences."""

    results: Results
    notes: list[str]


def ask(asked, kind, given):
    """The answer to a query of `parameters`; ``given`` are the names that stood in the address. Raises Refused."""
    moment = Moment(memory.index)
    values = asked.model_dump(by_alias=True)
    _refuse(_unknown_names(given, values))
    form = SearchForm(
        {PARAMETERS[name]: value for name, value in values.items() if name in PARAMETERS}
        | {"in": _TAB_OF[kind]}
    )
    leave_out_unknown(form, moment.current().values)
    _refuse([problem for rule in RULES for problem in rule(form, moment.current())])
    plan = replace(form.plan(), page_size=asked.limit, offset=asked.offset)
    return Answer(results := moment.search(plan), [*form.notes, *results.notes])


def _refuse(problems):
    problems = list(problems)
    if problems:
        raise Refused(problems)


def _unknown_names(given, values):
    for name in sorted(set(given) - set(values)):
        yield name, _("Den Parameter %(name)s gibt es hier nicht.") % {"name": quoted(name)}


def every_value_is_understood(form, _snapshot):
    """Days, numbers and codes as the form takes them."""
    for parameter in form.errors:
        yield (
            NAMES[parameter],
            _("%(value)s ist hier kein möglicher Wert.") % {"value": _typed(form, parameter)},
        )


def every_value_exists(form, _snapshot):
    """Terms of the vocabulary, and days in their order."""
    for parameter, values in form.left_out.items():
        if parameter == "bis":
            yield "to", _("Der Tag liegt vor dem Tag in „from“.")
        else:
            named = ", ".join(quoted(value) for value in values[:3])
            yield NAMES[parameter], _("%(values)s kennen wir nicht.") % {"values": named}


def the_place_is_known(form, snapshot):
    place = form.cleaned_data["ort"]
    found = snapshot.places.look_up(place)
    if found.choices:
        choices = ", ".join(quoted(name) for name in found.choices)
        yield (
            "near",
            _("%(place)s kann mehreres heißen: %(choices)s.") % {"place": quoted(place), "choices": choices},
        )
    elif place and not found.place:
        yield "near", _("Den Ort %(place)s kennen wir nicht.") % {"place": quoted(place)}


def distances_have_a_start(form, _snapshot):
    if form.cleaned_data["ort"]:
        return
    if form.cleaned_data["umkreis"]:
        yield "radius", _("Ein Umkreis braucht einen Ort in „near“.")
    if form.cleaned_data["sortierung"] == "naehe":
        yield "sort", _("Die Sortierung nach Nähe braucht einen Ort in „near“.")


RULES = (every_value_is_understood, every_value_exists, the_place_is_known, distances_have_a_start)


def _typed(form, parameter):
    return quoted(str(form.data[parameter]))
