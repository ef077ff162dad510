"""Taking over a provider that is already in the portal, and bringing a new one: staff decides both."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import outbox
from portal.core.guards import is_over_limit
from portal.core.models import User
from portal.core.retention import rule
from portal.core.slugs import free_slug

from . import team
from .models import Provider, ProviderClaim
from .notifications import one_line

KEPT_FOR = timedelta(days=365)
MOST_A_DAY = 5
MOST_DRAFTS = 5
Status = ProviderClaim.Status


class ClaimRefused(Exception):
    """The request cannot be made or decided; the message says why."""


@transaction.atomic
def make(provider, *, by, function, work_contact, reason):
    """Ask staff to become responsible; the people responsible now hear of it. Raises ClaimRefused."""
    if provider.team.filter(user=by).exists():
        raise ClaimRefused(_("Sie gehören schon zum Team dieser Einrichtung."))
    if is_over_limit("claims", by.pk, most=MOST_A_DAY, within=timedelta(days=1)):
        raise ClaimRefused(
            _("Heute haben Sie schon mehrere Anfragen gestellt. Versuchen Sie es morgen wieder.")
        )
    words = {"function": function, "work_contact": work_contact, "reason": reason}
    claim, is_new = ProviderClaim.objects.get_or_create(
        provider=provider, user=by, status=Status.OPEN, defaults=words
    )
    if is_new:
        _tell_owners(claim, "claim_made", _("Jemand möchte Ihren Eintrag pflegen: %(provider)s"))
    return claim


@transaction.atomic
def accept(claim, *, by, answer=""):
    """The person becomes responsible for the provider. Raises ClaimRefused where it was decided before."""
    claim = _decide(claim, Status.ACCEPTED, by, answer)
    team.add_owner(claim.provider, claim.user)
    _tell_person(claim, "claim_accepted", _("Sie pflegen jetzt den Eintrag %(provider)s"))
    _tell_owners(claim, "claim_new_owner", _("Neu verantwortlich: %(provider)s"), but=claim.user)
    return claim


@transaction.atomic
def refuse(claim, *, by, answer):
    """Raises ClaimRefused without a reason, and where it was decided before."""
    if not answer.strip():
        raise ClaimRefused(
            _("Schreiben Sie unter „Antwort“, warum Sie ablehnen. Die Person bekommt den Text.")
        )
    claim = _decide(claim, Status.REFUSED, by, answer)
    _tell_person(claim, "claim_refused", _("Ihre Anfrage zu %(provider)s"))
    return claim


def _decide(claim, status, by, answer):
    claim = (
        ProviderClaim.objects.select_for_update(of=("self",))
        .select_related("provider", "user")
        .get(pk=claim.pk)
    )
    if claim.status != Status.OPEN:
        raise ClaimRefused(_("Über diese Anfrage ist schon entschieden."))
    claim.status, claim.answer, claim.decided_at, claim.decided_by = status, answer, timezone.now(), by
    claim.save(update_fields=["status", "answer", "decided_at", "decided_by"])
    return claim


def _tell_person(claim, template, subject):
    _write(claim, template, subject, claim.user.email)


def _tell_owners(claim, template, subject, but=None):
    for owner in team.owners(claim.provider).exclude(pk=but and but.pk):
        _write(claim, template, subject, owner.email)


def _write(claim, template, subject, to):
    subject = one_line(subject % {"provider": claim.provider.name})
    outbox.write(template, to=to, subject=subject, context={"claim": claim, "provider": claim.provider})


@transaction.atomic
def bring(*, by, **facts):
    """A new provider as a draft, with the person responsible; staff publishes it. Raises ClaimRefused.

    The same name once more is the form sent twice.
    """
    User.objects.select_for_update().get(pk=by.pk)
    drafts = Provider.objects.filter(team__user=by, status=Provider.Status.DRAFT)
    if twin := drafts.filter(name=facts["name"]).first():
        return twin
    if drafts.count() >= MOST_DRAFTS:
        raise ClaimRefused(
            _("Mehrere Ihrer Einträge warten noch auf das Bildungsbüro. Warten Sie die Antwort ab.")
        )
    provider = _with_free_slug(facts)
    team.add_owner(provider, by)
    return provider


def _with_free_slug(facts):
    """Two people may bring the same name at the same moment: the second one tries again."""
    while True:
        slug = free_slug(facts["name"], lambda slug: Provider.objects.filter(slug=slug).exists())
        try:
            with transaction.atomic():
                return Provider.objects.create(slug=slug, **facts)
        except IntegrityError:
            continue


def export(user):
    """What an account's file says of its requests."""
    return [
        {"provider": claim.provider.name, "function": claim.function, "contact": claim.work_contact,
         "reason": claim.reason, "status": claim.status, "answer": claim.answer}
        for claim in user.claims.select_related("provider")
    ]  # fmt: skip


@rule("Anfragen nach einem Eintrag, ein Jahr nach der Entscheidung")
def delete_old_claims(now):
    return ProviderClaim.objects.filter(decided_at__lt=now - KEPT_FOR).delete()[0]
