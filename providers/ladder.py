"""The ladder of offers nobody confirms: asked, asked again, marked, hidden, archived.

„Nicht bestätigt“ and the lower place in the search follow from the date alone (`confirmed_until`). What the worker does
here is bound to what was really sent: an offer is hidden only after the second question has had its time, so a worker
that stood still for a year surprises nobody.
"""

from collections import defaultdict
from datetime import datetime, time

from django.db import transaction
from django.db.models import DateField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from . import asking, moderation
from .models import ConfirmationRound, Offer, Provider, Reminder, StatusChange, TeamMember, rule_days

Step = Reminder.Step
_SINCE = Coalesce("confirmed_at", "published_at", "created_at")
_STEPS = ("remind_after", "remind_again_after", "hide_after", "archive_after")


def run(on=None):
    """Do all that is due on a day (today by default). Doing so twice changes nothing more."""
    on = on or timezone.localdate()
    asked = [round for pk in providers_to_ask(on) for round in ask(pk, on=on)]
    hidden, archived = hide(on=on), archive(on=on)
    return asked, hidden, archived


def watched(on):
    """Public offers that have not ended on that day and whose first question is due, with their days and reminders.

    ``since`` is the time the days count from: the last confirmation, else the publication.
    """
    sent = Reminder.objects.filter(offer=OuterRef("pk"), since=OuterRef("since")).order_by("-step")
    return (
        Offer.objects.approved()
        .filter(Q(last_day=None) | Q(last_day__gte=on))
        .annotate(
            since=_SINCE,
            **{f"{name}_days": rule_days(name) for name in _STEPS},
            sent_step=Subquery(sent.values("step")[:1]),
            sent_at=Subquery(sent.values("round__asked_at")[:1]),
        )
        .annotate(
            asked_from=ExpressionWrapper(TruncDate("since") + F("remind_after_days"), DateField()),
        )
        .filter(asked_from__lte=on)
    )


def next_step(offer, on):
    """Which question an offer of `watched` is due for on that day, or None."""
    if offer.sent_step is None:
        return Step.FIRST
    pause = offer.remind_again_after_days - offer.remind_after_days
    if offer.sent_step == Step.FIRST and _days_since(offer.sent_at, on) >= pause:
        return Step.SECOND
    return None


def is_to_hide(offer, on):
    """Whether an offer of `watched` has been asked for twice and has had its time since."""
    pause = offer.hide_after_days - offer.remind_again_after_days
    return (
        offer.sent_step == Step.SECOND
        and _days_since(offer.sent_at, on) >= pause
        and _days_since(offer.since, on) >= offer.hide_after_days
    )


def _days_since(moment, on):
    return (on - timezone.localdate(moment)).days


def providers_to_ask(on):
    """Keys of the providers with offers to ask for, in one statement."""
    return sorted({offer.provider_id for offer in watched(on) if next_step(offer, on)})


@transaction.atomic
def ask(provider_id, *, on):
    """Write one mail to each person of a provider about all its offers that are due; returns the rounds begun.

    The provider is locked and the offers are looked up anew, so that two workers never ask twice.
    """
    provider = Provider.objects.select_for_update().get(pk=provider_id)
    offers = watched(on).filter(provider=provider).select_related("submission").order_by("title", "pk")
    due = [(offer, step) for offer in offers if (step := next_step(offer, on))]
    moment = _moment(on)
    return [_begin(provider, people, pairs, moment) for people, pairs in _by_people(provider, due)]


def _by_people(provider, due):
    """[((address, user or None), ...), [(offer, step)]]: the team knows all, who submitted knows the own offers."""
    members = TeamMember.objects.filter(provider=provider, user__is_active=True).select_related("user")
    team = tuple((member.user.email, member.user) for member in members.order_by("pk"))
    groups = defaultdict(list)
    for offer, step in due:
        groups[team or _address(offer, provider)].append((offer, step))
    return groups.items()


def _address(offer, provider):
    submission = getattr(offer, "submission", None)
    known = submission.email if submission and submission.confirmed_at else provider.email
    return ((known, None),) if known else ()


def _begin(provider, people, pairs, moment):
    """Without an address nobody is written to; the steps count all the same, and staff see the offer as unconfirmed."""
    begun = ConfirmationRound.objects.create(provider=provider, asked_at=moment)
    Reminder.objects.bulk_create(
        Reminder(round=begun, offer=offer, step=step, since=offer.since) for offer, step in pairs
    )
    for email, user in people:
        step = min(step for _offer, step in pairs)
        asking.write(begun, [offer for offer, _step in pairs], to=email, user=user, step=step)
    return begun


def _moment(on):
    """Now, or noon of another day."""
    now = timezone.now()
    return now if on == timezone.localdate(now) else timezone.make_aware(datetime.combine(on, time(12)))


def hide(*, on):
    """Take offers off the public pages that nobody confirmed; their provider brings them back with one click."""
    found = {offer.provider_id for offer in watched(on) if is_to_hide(offer, on)}
    return sum(_hide_of(pk, on) for pk in sorted(found))


@transaction.atomic
def _hide_of(provider_id, on):
    """The offers of one provider that are due, with one mail to each person."""
    provider = Provider.objects.select_for_update().get(pk=provider_id)
    offers = watched(on).filter(provider=provider).select_related("submission").order_by("title", "pk")
    due = [(offer, Step.HIDDEN) for offer in offers if is_to_hide(offer, on)]
    for people, pairs in _by_people(provider, due):
        _begin(provider, people, pairs, _moment(on))
    keys = [offer.pk for offer, _step in due]
    return moderation.expire_all(keys, reason=_("Trotz zweier Nachfragen nicht bestätigt"))


def _is_to_archive(row, on):
    pause = row.archive_after_days - row.hide_after_days
    return _days_since(row.hidden_at, on) >= pause and _days_since(row.since, on) >= row.archive_after_days


def archive(*, on):
    """Put offers away that were hidden long enough."""
    changes = StatusChange.objects.filter(offer=OuterRef("pk"), after=Offer.Status.EXPIRED).order_by("-at")
    hidden = Offer.objects.filter(status=Offer.Status.EXPIRED).annotate(
        hidden_at=Subquery(changes.values("at")[:1]),
        since=_SINCE,
        **{f"{name}_days": rule_days(name) for name in ("hide_after", "archive_after")},
    )
    due = [row.pk for row in hidden if row.hidden_at and _is_to_archive(row, on)]
    return moderation.archive_all(due, reason=_("Lange nicht bestätigt"))
