"""Models of the providers' room, split by subject."""

from .dates import OfferDate, OfferHours, OfferSeries
from .offer import CONFIRMED_FOR, Offer, OfferAccess, OfferKeyword, StatusChange
from .provider import Answer, Closure, Location, LocationAccess, LocationHours, Provider, Weekday
from .vocabulary import (
    AccessFeature,
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    OfferKind,
    Operator,
    OperatorKind,
    ProviderKind,
    Topic,
    Transition,
)

__all__ = [
    "CONFIRMED_FOR",
    "AccessFeature",
    "Answer",
    "Audience",
    "Closure",
    "District",
    "Funding",
    "Language",
    "LifeStage",
    "Location",
    "LocationAccess",
    "LocationHours",
    "Offer",
    "OfferAccess",
    "OfferDate",
    "OfferHours",
    "OfferKeyword",
    "OfferKind",
    "OfferSeries",
    "Operator",
    "OperatorKind",
    "Provider",
    "ProviderKind",
    "StatusChange",
    "Topic",
    "Transition",
    "Weekday",
]
