"""The only writer of `Offer.status` and `Provider.status`.

Every change is checked against `TRANSITIONS`, locked, recorded as a `StatusChange` and told to whoever keeps the offer.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from . import history, notifications, samples
from .models import CaseMessage, Offer, Provider, StatusChange, TeamMember

Status = Offer.Status

# Status after: statuses it may follow.
TRANSITIONS = {
    Status.SUBMITTED: {Status.DRAFT, Status.QUESTION, Status.REFUSED, Status.WITHDRAWN, Status.EXPIRED},
    Status.QUESTION: {Status.SUBMITTED},
    Status.PUBLISHED: {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.QUESTION,
        Status.WITHDRAWN,
        Status.EXPIRED,
        Status.ARCHIVED,
        Status.REFUSED,
    },
    Status.REFUSED: {Status.SUBMITTED, Status.QUESTION},
    Status.EXPIRED: {Status.PUBLISHED},
    Status.WITHDRAWN: {Status.PUBLISHED, Status.SUBMITTED, Status.QUESTION, Status.EXPIRED},
    Status.ARCHIVED: {Status.DRAFT, Status.PUBLISHED, Status.WITHDRAWN, Status.EXPIRED, Status.REFUSED},
}
# So long the person who decided can take it back with one click.
UNDO_WITHIN = timedelta(hours=1)


class TransitionRefused(Exception):
    """A status may not follow the present one, or a reason is missing; the message is for the person."""


@transaction.atomic
def submit(offer, *, by, reason=""):
    """Hand an offer to the team. From the team of a trusted provider it is published at once, and sampled."""
    if not (offer.provider.is_trusted and _is_own(offer, by)):
        return _change(offer, Status.SUBMITTED, by=by, reason=reason)
    _change(offer, Status.PUBLISHED, by=by, reason=reason)
    samples.draw(offer, by=by)
    return offer


@transaction.atomic
def ask(offer, *, by, reason):
    """Ask whoever sent the offer; their answer brings it back. Raises TransitionRefused, also without a question."""
    _needs(reason, _("Schreiben Sie Ihre Frage."))
    _change(offer, Status.QUESTION, by=by, reason=reason)
    CaseMessage.objects.create(offer=offer, kind=CaseMessage.Kind.QUESTION, text=reason, by=by)
    return offer


@transaction.atomic
def answer(offer, *, by, reason):
    """Answer the team's question; ``by`` is None for a person without account. The offer is submitted again."""
    _needs(reason, _("Schreiben Sie Ihre Antwort."))
    _change(offer, Status.SUBMITTED, by=by, reason=reason, only_from={Status.QUESTION}, tell=False)
    CaseMessage.objects.create(offer=offer, kind=CaseMessage.Kind.ANSWER, text=reason, by=by)
    return offer


def publish(offer, *, by, reason="", tell=True):
    """Show the offer to the public and count it as confirmed now. Raises TransitionRefused."""
    return _change(offer, Status.PUBLISHED, by=by, reason=reason, tell=tell)


@transaction.atomic
def publish_with_provider(offer, *, by, reason="", tell=True):
    """Publish an offer, and its provider with it where that is new. Raises TransitionRefused where it is hidden."""
    publish(offer, by=by, reason=reason, tell=tell)
    provider = offer.provider
    if provider.status == Provider.Status.DRAFT:
        publish_provider(provider, by=by)
    elif provider.status != Provider.Status.PUBLISHED:
        raise TransitionRefused(
            _(
                "„%(name)s“ ist %(status)s, darum sähe niemand das Angebot. Veröffentlichen Sie zuerst den Anbieter."
            )
            % {"name": provider.name, "status": provider.get_status_display()}
        )
    return offer


def refuse(offer, *, by, reason):
    """Not publish it. The reason goes to whoever sent it, who may mend and submit again."""
    _needs(reason, _("Schreiben Sie den Grund, damit der Anbieter weiß, was er ändern kann."))
    return _change(offer, Status.REFUSED, by=by, reason=reason)


def withdraw(offer, *, by, reason="", tell=True):
    """Take an offer off the public pages or out of the queue; its provider can submit it again."""
    return _change(offer, Status.WITHDRAWN, by=by, reason=reason, tell=tell)


def expire(offer, *, by=None, reason=""):
    """Take off an offer nobody has confirmed any more; its provider can submit it again."""
    return _change(offer, Status.EXPIRED, by=by, reason=reason)


def archive(offer, *, by, reason="", tell=True):
    """Put an offer away for good; it stays readable in the admin."""
    return _change(offer, Status.ARCHIVED, by=by, reason=reason, tell=tell)


@transaction.atomic
def on_each(offers, activity, *, by):
    """Publish, withdraw or archive many offers; whoever keeps several of them gets one mail about all.

    Returns how many went through and [(offer, why not)] of the others.
    """
    done, refused = [], []
    for offer in offers:
        try:
            done.append(activity(offer, by=by, tell=False))
        except TransitionRefused as refusal:
            refused.append((offer, str(refusal)))
    notifications.tell_together(done, by=by)
    return len(done), refused


@transaction.atomic
def undo(change, *, by):
    """Take back the newest `StatusChange` of an offer within `UNDO_WITHIN`; only who made it may. Records and tells.

    Raises TransitionRefused where somebody has decided since.
    """
    offer = _locked(change.offer_id)
    newest = offer.status_changes.first()
    if newest != change or change.by_id != by.pk or change.at < timezone.now() - UNDO_WITHIN:
        raise TransitionRefused(_("Das lässt sich nicht mehr zurücknehmen. Sehen Sie sich den Verlauf an."))
    if change.after == Status.PUBLISHED and not offer.status_changes.filter(before=Status.PUBLISHED).exists():
        offer.published_at = offer.confirmed_at = None
    return _write(offer, Status(change.before), by=by, reason=_("zurückgenommen"), tell=True)


