"""Models of the providers' room, split by subject."""

from .bulk import BulkRow, BulkUpload
from .cases import CaseCheck, CaseMessage, ModerationSettings, ReplyText
from .changes import OfferChange
from .claims import ProviderClaim
from .confirmation import ConfirmationRound, ConfirmationRule, Reminder, confirmed_until, rule_days
from .counts import OfferCount
from .dates import OfferDate, OfferHours, OfferSeries
from .holidays import Holiday
from .invitations import TeamInvitation
from .offer import Offer, OfferAccess, OfferKeyword, StatusChange
from .paths import LearningPath, LearningPathStep, OfferRelation
from .provider import Answer, Closure, Location, LocationAccess, LocationHours, Provider, Weekday
from .reports import VisitorReport
from .sources import OfferSource, SourceConflict
from .status_link import StatusLink, StatusReport
from .submission import OfferEntry, Submission
from .team import TeamMember
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
    "AccessFeature",
    "Answer",
    "BulkRow",
    "BulkUpload",
    "Audience",
    "CaseCheck",
    "CaseMessage",
    "Closure",
    "ConfirmationRound",
    "ConfirmationRule",
    "District",
    "Funding",
    "Holiday",
    "Language",
    "LearningPath",
    "LearningPathStep",
    "LifeStage",
    "Location",
    "LocationAccess",
    "LocationHours",
    "ModerationSettings",
    "Offer",
    "OfferAccess",
    "OfferChange",
    "OfferCount",
    "OfferDate",
    "OfferEntry",
    "OfferHours",
    "OfferKeyword",
    "OfferKind",
    "OfferRelation",
    "OfferSeries",
    "OfferSource",
    "Operator",
    "OperatorKind",
    "Provider",
    "ProviderClaim",
    "ProviderKind",
    "Reminder",
    "ReplyText",
    "SourceConflict",
    "StatusChange",
    "StatusLink",
    "StatusReport",
    "Submission",
    "TeamInvitation",
    "TeamMember",
    "Topic",
    "Transition",
    "VisitorReport",
    "Weekday",
    "confirmed_until",
    "rule_days",
]
