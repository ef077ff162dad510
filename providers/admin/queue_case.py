"""One case as the team sees it, and what each button does."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import cases, changes, moderation
from ..changes import values
from ..differences import Difference, differences, facts
from ..duplicates import likely_duplicates
from ..models import Offer, OfferChange, ReplyText
from .queue_provider import NewProvider, new_provider

DONE = {
    "publish": gettext_lazy("„%s“ ist veröffentlicht."),
    "ask": gettext_lazy("Die Frage zu „%s“ ist unterwegs."),
    "refuse": gettext_lazy("„%s“ ist abgelehnt."),
    "withdraw": gettext_lazy("„%s“ ist nicht mehr öffentlich."),
    "accept": gettext_lazy("Die Änderung an „%s“ ist sichtbar."),
    "accept_some": gettext_lazy("Die gewählten Angaben von „%s“ sind sichtbar."),
    "ask_change": gettext_lazy("Die Frage zu „%s“ ist unterwegs."),
    "refuse_change": gettext_lazy("Die Änderung an „%s“ ist abgelehnt."),
    "see": gettext_lazy("„%s“ ist angesehen."),
    "undo": gettext_lazy("„%s“ steht wieder wie vorher."),
    "note": gettext_lazy("Die Notiz zu „%s“ ist gespeichert."),
}


_ACTIVITIES = {
    "publish": moderation.publish_with_provider,
    "ask": moderation.ask,
    "refuse": moderation.refuse,
    "withdraw": moderation.withdraw,
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """An open change with its differences: a waiting one against the page, a live one against what was before."""

    change: OfferChange
    rows: list[Difference]

    @property
    def is_waiting(self):
        return self.change.status == OfferChange.Status.WAITING

    @property
    def form_id(self):
        return f"c{self.change.pk}"


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything of one offer that a decision needs."""

    offer: Offer
    seen: str
    facts: list
    changes: list[ShownChange]
    twins: list
    messages: list
    status_changes: list
    questions: list
    refusals: list
    submitter: str
    taken_by: str
    new_provider: NewProvider | None


def case_page(offer, user):
    """The case of an offer; statements do not grow with what was said or changed."""
    stored = values.of_offer(offer)
    texts = list(ReplyText.objects.filter(is_active=True))
    check = getattr(offer, "case_check", None)
    is_taken = check is not None and check.is_fresh and check.by_id != user.pk
    submission = getattr(offer, "submission", None)
    return CasePage(
        offer=offer,
        seen=offer.changed_at.isoformat(),
        facts=facts(stored),
        changes=[_shown(change, stored) for change in _open(offer)],
        twins=_twins(offer),
        messages=list(offer.messages.select_related("by")),
        status_changes=list(offer.status_changes.select_related("by")[:20]),
        questions=[text for text in texts if text.kind == ReplyText.Kind.QUESTION],
        refusals=[text for text in texts if text.kind == ReplyText.Kind.REFUSAL],
        submitter=submission.email if submission else "",
        taken_by=str(check.by) if is_taken else "",
        new_provider=new_provider(offer),
    )


def _twins(offer):
    return likely_duplicates(
        offer.title, provider=offer.provider, start=offer.first_day, place=offer.location, exclude=offer
    )


def _open(offer):
    rows = list(offer.changes.open().select_related("by"))
    for row in rows:
        row.offer = offer
    return rows


def _shown(change, stored):
    before = stored if change.status == OfferChange.Status.WAITING else change.before
    return ShownChange(change, differences(before, change.after))


def decide(offer, form, *, by):
    """Do what the pressed button says; returns the message for the person.

    Raises TransitionRefused, ChangeMoved, ValidationError.
    """
    action = form.cleaned_data["action"]
    if action == "note":
        cases.note(offer, by=by, text=_needed(form.words))
    elif action in form.OFFER:
        _decide_offer(offer, action, form, by)
    else:
        _decide_change(_change(offer, form.cleaned_data["change"]), action, form, by)
    return DONE[action] % offer.title


def _needed(text):
    if not text.strip():
        raise changes.ChangeMoved(_("Schreiben Sie, was Sie sich merken wollen."))
    return text


@transaction.atomic
def _decide_offer(offer, action, form, by):
    """A decision holds for what was on the screen: what was written since is looked at first."""
    locked = Offer.objects.select_related("provider").select_for_update(of=("self",)).get(pk=offer.pk)
    if locked.changed_at.isoformat() != form.cleaned_data["seen"]:
        raise changes.ChangeMoved(
            _("Inzwischen hat jemand noch etwas geändert. Sehen Sie es sich noch einmal an.")
        )
    _ACTIVITIES[action](locked, by=by, reason=form.words)


def _change(offer, key):
    found = offer.changes.open().filter(pk=key or 0).first()
    if found is None:
        raise changes.ChangeMoved(_("Darüber hat inzwischen schon jemand entschieden."))
    return found


def _decide_change(change, action, form, by):
    seen, words = form.cleaned_data["seen"], form.words
    if action == "ask_change":
        changes.ask(change, by=by, reason=words)
    elif action == "refuse_change":
        changes.refuse(change, by=by, seen=seen, reason=words)
    elif action == "undo":
        changes.undo(change, by=by, seen=seen, reason=words)
    elif action == "see":
        changes.see(change, by=by, seen=seen)
    else:
        chosen = form.cleaned_data["fields_chosen"] if action == "accept_some" else None
        changes.accept(change, by=by, seen=seen, fields=chosen, reason=words)
