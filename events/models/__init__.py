"""Models of the events' room, split by subject."""

from .event import Event, EventAccess, EventSeries
from .programme import Appearance, Contribution, ProgrammeItem, ProgrammeVersion, Room, Speaker, Track
from .record import Feedback, RecordPart
from .registration import Booking, Participation, PlaceStatus, Question, Registration

__all__ = [
    "Appearance",
    "Booking",
    "Contribution",
    "Event",
    "EventAccess",
    "EventSeries",
    "Feedback",
    "Participation",
    "PlaceStatus",
    "ProgrammeItem",
    "ProgrammeVersion",
    "Question",
    "RecordPart",
    "Registration",
    "Room",
    "Speaker",
    "Track",
]
