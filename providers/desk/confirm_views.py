"""„Stimmen diese Angebote noch?“: the page behind the link of a reminder. Opening it changes nothing."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.links import LinkNotValid

from .. import asking, confirmation, moderation, wording
from ..links import STATE
from ..models import Offer, OfferDate
from .rows import edit_url

REASON = "Antwort auf die Nachfrage per E-Mail"


@dataclass(frozen=True, slots=True)
class Row:
    """An offer of the round; ``answer`` is empty while nobody has given one."""

    pk: int
    title: str
    url: str
    edit_url: str
    facts: str
    answer: str
    can_withdraw: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    try:
        begun, user = asking.asked(request)
    except LinkNotValid:
        return render(request, "providers/confirmation/over.html", status=410)
    if request.method == "POST":
        _answer(request, begun, user)
        return redirect(request.get_full_path())
    rows = [_row(reminder, timezone.localdate(), user) for reminder in _reminders(begun)]
    context = {"provider": begun.provider, "rows": rows, "open": [row for row in rows if not row.answer]}
    return render(request, "providers/confirmation/confirm.html", context)


def _reminders(begun):
    coming = OfferDate.objects.filter(offer=OuterRef("offer")).upcoming(timezone.localdate())
    rows = begun.reminders.annotate(next_day=Subquery(coming.order_by("first_day").values("first_day")[:1]))
    return rows.select_related("offer__location", "offer__submission").order_by("offer__title", "pk")


def _answer(request, begun, user):
    """What the pressed button says: `stimmt` or `zurueckziehen` with the number of an offer, or `stimmt=alle`."""
    said, number = next(
        ((name, request.POST[name]) for name in ("stimmt", "zurueckziehen") if name in request.POST), ("", "")
    )
    offers = Offer.objects.filter(reminders__round=begun)
    if said == "stimmt":
        _confirm(request, offers if number == "alle" else offers.filter(pk=_number(number)), user)
    elif said and (offer := offers.filter(pk=_number(number), status=Offer.Status.PUBLISHED).first()):
        moderation.withdraw(offer, by=user, reason=REASON)
        messages.success(request, _("„%(title)s“ ist zurückgezogen.") % {"title": offer.title})


def _confirm(request, offers, user):
    if count := confirmation.confirm(offers, by=user, reason=REASON):
        words = ngettext("Danke. Ein Angebot ist bestätigt.", "Danke. %(n)s Angebote sind bestätigt.", count)
        messages.success(request, words % {"n": count})


def _number(text):
    """A key, or one that no row has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _row(reminder, today, user):
    offer = reminder.offer
    return Row(
        pk=offer.pk,
        title=offer.title,
        url=offer.get_absolute_url(),
        edit_url=edit_url(offer) if user else _own_url(offer),
        facts=_facts(reminder, today),
        answer=_answered(reminder, offer, today),
        can_withdraw=offer.status == Offer.Status.PUBLISHED,
    )


def _own_url(offer):
    """Where who submitted the offer without account changes it; for everybody else, the steps behind the login."""
    submission = getattr(offer, "submission", None)
    return STATE.address(submission.pk) if submission and submission.confirmed_at else edit_url(offer)


def _facts(reminder, today):
    """What to check at a glance: when, where, cost."""
    offer = reminder.offer
    day = wording.day_words(reminder.next_day, today) if reminder.next_day else _("kein Termin eingetragen")
    place = str(offer.location) if offer.location else offer.get_format_display()
    return ", ".join((day, place, wording.price_words(offer.price, offer.price_from, offer.price_to)))


def _answered(reminder, offer, today):
    if offer.status not in (Offer.Status.PUBLISHED, Offer.Status.EXPIRED):
        return offer.get_status_display()
    if offer.confirmed_at and offer.confirmed_at > reminder.since:
        day = wording.day_words(timezone.localdate(offer.confirmed_at), today, weekday=False)
        return _("bestätigt am %(day)s") % {"day": day}
    return ""
