"""What the team decides about changes. Each decision names the state it was made for."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import notifications
from ..models import CaseMessage, Offer, OfferChange
from . import values

Status = OfferChange.Status


class ChangeMoved(Exception):
    """A decision does not fit what is there now, or a reason is missing; the message is for the person."""


@transaction.atomic
def accept(change, *, by, seen, fields=None, reason=""):
    """Show a waiting change, or only the named fields of it; the others go on waiting.

    ``seen`` is `OfferChange.token` as the person saw it. Raises ChangeMoved, and ValidationError where the offer
    would not fit the rules of its table.
    """
    offer, change = _locked(change, {Status.WAITING}, seen)
    chosen = {name: value for name, value in change.after.items() if fields is None or name in fields}
    if not chosen:
        raise ChangeMoved(_("Wählen Sie mindestens eine Angabe aus, die Sie übernehmen."))
    values.write(offer, chosen, by=by, reason=reason or _("Änderung des Anbieters übernommen"))
    rest = _split(change, chosen)
    _decide(change, Status.ACCEPTED, by, reason)
    if rest.after:
        rest.save()
    notifications.tell(offer, notifications.CHANGE_ACCEPTED, by=by, reason=reason)
    return change


@transaction.atomic
def refuse(change, *, by, seen, reason):
    """Leave the public page as it is and say why. Raises ChangeMoved."""
    offer, change = _locked(change, {Status.WAITING}, seen)
    _needs(reason, _("Schreiben Sie den Grund, damit der Anbieter weiß, was er ändern kann."))
    _decide(change, Status.REFUSED, by, reason)
    drop_picture(change)
    notifications.tell(offer, notifications.CHANGE_REFUSED, by=by, reason=reason)
    return change


@transaction.atomic
def ask(change, *, by, reason):
    """Ask the provider about a change; it rests until the answer. Raises ChangeMoved."""
    offer, change = _locked(change, set(Status.open()))
    _needs(reason, _("Schreiben Sie Ihre Frage."))
    change.asked_at = timezone.now()
    change.save(update_fields=["asked_at", "changed_at"])
    CaseMessage.objects.create(offer=offer, kind=CaseMessage.Kind.QUESTION, text=reason, by=by)
    notifications.tell(offer, notifications.QUESTION, by=by, reason=reason)
    return change


@transaction.atomic
def see(change, *, by, seen):
    """Tick off a change that is live already. Raises ChangeMoved."""
    _offer, change = _locked(change, {Status.LIVE, Status.SAMPLE}, seen)
    return _decide(change, Status.SEEN, by, "")


@transaction.atomic
def undo(change, *, by, seen, reason):
    """Set the fields of a live change back to what they were, unless somebody changed them since.

    Raises ChangeMoved, also where nothing is left to set back, and ValidationError as `accept`.
    """
    offer, change = _locked(change, {Status.LIVE, Status.SAMPLE}, seen)
    _needs(reason, _("Schreiben Sie den Grund, damit der Anbieter weiß, was er ändern kann."))
    now = values.of_offer(offer)
    back = {name: value for name, value in change.before.items() if now[name] == change.after[name]}
    if not back:
        raise ChangeMoved(_("Diese Angaben hat inzwischen schon jemand geändert."))
    values.write(offer, back, by=by, reason=reason)
    _decide(change, Status.UNDONE, by, reason)
    notifications.tell(offer, notifications.CHANGE_UNDONE, by=by, reason=reason)
    return change


def drop_picture(change):
    """Delete the file of a picture that never came onto the page, once that is settled."""
    if name := change.after.get("picture"):
        storage = Offer._meta.get_field("picture").storage
        transaction.on_commit(partial(storage.delete, name))


def _locked(change, statuses, seen=None):
    """The offer first, as everywhere: two people at one offer take turns instead of a deadlock."""
    offer = Offer.objects.select_related("provider").select_for_update(of=("self",)).get(pk=change.offer_id)
    change = offer.changes.select_for_update().filter(pk=change.pk).first()
    if change is None or change.status not in statuses:
        raise ChangeMoved(_("Darüber hat inzwischen schon jemand entschieden."))
    if seen is not None and change.token != seen:
        raise ChangeMoved(_("Inzwischen hat jemand noch etwas geändert. Sehen Sie es sich noch einmal an."))
    return offer, change


def _split(change, chosen):
    """Cut the change down to the chosen fields; returns a new waiting one, unsaved, with the others."""
    rest = [name for name in change.after if name not in chosen]
    other = OfferChange(
        offer=change.offer,
        status=Status.WAITING,
        before={name: change.before[name] for name in rest},
        after={name: change.after[name] for name in rest},
        by=change.by,
        at=change.at,
    )
    change.before = {name: change.before[name] for name in chosen}
    change.after = chosen
    return other


def _decide(change, status, by, reason):
    change.status, change.decided_by, change.decided_at = status, by, timezone.now()
    change.reason = reason
    change.save()
    return change


def _needs(reason, message):
    if not reason.strip():
        raise ChangeMoved(message)
