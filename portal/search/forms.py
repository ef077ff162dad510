"""The query string of a search (design: contract), cleaned: what is not understood is left out and named."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from providers.models import Offer

from . import fields, query
from .address import PARAMETERS, SearchAddress
from .fields import DayField, FlagField, NumberField, OneOfField, TextField, ValuesField, quoted
from .titles import radius_value

TABS = {
    "angebote": "offer",
    "veranstaltungen": "event",
    "anbieter": "provider",
    "netzwerke": "network",
}
VIEWS = ("liste", "karte")
MAX_PLACE = 120
LAST_PAGE = 1_000_000

# Parameter of the address -> field of `query.Filters`.
FILTERS = {parameter: field for field, parameter in query.FACETS.items()} | {
    "tag": "weekday",
    "zeit": "daytime",
    "ab": "first_day",
    "bis": "last_day",
    "alter": "age",
    "kostenlos": "free",
    "preis": "most_euros",
    "frei": "places_left",
    "vergangene": "past",
    "ort": "place",
    "umkreis": "radius_km",
}
TITLES = {
    "lebensphase": gettext_lazy("Lebensphase"),
    "thema": gettext_lazy("Thema"),
    "zielgruppe": gettext_lazy("Zielgruppe"),
    "stadtteil": gettext_lazy("Stadtteil"),
    "art": gettext_lazy("Art des Angebots"),
    "anbieter": gettext_lazy("Anbieter"),
    "sprache": gettext_lazy("Sprache"),
    "foerderung": gettext_lazy("Förderung"),
    "barrierefrei": gettext_lazy("Barrierefreiheit"),
    "format": gettext_lazy("Vor Ort oder online"),
    "niveau": gettext_lazy("Sprachniveau"),
    "tag": gettext_lazy("Wochentag"),
    "zeit": gettext_lazy("Tageszeit"),
}
# Groups whose values are fixed; those of the others are rows of the vocabulary.
FIXED = {
    "format": tuple(value for value in Offer.Format.values if value),
    "niveau": tuple(value.lower() for value in Offer.Level.values if value),
    "tag": query.WEEKDAYS,
    "zeit": query.DAYTIMES,
}


class SearchForm(forms.Form):
    """Always bound and always usable: ``cleaned_data`` holds a value for every parameter, `notes` names the rest.

    ``left_out`` holds, by parameter, values that were well written but not taken as they are.
    """

    q = TextField()
    woertlich = ValuesField()
    ort = TextField()
    lebensphase = ValuesField()
    thema = ValuesField()
    zielgruppe = ValuesField()
    stadtteil = ValuesField()
    art = ValuesField()
    anbieter = ValuesField()
    sprache = ValuesField()
    foerderung = ValuesField()
    barrierefrei = ValuesField()
    format = ValuesField()
    niveau = ValuesField()
    tag = ValuesField()
    zeit = ValuesField()
    kostenlos = FlagField()
    preis = NumberField(0, query.MOST_EUROS, fields.UNKNOWN_PRICE)
    frei = FlagField()
    vergangene = FlagField()
    ab = DayField()
    bis = DayField()
    alter = NumberField(0, 120, fields.UNKNOWN_AGE)
    umkreis = NumberField(0.1, 50, fields.UNKNOWN_DISTANCE, whole=False)
    sortierung = OneOfField(query.SORTS, fields.UNKNOWN_ORDER)
    ansicht = OneOfField(VIEWS, fields.UNKNOWN_VIEW)
    seite = NumberField(1, LAST_PAGE, fields.UNKNOWN_PAGE)

    def __init__(self, data):
        super().__init__(data)
        self.fields["in"] = OneOfField(tuple(TABS), fields.UNKNOWN_TAB)
        self._noted = []
        self.left_out = {}
        self.full_clean()
        for name, field in self.fields.items():
            self.cleaned_data.setdefault(name, field.default)

    def clean(self):
        self._order_days()
        self._cut_place()
        for name, known in FIXED.items():
            self.leave_out(name, [value for value in self.cleaned_data[name] if value not in known])

    def _order_days(self):
        first, last = self.cleaned_data.get("ab"), self.cleaned_data.get("bis")
        if first and last and last < first:
            self.cleaned_data |= {"ab": last, "bis": first}
            self.left_out["bis"] = (last.isoformat(),)
            self._noted.append(_("Das Ende lag vor dem Anfang. Wir haben die beiden Tage getauscht."))

    def _cut_place(self):
        if len(self.cleaned_data["ort"]) > MAX_PLACE:
            self.cleaned_data["ort"] = self.cleaned_data["ort"][:MAX_PLACE].rstrip()
            self._noted.append(_("Der Ort ist sehr lang. Gesucht haben wir mit seinen ersten 120 Zeichen."))

    def leave_out(self, name, unknown):
        """Take values nobody knows out of a group and say so."""
        if not unknown:
            return
        self.left_out[name] = tuple(unknown)
        self.cleaned_data[name] = tuple(value for value in self.cleaned_data[name] if value not in unknown)
        for value in unknown[:3]:
            self._noted.append(
                _("%(value)s kennen wir nicht als %(group)s und haben es weggelassen.")
                % {"value": quoted(value), "group": TITLES[name]}
            )

    @property
    def notes(self):
        """What was left out or changed, in German."""
        return [message for messages in self.errors.values() for message in messages] + self._noted

    @property
    def filters(self):
        """What is chosen, as the engine takes it."""
        return query.Filters(**{field: self.cleaned_data[name] for name, field in FILTERS.items()})

    @property
    def kind(self):
        return TABS[self.cleaned_data["in"]]

    def plan(self):
        """The question to the index."""
        return query.plan(
            text=self.cleaned_data["q"],
            filters=self.filters,
            kind=self.kind,
            sort=self.cleaned_data["sortierung"],
            page=self.cleaned_data["seite"] or 1,
            literal=self.cleaned_data["woertlich"],
        )

    def address(self):
        """The canonical address of what was understood."""
        values = {name: _written(self.cleaned_data[name]) for name in PARAMETERS}
        values["q"] = values["q"][: query.MAX_CHARACTERS]
        return SearchAddress.of(**values)


def _written(value):
    """A cleaned value as it stands in an address; a group stays a tuple."""
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return radius_value(value)
    return value if isinstance(value, tuple) else str(int(value) if value is True else value)
