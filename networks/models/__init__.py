"""Models of the networks' room, split by subject."""

from .contact import ContactNote, ContactWarning, Handover
from .exchange import ExchangeContact, ExchangeEntry, ExchangeMessage
from .meeting import AgendaItem, Attendance, Meeting, MeetingSeries, Minutes
from .membership import LEADING, Admission, Membership, Role
from .network import Network, NetworkDocument, NetworkInternal, Visibility, ancestors
from .organisation import Organisation
from .progress import Decision, Goal, GoalValue, Measure
from .snapshot import NetworkSnapshot

__all__ = [
    "LEADING",
    "Admission",
    "AgendaItem",
    "Attendance",
    "ContactNote",
    "ContactWarning",
    "Decision",
    "ExchangeContact",
    "ExchangeEntry",
    "ExchangeMessage",
    "Goal",
    "GoalValue",
    "Handover",
    "Measure",
    "Meeting",
    "MeetingSeries",
    "Membership",
    "Minutes",
    "Network",
    "NetworkDocument",
    "NetworkInternal",
    "NetworkSnapshot",
    "Organisation",
    "Role",
    "Visibility",
    "ancestors",
]
