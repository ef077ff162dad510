"""One offer as a row of the desk: plain words and addresses."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import completeness, counts, states, wording
from ..models import Offer
from ..status_link.report import OF_THE_WHOLE

Status = Offer.Status
# What a person can still do with an offer in a status.
WITHDRAWABLE = (Status.PUBLISHED, Status.SUBMITTED, Status.QUESTION)
CHOICES = (*OF_THE_WHOLE, Offer.Availability.CANCELLED, Offer.Availability.DELAYED)
_WORDS = {
    Offer.Availability.FREE: gettext_lazy("frei"),
    Offer.Availability.FEW: gettext_lazy("wenige"),
    Offer.Availability.FULL: gettext_lazy("ausgebucht"),
    Offer.Availability.CANCELLED: gettext_lazy("fällt aus"),
    Offer.Availability.DELAYED: gettext_lazy("beginnt später"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Addresses are empty where the action makes no sense in this state.

    ``is_from_outside``: somebody without account has sent it in the provider's name.
    """

    pk: int
    title: str
    url: str
    shape: str
    tone: str
    when: str
    provider: str
    is_from_outside: bool
    has_waiting_change: bool
    badge: tuple
    complete: completeness.Completeness
    figures: str
    states: list
    state_url: str
    edit_url: str
    copy_url: str
    link_url: str
    relations_url: str
    talk_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An offer that waits for its confirmation; ``said`` tells when it last had one."""

    pk: int
    title: str
    url: str
    said: str


def doubtful(offer, today):
    """An offer of `needs.waiting`."""
    if offer.confirmed_at:
        day = wording.day_words(timezone.localdate(offer.confirmed_at), today, weekday=False)
        said = _("zuletzt bestätigt am %(day)s") % {"day": day}
    else:
        said = _("noch nie bestätigt")
    is_live = offer.status == Status.PUBLISHED
    return Doubtful(offer.pk, offer.title, offer.get_absolute_url() if is_live else edit_url(offer), said)


def row(offer, today):
    """The row of an offer of `listing.described`."""
    is_live = offer.status == Status.PUBLISHED and not offer.has_ended
    return Row(
        pk=offer.pk,
        title=offer.title or _("ohne Titel"),
        url=offer.get_absolute_url() if offer.status == Status.PUBLISHED else edit_url(offer),
        shape=_shape(offer),
        tone=offer.tone or "",
        when=when(offer, today),
        provider=offer.provider.name,
        is_from_outside=offer.is_from_outside,
        has_waiting_change=offer.has_waiting_change,
        badge=badge(offer, today),
        complete=completeness.completeness_of(offer),
        figures=counts.words(offer) if offer.published_at else "",
        states=choices(offer) if is_live else [],
        state_url=reverse("providers:offer-state", args=[offer.pk]) if is_live else "",
        edit_url=edit_url(offer) if offer.status != Status.ARCHIVED else "",
        copy_url=reverse("providers:offer-copy", args=[offer.pk]) if offer.status != Status.DRAFT else "",
        link_url=reverse("providers:offer-link", args=[offer.pk]) if is_live else "",
        relations_url=reverse("providers:offer-relations", args=[offer.pk]),
        talk_url=reverse("providers:offer-talk", args=[offer.pk]) if offer.status != Status.DRAFT else "",
        withdraw_url=(
            reverse("providers:offer-withdraw", args=[offer.pk]) if offer.status in WITHDRAWABLE else ""
        ),
    )


def choices(offer):
    """(value, words, is chosen) of the select; what is not known must not look like „frei“."""
    known = [(state.value, _WORDS[state], state == offer.availability) for state in CHOICES]
    return known if any(chosen for *_rest, chosen in known) else [("", _("keine Angabe"), True), *known]


def edit_url(offer):
    """Where the steps of entering begin."""
    return reverse("providers:offer-step", args=[offer.pk, 1])


def _shape(offer):
    if offer.format == Offer.Format.ONLINE:
        return "i-screen"
    return f"d-{offer.district_slug}" if offer.district_slug else "city"


def when(offer, today):
    """The next date, or why there is none."""
    if offer.status == Status.DRAFT:
        return _("Entwurf vom %(day)s") % {
            "day": wording.day_words(timezone.localdate(offer.created_at), today, weekday=False)
        }
    if offer.next_day:
        return wording.span_words(offer.next_day, offer.next_time, offer.next_day, None, today)
    if offer.has_ended:
        return _("beendet am %(day)s") % {"day": wording.day_words(offer.last_day, today, weekday=False)}
    return offer.schedule_note or _undated(offer.schedule)


def _undated(schedule):
    words = {
        Offer.Schedule.CONTINUOUS: _("durchgehend"),
        Offer.Schedule.ON_REQUEST: _("nach Absprache"),
    }
    return words.get(schedule, _("kein Termin eingetragen"))


def badge(offer, today):
    """The one state that matters most for the provider."""
    if offer.status == Status.PUBLISHED and offer.has_ended:
        return states.ended_badge()
    if offer.status == Status.PUBLISHED and not states.is_confirmed(offer.confirmed_until, today):
        return states.confirmation_badge(None, today)
    return states.status_badge(offer.status)
