"""„Das braucht Sie gerade“: questions of the staff, confirmations, refusals, drafts, in the order of urgency."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import access, wording
from ..models import CaseMessage, Offer, OfferChange, StatusChange, confirmed_until
from . import rows

Status = Offer.Status
MOST = 5
# How long before the badge „Nicht bestätigt“ the desk asks.
AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Need:
    """A line; ``confirm`` offers to confirm all at once, ``url`` leads to where to do it one by one."""

    icon: str
    title: str
    hint: str
    url: str
    action: str
    confirm: str = ""


def needs_of(user):
    """What waits for the user, in two statements."""
    return [need for need in (*_talks(user), _confirmations(user)) if need]


def _talks(user):
    """Offers or changes with a question, a refusal with its reason, or begun and not handed in: some of each."""
    question = CaseMessage.objects.filter(offer=OuterRef("pk"), kind=CaseMessage.Kind.QUESTION).order_by(
        "-at"
    )
    change = StatusChange.objects.filter(offer=OuterRef("pk"), after=Status.REFUSED).order_by("-at")
    offers = (
        access.offers_of(user)
        .annotate(is_change_asked=Exists(OfferChange.objects.asked().filter(offer=OuterRef("pk"))))
        .filter(Q(status__in=(Status.QUESTION, Status.REFUSED, Status.DRAFT)) | Q(is_change_asked=True))
        .annotate(
            question=Subquery(question.values("text")[:1]), refusal=Subquery(change.values("reason")[:1])
        )
        .order_by("-changed_at", "-pk")
        .only("title", "status", "created_at")
    )
    found = list(offers[:200])
    for is_meant, say in _SAID:
        yield from (say(offer) for offer in [offer for offer in found if is_meant(offer)][:MOST])


def _question(offer):
    return Need(
        "question",
        (
            _("Eine Rückfrage zu Ihrer Änderung an „%(title)s“")
            if offer.status == Status.PUBLISHED
            else _("Eine Rückfrage zu „%(title)s“")
        )
        % {"title": offer.title},
        _("Das Bildungsbüro fragt: %(text)s") % {"text": offer.question} if offer.question else "",
        reverse("providers:offer-talk", args=[offer.pk]),
        _("Antworten"),
    )


def _refusal(offer):
    return Need(
        "close",
        _("„%(title)s“ wurde nicht veröffentlicht") % {"title": offer.title},
        offer.refusal or "",
        rows.edit_url(offer),
        _("Ansehen und ändern"),
    )


def _draft(offer):
    day = wording.day_words(timezone.localdate(offer.created_at), timezone.localdate(), weekday=False)
    return Need(
        "edit",
        _("„%(title)s“ ist noch nicht abgeschickt") % {"title": offer.title or _("ohne Titel")},
        _("Entwurf vom %(day)s") % {"day": day},
        rows.edit_url(offer),
        _("Weiterschreiben"),
    )


_SAID = (
    (lambda offer: offer.status == Status.QUESTION or offer.is_change_asked, _question),
    (lambda offer: offer.status == Status.REFUSED, _refusal),
    (lambda offer: offer.status == Status.DRAFT, _draft),
)


def waiting(user):
    """Offers of the user that are hidden, or are or will soon be „Nicht bestätigt“, with that day as ``until``."""
    soon = timezone.localdate() + AHEAD
    offers = access.offers_of(user).filter(status__in=(Status.PUBLISHED, Status.EXPIRED)).not_ended()
    known = offers.annotate(until=confirmed_until())
    return known.filter(Q(until=None) | Q(until__lte=soon)).order_by(
        F("until").asc(nulls_first=True), "title", "pk"
    )


def _confirmations(user):
    found = list(waiting(user).values_list("until", flat=True))
    if not found:
        return None
    return Need(
        "clock",
        ngettext("Stimmt dieses Angebot noch?", "Stimmen diese %(n)s Angebote noch?", len(found))
        % {"n": len(found)},
        _deadline(found),
        reverse("providers:offers-confirm"),
        _("Einzeln ansehen"),
        ngettext("Es stimmt", "Alle %(n)s stimmen", len(found)) % {"n": len(found)},
    )


def _deadline(found):
    today = timezone.localdate()
    coming = [day for day in found if day and day >= today]
    if not coming:
        return _(
            "Ohne Bestätigung steht ein Angebot in der Suche weiter unten, später zeigen wir es nicht mehr."
        )
    return _("Bestätigen Sie bis %(day)s, sonst steht dort „Nicht bestätigt“.") % {
        "day": wording.day_words(min(coming), today, weekday=False)
    }
