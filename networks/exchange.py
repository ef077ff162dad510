"""The exchange among members: who offers what another looks for, and how the two come together.

Addresses stay hidden: messages go through the portal until both have agreed to be shown.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from portal.core.retention import rule

from .models import ExchangeContact, ExchangeEntry, ExchangeMessage
from .notifications import address, write

KEPT_AFTER_END = timedelta(days=30)
ALIKE = 55  # points from which on two entries may fit
SAME_TOPIC, SAME_DISTRICT = 20, 10  # points
MOST_MATCHES = 5


def likeness(one, other):
    """How well an offer and a wish fit, 0 to 100: words alike, the same topic, the same Stadtteil; 0 across kinds."""
    if one.kind != other.kind or one.direction == other.direction:
        return 0
    words = max(
        fuzz.token_set_ratio(one.title.lower(), other.title.lower()),
        fuzz.token_set_ratio(_words(one), _words(other)) * 0.9,
    )
    topic = SAME_TOPIC if one.topic_id and one.topic_id == other.topic_id else 0
    district = SAME_DISTRICT if one.district_id and one.district_id == other.district_id else 0
    return min(100, round(words * 0.8 + topic + district))


def _words(entry):
    return f"{entry.title} {entry.text}".lower()


def matches(entry, others):
    """The entries among ``others`` that may answer this one, the best first."""
    found = [(likeness(entry, other), other) for other in others if other.seat_id != entry.seat_id]
    fitting = [pair for pair in found if pair[0] >= ALIKE]
    return [other for _points, other in sorted(fitting, key=lambda pair: (-pair[0], pair[1].pk))][
        :MOST_MATCHES
    ]


@transaction.atomic
def begin(entry, *, seat, text):
    """The first message about an entry of somebody else; a second one goes on in the same conversation."""
    contact, _made = ExchangeContact.objects.get_or_create(entry=entry, seat=seat)
    return say(contact, text=text, by_owner=False)


@transaction.atomic
def say(contact, *, text, by_owner):
    """Pass a message on; the same one sent twice goes once."""
    contact = ExchangeContact.objects.select_for_update().get(pk=contact.pk)
    last = contact.messages.last()
    if last is None or (last.text, last.by_owner) != (text, by_owner):
        ExchangeMessage.objects.create(contact=contact, text=text, by_owner=by_owner)
        _tell(contact, not by_owner, _("Neue Nachricht zu „%(title)s“"), text)
    return contact


@transaction.atomic
def agree(contact, *, by_owner):
    """One side agrees to show its address; once both have, both are told."""
    contact = ExchangeContact.objects.select_for_update().get(pk=contact.pk)
    was_open = contact.is_open
    setattr(contact, "owner_shows" if by_owner else "asker_shows", True)
    contact.save(update_fields=["owner_shows", "asker_shows"])
    if contact.is_open and not was_open:
        for to_owner in (True, False):
            _tell(contact, to_owner, _("Adressen ausgetauscht: „%(title)s“"), _("Beide haben zugestimmt."))
    return contact


def _tell(contact, to_owner, subject, text):
    seat = contact.entry.seat if to_owner else contact.seat
    other = contact.seat if to_owner else contact.entry.seat
    if to := mail_of(seat):
        write(
            to,
            subject % {"title": contact.entry.title},
            [_("Von: %(who)s") % {"who": other.organisation.title}, text],
            action=(_("Antworten"), address(url_of(contact))),
            why=_("Sie haben in der Börse von „%(network)s“ etwas eingetragen oder angefragt.")
            % {"network": seat.network},
        )


def mail_of(seat):
    """Where a seat can be written to, or ""."""
    return seat.person_email or (seat.user.email if seat.user_id else "")


def url_of(contact):
    return reverse("rooms:exchange-contact", args=[contact.entry.network.slug, contact.pk])


def contacts_of(user):
    """Conversations the user is part of, with all their pages show."""
    rows = ExchangeContact.objects.select_related(
        "entry__network", "entry__seat__organisation__provider", "seat__organisation__provider"
    )
    return rows.filter(entry__seat__user=user) | rows.filter(seat__user=user)


def export(user):
    """What an account's file says of the exchange."""
    entries = ExchangeEntry.objects.filter(seat__user=user)
    said = ExchangeMessage.objects.filter(contact__in=contacts_of(user).values("pk"))
    own = said.filter(contact__entry__seat__user=user, by_owner=True) | said.filter(
        contact__seat__user=user, by_owner=False
    )
    return {
        "entries": [
            {"title": row.title, "text": row.text, "until": row.until_day.isoformat()} for row in entries
        ],
        "messages": [{"text": row.text, "at": row.at.isoformat()} for row in own],
    }


@rule("Einträge der Börse mit ihren Nachrichten, 30 Tage nach dem Ende")
def delete_exchange(now):
    over = timezone.localdate(now) - KEPT_AFTER_END
    ended = ExchangeEntry.objects.filter(until_day__lt=over) | ExchangeEntry.objects.filter(
        seat__until_day__lt=over
    )
    left = ExchangeContact.objects.filter(seat__until_day__lt=over)
    return ended.delete()[0] + left.delete()[0]
