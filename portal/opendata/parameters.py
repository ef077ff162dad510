"""What may stand in the query string of the API: English names for the parameters of the search's address.

The fields here only describe; `portal.search.forms.SearchForm` alone decides what a value means.
"""

from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from portal.search import fields, forms, query

# Name in the API -> parameter of the search's address.
PARAMETERS = {
    "q": "q",
    "topic": "thema",
    "life_stage": "lebensphase",
    "audience": "zielgruppe",
    "district": "stadtteil",
    "kind": "art",
    "provider": "anbieter",
    "language": "sprache",
    "funding": "foerderung",
    "accessible": "barrierefrei",
    "level": "niveau",
    "free": "kostenlos",
    "max_price": "preis",
    "format": "format",
    "weekday": "tag",
    "time": "zeit",
    "from": "ab",
    "to": "bis",
    "age": "alter",
    "near": "ort",
    "radius": "umkreis",
    "places": "frei",
    "past": "vergangene",
    "sort": "sortierung",
}
NAMES = {parameter: name for name, parameter in PARAMETERS.items()}
# Group of the engine's counts -> name in the API.
FACETS = {field: NAMES[parameter] for parameter, field in forms.FILTERS.items()}

MOST_HITS = 100
HITS = 20


def _text(description, longest, **schema):
    return Field("", description=description, max_length=longest, json_schema_extra=schema)


def _values(description, *known):
    """Several values of one parameter; ``known`` lists them where they are fixed."""
    items = {"type": "string"} | ({"enum": list(known)} if known else {})
    return Field(
        [], description=description, max_length=fields.ValuesField.MOST, json_schema_extra={"items": items}
    )


def _flag(description):
    return _text(description, 1, enum=["0", "1"])


def _number(description, parameter):
    """A number within the bounds of the search's own field."""
    bounds = forms.SearchForm.base_fields[parameter]
    kind = "integer" if bounds.whole else "number"
    return _text(description, 30, type=kind, minimum=bounds.low, maximum=bounds.high)


def _day(description, **options):
    return Field("", description=description, max_length=30, json_schema_extra={"format": "date"}, **options)


class NetworkQuery(Schema):
    """What networks can be asked by."""

    q: str = _text(_("Suchwörter, wie in der Suche des Portals"), query.MAX_CHARACTERS)
    topic: list[str] = _values(_("Themenfeld: Kürzel, mehrmals möglich"))
    life_stage: list[str] = _values(_("Lebensphase: Kürzel, mehrmals möglich"))
    district: list[str] = _values(_("Stadtteil: Kürzel, mehrmals möglich"))
    sort: str = _text(
        _("Reihenfolge; datum: nach der nächsten öffentlichen Sitzung"), 30, enum=["relevanz", "datum", "neu"]
    )
    limit: int = Field(HITS, ge=1, le=MOST_HITS, description=_("Höchstens so viele Treffer"))
    offset: int = Field(0, ge=0, description=_("So viele Treffer überspringen"))


class EventQuery(NetworkQuery):
    """What events can be asked by."""

    audience: list[str] = _values(_("Zielgruppe: Kürzel, mehrmals möglich"))
    accessible: list[str] = _values(_("Merkmal der Barrierefreiheit: Kürzel, mehrmals möglich"))
    format: list[str] = _values(_("Vor Ort oder online, mehrmals möglich"), *forms.FIXED["format"])
    weekday: list[str] = _values(_("Wochentag, mehrmals möglich"), *query.WEEKDAYS)
    time: list[str] = _values(_("Tageszeit, mehrmals möglich"), *query.DAYTIMES)
    first_day: str = _day(_("Veranstaltungen ab diesem Tag, zum Beispiel 2027-02-28"), alias="from")
    to: str = _day(_("Veranstaltungen bis zu diesem Tag, zum Beispiel 2027-02-28"))
    near: str = _text(
        _("Ort: Stadtteil, Postleitzahl, Haltestelle, Straße oder Koordinaten"), forms.MAX_PLACE
    )
    radius: str = _number(_("Umkreis um den Ort in Kilometern; nur zusammen mit near"), "umkreis")
    free: str = _flag(_("1: nur kostenlose Veranstaltungen"))
    past: str = _flag(_("1: auch vergangene Veranstaltungen; sie tragen ended: true"))
    sort: str = _text(_("Reihenfolge; naehe nur zusammen mit near"), 30, enum=list(query.SORTS))


class ProviderQuery(Schema):
    """What every kind of hit can be asked by."""

    q: str = _text(_("Suchwörter, wie in der Suche des Portals"), query.MAX_CHARACTERS)
    topic: list[str] = _values(_("Themenfeld: Kürzel, mehrmals möglich"))
    life_stage: list[str] = _values(_("Lebensphase: Kürzel, mehrmals möglich"))
    audience: list[str] = _values(_("Zielgruppe: Kürzel, mehrmals möglich"))
    district: list[str] = _values(_("Stadtteil: Kürzel, mehrmals möglich"))
    kind: list[str] = _values(_("Art des Angebots: Kürzel, mehrmals möglich"))
    language: list[str] = _values(_("Sprache des Angebots: Kürzel nach ISO 639, mehrmals möglich"))
    funding: list[str] = _values(_("Förderung: Kürzel, mehrmals möglich"))
    accessible: list[str] = _values(_("Merkmal der Barrierefreiheit: Kürzel, mehrmals möglich"))
    near: str = _text(
        _("Ort: Stadtteil, Postleitzahl, Haltestelle, Straße oder Koordinaten wie 52.131,11.640"),
        forms.MAX_PLACE,
    )
    radius: str = _number(_("Umkreis um den Ort in Kilometern; nur zusammen mit near"), "umkreis")
    sort: str = _text(_("Reihenfolge; naehe nur zusammen mit near"), 30, enum=list(query.SORTS))
    limit: int = Field(HITS, ge=1, le=MOST_HITS, description=_("Höchstens so viele Treffer"))
    offset: int = Field(0, ge=0, description=_("So viele Treffer überspringen"))


class OfferQuery(ProviderQuery):
    """What offers can be asked by."""

    provider: list[str] = _values(_("Anbieter: Kürzel, mehrmals möglich"))
    format: list[str] = _values(_("Vor Ort oder online, mehrmals möglich"), *forms.FIXED["format"])
    level: list[str] = _values(_("Sprachniveau, mehrmals möglich"), *forms.FIXED["niveau"])
    weekday: list[str] = _values(_("Wochentag, mehrmals möglich"), *query.WEEKDAYS)
    time: list[str] = _values(_("Tageszeit, mehrmals möglich"), *query.DAYTIMES)
    first_day: str = _day(_("Termine ab diesem Tag, zum Beispiel 2027-02-28"), alias="from")
    to: str = _day(_("Termine bis zu diesem Tag, zum Beispiel 2027-02-28"))
    age: str = _number(_("Alter in Jahren"), "alter")
    free: str = _flag(_("1: nur kostenlose Angebote"))
    max_price: str = _number(_("Höchstens so viele Euro"), "preis")
    places: str = _flag(_("1: nur Angebote mit freien Plätzen"))
    past: str = _flag(_("1: auch beendete Angebote; sie tragen ended: true"))
