"""How a submission stands, in plain words: what happened, what is next, what the person can do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import cases, wording
from ..links import STATE
from ..models import Offer, Submission
from ..submission import EDITING
from . import musts

Status = Offer.Status
_HEADINGS = {
    Status.DRAFT: gettext_lazy("Ihr Angebot ist noch nicht fertig"),
    Status.SUBMITTED: gettext_lazy("Ihr Angebot wird geprüft"),
    Status.QUESTION: gettext_lazy("Das Bildungsbüro hat eine Frage"),
    Status.PUBLISHED: gettext_lazy("Ihr Angebot ist im Portal"),
    Status.REFUSED: gettext_lazy("Ihr Angebot ist nicht veröffentlicht"),
    Status.WITHDRAWN: gettext_lazy("Ihr Angebot ist zurückgezogen"),
    Status.EXPIRED: gettext_lazy("Ihr Angebot ist abgelaufen"),
    Status.ARCHIVED: gettext_lazy("Ihr Angebot ist abgelegt"),
}
_NEXT = {
    Status.DRAFT: gettext_lazy("Schreiben Sie weiter und reichen Sie es ein, wenn alles da ist."),
    Status.SUBMITTED: gettext_lazy(
        "Das Bildungsbüro sieht es an und schreibt Ihnen, meist in zwei Werktagen."
    ),
    Status.QUESTION: gettext_lazy("Antworten Sie hier. Danach geht die Prüfung weiter."),
    Status.PUBLISHED: gettext_lazy("Alle können es finden. Ändert sich etwas, ändern Sie es hier."),
    Status.REFUSED: gettext_lazy("Sie können es ändern und noch einmal einreichen."),
    Status.WITHDRAWN: gettext_lazy("Niemand sieht es mehr. Sie können es ändern und noch einmal einreichen."),
    Status.EXPIRED: gettext_lazy("Gibt es das Angebot noch? Dann reichen Sie es noch einmal ein."),
    Status.ARCHIVED: gettext_lazy("Es lässt sich nicht mehr ändern."),
}
_HAPPENED = {
    Status.SUBMITTED: gettext_lazy("Beim Bildungsbüro angekommen"),
    Status.QUESTION: gettext_lazy("Das Bildungsbüro hat nachgefragt"),
    Status.PUBLISHED: gettext_lazy("Im Portal veröffentlicht"),
    Status.REFUSED: gettext_lazy("Nicht veröffentlicht"),
    Status.WITHDRAWN: gettext_lazy("Zurückgezogen"),
    Status.EXPIRED: gettext_lazy("Abgelaufen"),
    Status.ARCHIVED: gettext_lazy("Abgelegt"),
}
_ONGOING = (Status.DRAFT, Status.SUBMITTED, Status.QUESTION, Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class StatePage:
    """Prepared words and addresses of one submission."""

    submission: Submission
    offer: Offer
    heading: str
    next: str
    is_confirmed: bool
    edit_url: str
    offer_url: str
    answer_url: str
    places_url: str
    withdraw_url: str
    gaps: list
    thread: object
    reason: str
    history: list


def page(submission):
    offer, is_confirmed = submission.offer, submission.confirmed_at is not None
    changes = list(offer.status_changes.all())
    waits = submission.sent_at and not is_confirmed
    return StatePage(
        submission=submission,
        offer=offer,
        heading=_("Bestätigen Sie Ihre E-Mail-Adresse") if waits else _HEADINGS[offer.status],
        next=_("Dann geht Ihr Angebot an das Bildungsbüro.") if waits else _NEXT[offer.status],
        is_confirmed=is_confirmed,
        edit_url="" if offer.status == Status.ARCHIVED else EDITING.path(submission.pk),
        offer_url=offer.get_absolute_url() if offer.status == Status.PUBLISHED else "",
        answer_url=_beside(submission, "submission:answer"),
        places_url=_beside(submission, "submission:places") if has_places_to_tell(offer) else "",
        withdraw_url=_beside(submission, "submission:withdraw") if offer.status in _ONGOING else "",
        gaps=musts.missing(offer) if offer.status == Status.DRAFT else [],
        thread=cases.thread(offer),
        reason=_reason(changes) if offer.status == Status.REFUSED else "",
        history=list(_history(submission, changes)),
    )


def has_places_to_tell(offer):
    """Whether „frei“ or „ausgebucht“ says something: people see the offer, and it is not over."""
    return offer.status == Status.PUBLISHED and not offer.has_ended


def _beside(submission, name):
    """Another page that the mailed link opens."""
    return f"{reverse(name)}?{STATE.path(submission.pk).partition('?')[2]}"


def _reason(changes):
    """Why it stands as it does; changes come newest first."""
    return changes[0].reason if changes else ""


def _told(change):
    """The reason of a change; questions and answers stand in full above."""
    is_answer = (change.before, change.after) == (Status.QUESTION, Status.SUBMITTED)
    return "" if is_answer or change.after == Status.QUESTION else change.reason


def _history(submission, changes):
    """(day in words, what happened, reason), the newest last."""
    moments = [(submission.created_at, _("Begonnen"), "")]
    if submission.sent_at:
        moments.append((submission.sent_at, _("Von Ihnen eingereicht"), ""))
    if submission.confirmed_at:
        moments.append((submission.confirmed_at, _("E-Mail-Adresse bestätigt"), ""))
    for change in changes:
        moments.append((change.at, _HAPPENED.get(change.after, change.get_after_display()), _told(change)))
    today = timezone.localdate()
    for moment, words, reason in sorted(moments, key=lambda one: one[0]):
        yield wording.day_words(timezone.localdate(moment), today), words, reason
