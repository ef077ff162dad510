"""The thread of an offer: questions of the team, answers of whoever keeps it, notes that stay in the house."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.retention import rule

from . import moderation
from .models import CaseCheck, CaseMessage, Offer

Kind = CaseMessage.Kind


class NothingAsked(Exception):
    """An answer where no question is open; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What templates/providers/cases/_thread.html shows; ``is_open`` says whether an answer is awaited."""

    messages: list
    is_open: bool


def thread(offer):
    """What both sides read, in order; three statements."""
    return Thread(list(offer.messages.shared().select_related("by")), is_asked(offer))


def is_asked(offer):
    """Whether the team waits for an answer: about the offer, or about a change of a published one."""
    return offer.status == Offer.Status.QUESTION or offer.changes.asked().exists()


@transaction.atomic
def answer(offer, *, by, text):
    """Answer the open question; ``by`` is None for a person without account.

    The same answer sent twice counts once. Raises NothingAsked.
    """
    locked = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if not is_asked(locked):
        if _is_repeated(locked, text):
            return
        raise NothingAsked(_("Gerade ist keine Frage offen. Wir melden uns, wenn wir etwas wissen möchten."))
    if locked.status == Offer.Status.QUESTION:
        moderation.answer(locked, by=by, reason=text)
    else:
        CaseMessage.objects.create(offer=locked, kind=Kind.ANSWER, text=text, by=by)
        locked.changes.open().update(asked_at=None, changed_at=timezone.now())
    offer.status = locked.status


def _is_repeated(offer, text):
    last = offer.messages.shared().last()
    return last is not None and last.kind == Kind.ANSWER and last.text == text


def note(offer, *, by, text):
    """Write down something for the house; nobody outside reads it."""
    return CaseMessage.objects.create(offer=offer, kind=Kind.NOTE, text=text, by=by)


@transaction.atomic
def begin_check(offer, *, by):
    """Say that somebody looks at the case now. Returns who else already does, or None; nobody is locked out."""
    Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    check = CaseCheck.objects.select_related("by").filter(offer=offer).first()
    if check and check.is_fresh and check.by_id != by.pk:
        return check.by
    CaseCheck.objects.update_or_create(offer=offer, defaults={"by": by, "since": timezone.now()})
    return None


@rule("Wer ein Angebot gerade prüft, nach einem Tag")
def delete_old_checks(now):
    return CaseCheck.objects.filter(since__lt=now - timedelta(days=1)).delete()[0]


def end_check(offer, *, by):
    CaseCheck.objects.filter(offer=offer, by=by).delete()
