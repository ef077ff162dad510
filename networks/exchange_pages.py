"""What the exchange shows, prepared. Addresses are in it only where both sides agreed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from providers.wording import day_words

from . import access, exchange
from .models import ExchangeEntry

MOST_SHOWN = 200


def entries(network):
    """Entries of a network that hold today, with all a page shows."""
    rows = ExchangeEntry.objects.current().filter(network=network)
    return rows.select_related("seat__organisation__provider", "seat__user", "topic", "district", "network")


def board(network, user):
    found = list(entries(network)[:MOST_SHOWN])
    own = [entry for entry in found if entry.seat.user_id == user.pk]
    talks = exchange.contacts_of(user).filter(entry__network=network).distinct()
    return {
        "offers": [_row(entry) for entry in found if entry.direction == ExchangeEntry.Direction.OFFERS],
        "wishes": [_row(entry) for entry in found if entry.direction == ExchangeEntry.Direction.SEEKS],
        "hints": [(_row(mine), [_row(each) for each in fits]) for mine, fits in _hints(own, found)],
        "talks": [(talk.entry.title, _other(talk, user), exchange.url_of(talk)) for talk in talks],
        "has_seat": access.seats_of(user).filter(network=network).exists(),
    }


def _hints(own, found):
    """One's own entries with what may answer them."""
    pairs = ((mine, exchange.matches(mine, found)) for mine in own)
    return [(mine, fits) for mine, fits in pairs if fits]


def _row(entry):
    facts = [entry.get_kind_display(), *(term.name for term in (entry.topic, entry.district) if term)]
    return {
        "title": entry.title,
        "who": entry.seat.organisation.title,
        "facts": " · ".join(map(str, facts)),
        "until": _("bis %(day)s") % {"day": day_words(entry.until_day, weekday=False)},
        "url": reverse("rooms:exchange-entry", args=[entry.network.slug, entry.pk]),
    }


def entry(found, user):
    fits = exchange.matches(found, list(entries(found.network)[:MOST_SHOWN]))
    return {
        "entry": found,
        "row": _row(found),
        "is_own": found.seat.user_id == user.pk,
        "has_seat": access.seats_of(user).filter(network=found.network_id).exists(),
        "fits": [_row(each) for each in fits],
    }


def _other(talk, user):
    is_owner = talk.entry.seat.user_id == user.pk
    return (talk.seat if is_owner else talk.entry.seat).organisation.title


def contact(talk, user):
    is_owner = talk.entry.seat.user_id == user.pk
    other = talk.seat if is_owner else talk.entry.seat
    return {
        "contact": talk,
        "other": other.organisation.title,
        "has_agreed": talk.owner_shows if is_owner else talk.asker_shows,
        "shown": _shown(other) if talk.is_open else "",
        "said": [
            (_("Sie") if each.by_owner == is_owner else other.organisation.title, each.text, each.at)
            for each in talk.messages.all()
        ],
    }


def _shown(seat):
    return ", ".join(filter(None, [seat.person_name, exchange.mail_of(seat), seat.person_phone]))
