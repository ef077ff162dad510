"""Tells the owners of alerts what is new: each offer once, one mail a look."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import outbox
from portal.search import cards
from providers.models import Offer

from . import watching
from .models import Mention, SearchAlert
from .subscription import ENDING

# A publication that began before the last look may have been committed after it.
OVERLAP = timedelta(minutes=10)
MOST_IN_A_MAIL = 20


def tell(rhythm):
    """Look for all alerts of a rhythm; returns how many mails that made."""
    alerts = SearchAlert.objects.confirmed().filter(rhythm=rhythm)
    oldest = alerts.aggregate(Min("seen_until"))["seen_until__min"]
    if oldest is None or not _new_offers(oldest).exists():
        return 0
    return sum(_tell_one(pk) for pk in alerts.values_list("pk", flat=True))


@transaction.atomic
def _tell_one(pk):
    """Look, write the mail and note what it told of, or none of that; True where there was something to tell."""
    alert = SearchAlert.objects.confirmed().select_for_update(skip_locked=True).filter(pk=pk).first()
    if alert is None:
        return False
    now = timezone.now()
    found = _new_hits(alert)
    if found:
        _write(alert, found)
        Mention.objects.bulk_create(Mention(alert=alert, offer_id=hit.object_id) for hit in found)
    alert.seen_until = now
    alert.save(update_fields=["seen_until"])
    return bool(found)


def _new_offers(since):
    """Offers that came to the public since a moment: published, or valid from a day, after it."""
    came = Q(published_at__gt=since - OVERLAP) | Q(valid_from__gt=timezone.localdate(since - OVERLAP))
    return Offer.objects.current().filter(came)


def _new_hits(alert):
    before = Q(published_at__lte=alert.confirmed_at) & (
        Q(valid_from=None) | Q(valid_from__lte=timezone.localdate(alert.confirmed_at))
    )
    told = alert.mentions.values("offer_id")
    offers = _new_offers(alert.seen_until).exclude(before).exclude(pk__in=told)
    offer_ids = list(offers.values_list("pk", flat=True))
    return watching.hits(alert.query, offer_ids) if offer_ids else []


def _write(alert, found):
    count = len(found)
    subject = ngettext("%(count)s neues Angebot: %(words)s", "%(count)s neue Angebote: %(words)s", count) % {
        "count": count,
        "words": alert.words,
    }
    end_url = ENDING.address(alert.pk)
    outbox.write(
        "alert_hits",
        to=alert.email,
        subject=_short(subject),
        # Without RFC 8058's one-click header: its POST comes without our CSRF token, and no address here goes without.
        headers={"List-Unsubscribe": f"<{end_url}>"},
        context={
            "words": alert.words,
            "count": count,
            "offers": _offers(found[:MOST_IN_A_MAIL]),
            "more": max(0, count - MOST_IN_A_MAIL),
            "search_url": watching.search_address(alert.query, sortierung="neu"),
            "end_url": end_url,
        },
    )


def _offers(found):
    """[{title, url, lines}] as the mail shows them."""
    composed = cards.compose(found, timezone.localdate())
    return [
        {
            "title": hit.card["title"],
            "url": settings.SITE_URL + card.url,
            "lines": [line for line in _lines(card) if line],
        }
        for hit, card in zip(found, composed, strict=True)
    ]


def _lines(card):
    return (
        card.provider,
        _joined(_("Wann"), card.when, card.when_more),
        _joined(_("Wo"), card.where, card.where_more),
        _joined(_("Kosten"), card.cost, card.cost_more),
    )


def _joined(label, *parts):
    said = ", ".join(part for part in parts if part)
    return f"{label}: {said}" if said else ""


def _short(subject):
    return subject if len(subject) <= 120 else subject[:119].rstrip() + "…"
