"""The shape of every answer, as the OpenAPI document describes it. What is not known is null or empty.

Days and times of day are local to the portal, moments are in UTC (all ISO 8601); amounts are Euro as decimal strings,
ages completed years.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from events.models import Event, ProgrammeItem
from networks.models import Network, Role
from portal.core.web import web_address
from portal.search.query import WEEKDAYS
from providers.models import Answer, Offer, OfferDate, OfferSeries

Weekday = Literal[WEEKDAYS]
WebAddress = Annotated[str, AfterValidator(web_address)]


def _codes(choices):
    """The values of a TextChoices, for the description only; the empty one is null."""
    return Field(json_schema_extra={"enum": [value or None for value in choices.values]})


class Shape(BaseModel):
    """Docstrings of shapes are for readers of the code and stay out of the German description."""

    model_config = ConfigDict(
        from_attributes=True, json_schema_extra=lambda schema: schema.pop("description", None)
    )


class Term(Shape):
    """A word of the vocabulary; its slug is the value of the filter."""

    slug: str
    name: str


class ProviderLink(Term):
    url: str


class Place(Shape):
    """A Lernort; coordinates in degrees (WGS 84)."""

    name: str
    street: str
    postcode: str
    city: str
    district: Term | None
    lat: float | None
    lon: float | None


class Price(Shape):
    kind: str = _codes(Offer.Price)
    lowest: str | None = Field(alias="from", description=_("Betrag oder unterer Betrag in Euro"))
    highest: str | None = Field(alias="to", description=_("oberer Betrag in Euro"))
    reduced: str | None = Field(description=_("ermäßigt, in Euro"))
    note: str


class Date(Shape):
    first_day: date
    start: str | None
    last_day: date
    end: str | None
    status: str = _codes(OfferDate.Status)


class Series(Shape):
    """A rule whose dates stand in ``dates`` as well."""

    frequency: str = _codes(OfferSeries.Frequency)
    weekdays: list[Weekday]
    first_day: date
    last_day: date
    start: str | None
    end: str | None


class Hours(Shape):
    weekday: Weekday
    opens: str
    closes: str


class Registration(Shape):
    kind: str = _codes(Offer.Registration)
    deadline: date | None
    places_total: int | None
    places_left: int | None


class OfferFacts(Shape):
    """An offer as lists show it."""

    id: int
    slug: str
    url: str
    title: str
    subtitle: str
    summary: str
    provider: ProviderLink
    source: str
    source_id: str
    is_example: bool = Field(description=_("erfunden, für eine Vorführung"))
    ended: bool
    kind: Term | None
    life_stages: list[Term]
    topics: list[Term]
    audiences: list[Term]
    languages: list[Term]
    level: str | None
    age_from: int | None
    age_to: int | None
    price: Price
    fundings: list[Term]
    format: str | None = _codes(Offer.Format)
    place: Place | None
    place_note: str
    accessible: list[Term] = Field(description=_("was mit Ja beantwortet ist"))
    schedule: str = _codes(Offer.Schedule)
    schedule_note: str
    first_day: date | None
    last_day: date | None
    dates: list[Date]
    series: list[Series]
    hours: list[Hours]
    registration: Registration
    availability: str = _codes(Offer.Availability)
    valid_from: date | None
    valid_until: date | None
    published_at: datetime | None
    confirmed_at: datetime | None
    distance_km: float | None = Field(None, description=_("nur bei einer Suche mit near"))


class Contact(Shape):
    """Of the institution, never of a person."""

    email: str
    phone: str
    website: WebAddress


class Access(Term):
    answer: str = _codes(Answer)


class OfferDetail(OfferFacts):
    """An offer with everything that is public about it."""

    description: str = Field(description="Markdown")
    description_html: str
    plain_language: str = Field(description="Markdown")
    plain_language_html: str
    keywords: list[str]
    website: WebAddress
    online_url: WebAddress
    registration_url: WebAddress
    accessibility: list[Access] = Field(description=_("alle Antworten; was fehlt, ist nicht bekannt"))
    contact: Contact
    changed_at: datetime


class ProviderFacts(Shape):
    """A provider as lists show it."""

    id: int
    slug: str
    url: str
    title: str
    summary: str
    kind: Term | None
    operator: Term | None
    is_example: bool
    place: Place | None = Field(description=_("der Hauptort"))
    places: int
    offers: int = Field(description=_("Zahl der veröffentlichten Angebote, auch beendete"))
    website: WebAddress
    distance_km: float | None = Field(None, description=_("nur bei einer Suche mit near"))


class Location(Place):
    hours: list[Hours]
    accessibility: list[Access]


class ProviderDetail(ProviderFacts):
    """A provider with everything that is public about it."""

    description: str = Field(description="Markdown")
    description_html: str
    locations: list[Location]
    contact: Contact
    source: str
    source_id: str
    source_note: str
    changed_at: datetime


class MeetingDate(Shape):
    """A meeting everybody may know of."""

    begins_at: datetime
    title: str


class NetworkFacts(Shape):
    """A network as lists show it."""

    id: int
    slug: str
    url: str
    title: str
    summary: str
    kind: str = _codes(Network.Kind)
    state: str = _codes(Network.State)
    entry: str = _codes(Network.Entry)
    rhythm: str
    is_example: bool
    topics: list[Term]
    life_stages: list[Term]
    districts: list[Term] = Field(description=_("leer: ganze Stadt"))
    meetings: list[MeetingDate] = Field(description=_("öffentliche Sitzungen, auch vergangene"))


class Member(Shape):
    """An organisation with a public seat; people are not named."""

    name: str
    url: str
    role: str = Field(json_schema_extra={"enum": [role.name.lower() for role in Role]})


class NetworkDetail(NetworkFacts):
    """A network with everything that is public about it but people."""

    common_goal: str
    mandate: str
    mandate_until: date | None
    tasks: str = Field(description="Markdown")
    tasks_html: str
    begins_on: date | None
    ends_on: date | None
    transitions: list[Term]
    members: list[Member]
    email: str
    website: WebAddress
    changed_at: datetime


class EventDate(Shape):
    """One time an event takes place; a series has several."""

    begins_at: datetime
    ends_at: datetime
    all_day: bool
    status: str = Field(json_schema_extra={"enum": list(Event.Status.shown())})
    url: str


class EventPrice(Shape):
    kind: str = _codes(Offer.Price)
    note: str


class EventFacts(Shape):
    """An event as lists show it; the dates of a series are one event."""

    id: int
    slug: str
    url: str
    title: str
    subtitle: str
    summary: str
    kind: str = _codes(Event.Kind)
    organiser: str
    is_example: bool = Field(description=_("erfunden, für eine Vorführung"))
    ended: bool
    topics: list[Term]
    life_stages: list[Term]
    audiences: list[Term]
    accessible: list[Term] = Field(description=_("was mit Ja beantwortet ist"))
    district: Term | None
    place: str
    format: str | None = _codes(Offer.Format)
    price: EventPrice
    registration: str = _codes(Event.Registration)
    is_date_confirmed: bool
    has_record: bool = Field(description=_("die Dokumentation ist veröffentlicht"))
    dates: list[EventDate]
    distance_km: float | None = Field(None, description=_("nur bei einer Suche mit near"))


class ProgrammeEntry(Shape):
    """One item of the programme."""

    title: str
    label: str
    kind: str = _codes(ProgrammeItem.Kind)
    begins_at: datetime
    ends_at: datetime
    room: str
    speakers: list[str]
    status: str = _codes(ProgrammeItem.Status)
    url: str


class EventDetail(EventFacts):
    """An event with everything that is public about it."""

    description: str = Field(description="Markdown")
    description_html: str
    accessibility: list[Access] = Field(description=_("alle Antworten; was fehlt, ist nicht bekannt"))
    programme: list[ProgrammeEntry]
    record: str = Field(description=_("Markdown; leer, solange die Dokumentation nicht veröffentlicht ist"))
    attended: int | None
    registration_url: WebAddress
    changed_at: datetime


class FacetValue(Shape):
    value: str
    label: str
    count: int


class Hits(Shape):
    """What every list has in common."""

    total: int = Field(description=_("so viele Treffer gibt es insgesamt"))
    facets: dict[str, list[FacetValue]] = Field(
        description=_("je Parameter die möglichen Werte, gezählt mit allen anderen Filtern")
    )
    place: str | None = Field(description=_("der Ort, der aus near verstanden wurde"))
    radius_km: float | None
    did_you_mean: list[str] = Field(description=_("bessere Schreibweisen der Suchwörter"))
    notes: list[str] = Field(description=_("was an der Frage gekürzt wurde"))


_similar = Field(description=_("passt nur zum Teil; in total und facets nicht gezählt"))


class OfferHits(Hits):
    offers: list[OfferFacts]
    similar: list[OfferFacts] = _similar


class ProviderHits(Hits):
    providers: list[ProviderFacts]
    similar: list[ProviderFacts] = _similar


class NetworkHits(Hits):
    networks: list[NetworkFacts]
    similar: list[NetworkFacts] = _similar


class EventHits(Hits):
    events: list[EventFacts]
    similar: list[EventFacts] = _similar


class Problem(Shape):
    parameter: str
    message: str


class Error(Shape):
    """Every answer from status 400 on."""

    detail: str = Field(description=_("was nicht geht, in einem Satz"))
    problems: list[Problem] = Field([], description=_("bei 422: was an welchem Parameter nicht stimmt"))