def _is_own(offer, by):
    return by is not None and TeamMember.objects.filter(provider=offer.provider_id, user=by).exists()


def _needs(reason, message):
    if not reason.strip():
        raise TransitionRefused(message)


@transaction.atomic
def _change(offer, after, *, by, reason, only_from=None, tell=True):
    locked = _locked(offer.pk)
    _check(locked.status, after, only_from or TRANSITIONS[after])
    if after == Status.PUBLISHED:
        locked.published_at = locked.published_at or timezone.now()
        locked.confirmed_at = timezone.now()
    _write(locked, after, by=by, reason=reason, tell=tell)
    offer.status, offer.published_at, offer.confirmed_at, offer.changed_at = (
        locked.status,
        locked.published_at,
        locked.confirmed_at,
        locked.changed_at,
    )
    return offer


def _locked(pk):
    return Offer.objects.select_related("provider").select_for_update(of=("self",)).get(pk=pk)


def _write(offer, after, *, by, reason, tell):
    before, offer.status = offer.status, after
    offer._change_reason = reason
    offer._history_user = by
    offer.save(update_fields=["status", "published_at", "confirmed_at", "changed_at"])
    StatusChange.objects.create(offer=offer, before=before, after=after, by=by, reason=reason)
    if tell:
        notifications.tell_status(offer, before, by=by, reason=reason)
    return offer


def _check(before, after, allowed):
    if before not in allowed:
        raise TransitionRefused(
            _("Ein Angebot im Status „%(before)s“ kann nicht „%(after)s“ werden.")
            % {"before": Status(before).label, "after": Status(after).label}
        )


def expire_all(offers, *, reason):
    """Hide many published offers at once (keys); nobody in person did it. Returns how many."""
    return _change_all(offers, Status.EXPIRED, reason=reason)


def archive_all(offers, *, reason):
    """Put many offers away at once (keys), those whose status allows it. Returns how many."""
    return _change_all(offers, Status.ARCHIVED, reason=reason)


def submit_imported(offers, *, by, reason):
    """Hand many drafts of a list to the team at once (keys); the list's report tells their number. Returns how many."""
    drafts = Offer.objects.filter(pk__in=offers, status=Status.DRAFT)
    return _change_all(drafts.values("pk"), Status.SUBMITTED, by=by, reason=reason)


def _change_all(offers, after, *, reason, by=None):
    """Four statements for any number of offers."""
    with transaction.atomic():
        rows = Offer.objects.select_for_update().filter(pk__in=offers, status__in=TRANSITIONS[after])
        before = dict(rows.values_list("pk", "status"))
        Offer.objects.filter(pk__in=before).update(status=after, changed_at=timezone.now())
        StatusChange.objects.bulk_create(
            StatusChange(offer_id=pk, before=status, after=after, by=by, reason=reason)
            for pk, status in before.items()
        )
        history.record([], list(before), by=by, reason=reason)
    return len(before)


def publish_imported(offers, *, by, reason):
    """Publish many drafts of an import in three statements; `offers` is a queryset or list of ids.

    Confirmed is what the source said just now, so `confirmed_at` is the time of the import. Returns the count.
    """
    now = timezone.now()
    with transaction.atomic():
        drafts = Offer.objects.select_for_update().filter(pk__in=offers, status=Status.DRAFT)
        ids = list(drafts.values_list("pk", flat=True))
        Offer.objects.filter(pk__in=ids).update(
            status=Status.PUBLISHED, published_at=now, confirmed_at=now, changed_at=now
        )
        StatusChange.objects.bulk_create(
            [
                StatusChange(offer_id=pk, before=Status.DRAFT, after=Status.PUBLISHED, by=by, reason=reason)
                for pk in ids
            ],
            batch_size=2000,
        )
    return len(ids)


def publish_imported_providers(providers, *, by):
    """Publish many draft providers that an import created; `providers` is a queryset or ids. Returns the count."""
    with transaction.atomic():
        drafts = list(
            Provider.objects.select_for_update().filter(pk__in=providers, status=Provider.Status.DRAFT)
        )
        for provider in drafts:
            provider.status = Provider.Status.PUBLISHED
            provider.changed_at = timezone.now()
        bulk_update_with_history(drafts, Provider, ["status", "changed_at"], batch_size=1000, default_user=by)
    return len(drafts)


def publish_provider(provider, *, by):
    """Show a provider and, with it, its published offers."""
    return _change_provider(provider, Provider.Status.PUBLISHED, by=by)


def withdraw_provider(provider, *, by):
    """Hide a provider and all its offers from the public."""
    return _change_provider(provider, Provider.Status.WITHDRAWN, by=by)


def archive_provider(provider, *, by):
    """Put a provider away; its offers are no longer public."""
    return _change_provider(provider, Provider.Status.ARCHIVED, by=by)


def _change_provider(provider, after, *, by):
    with transaction.atomic():
        locked = Provider.objects.select_for_update().get(pk=provider.pk)
        if locked.status == after:
            raise TransitionRefused(
                _("Der Anbieter hat schon den Status „%(status)s“.")
                % {"status": Provider.Status(after).label}
            )
        locked.status = after
        locked._history_user = by
        locked.save(update_fields=["status", "changed_at"])
    provider.status = after
    return provider
