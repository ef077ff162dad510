"""The facts on the card of a network (layout: `documents.network`), in words and by today's clock."""

from datetime import datetime

from django.utils.translation import gettext as _

from networks import wording
from networks.models import Network
from providers.wording import day_words, list_words


def kind(card):
    return str(Network.Kind(card["kind"]).label)


def next_meeting(card, reader):
    """(when, title) of the next public meeting; the rhythm where none is known."""
    for begin, title in card["meetings"]:
        day = datetime.fromisoformat(begin)
        if day.date() >= reader.today:
            return day_words(day.date(), reader.today), title
    return card["rhythm"], ""


def where(card):
    return list_words(district["name"] for district in card["districts"]) or _("ganze Stadt")


def badges(card):
    """State and life stages, as `icons.badges` takes them."""
    state = Network.State(card["state"])
    tone, icon = wording.STATE_BADGES[state]
    stages = ((f"tone bp-{stage['tone']}", stage["icon"], stage["name"]) for stage in card["life_stages"])
    return ((tone, icon, wording.first_capital(str(state.label))), *stages)
