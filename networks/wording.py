"""States and kinds of the networks in word, symbol and colour."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Goal, Measure, Network

STATE_BADGES = {
    Network.State.BUILDING: ("note", "clock"),
    Network.State.ACTIVE: ("good", "check"),
    Network.State.RESTING: ("warn", "question"),
    Network.State.ENDED: ("", "history"),
}
GOAL_BADGES = {
    Goal.State.PLANNED: ("", "clock"),
    Goal.State.RUNNING: ("note", "clock"),
    Goal.State.STUCK: ("warn", "question"),
    Goal.State.REACHED: ("good", "check"),
    Goal.State.DROPPED: ("", "close"),
}
LIGHT_BADGES = {
    Measure.Light.GREEN: ("good", "check"),
    Measure.Light.AMBER: ("warn", "question"),
    Measure.Light.RED: ("bad", "warn"),
}
LIGHT_WORDS = {
    Measure.Light.GREEN: gettext_lazy("grün"),
    Measure.Light.AMBER: gettext_lazy("gelb"),
    Measure.Light.RED: gettext_lazy("rot"),
}


def first_capital(words):
    return words[:1].upper() + words[1:]


def state_badge(network):
    """(tone, icon, text) of a network's state."""
    return *STATE_BADGES[network.state], first_capital(str(network.get_state_display()))


def goal_badge(goal):
    return *GOAL_BADGES[goal.state], first_capital(str(goal.get_state_display()))


def measure_badge(measure):
    """A done measure says so; an open one shows its light."""
    if measure.state in (Measure.State.DONE, Measure.State.DROPPED):
        tone = "good" if measure.state == Measure.State.DONE else ""
        return tone, "check" if tone else "close", first_capital(str(measure.get_state_display()))
    return *LIGHT_BADGES[measure.light], first_capital(str(LIGHT_WORDS[measure.light]))


def entry_words(network):
    """How one takes part, as the panel says it."""
    return {
        Network.Entry.OPEN: _("Offen für alle"),
        Network.Entry.REQUEST: _("Offen auf Anfrage"),
        Network.Entry.INVITATION: _("Auf Einladung"),
        Network.Entry.UNKNOWN: _("Zugang nicht bekannt"),
    }[network.entry]


def number_words(value):
    """„24“ or „12,5“ of a Decimal."""
    return f"{value.normalize():f}".replace(".", ",")
