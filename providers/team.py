"""Who keeps a provider's entries: inviting, joining, changing roles, leaving, removing.

Every activity locks the provider first, so that two people who leave at once do not leave it without anybody.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.closing import Obstacle
from portal.core import outbox
from portal.core.guards import is_over_limit
from portal.core.links import SignedLink
from portal.core.models import User
from portal.core.retention import rule

from .models import Provider, TeamInvitation, TeamMember
from .notifications import one_line

VALID_FOR = timedelta(days=14)
INVITATION = SignedLink("providers:invitation", valid_for=VALID_FOR)
MOST_INVITATIONS_A_DAY = 30
Role = TeamMember.Role


class TeamRuleBroken(Exception):
    """What the person wants is not possible; the message says what to do instead."""


@transaction.atomic
def invite(provider, *, email, role, by):
    """Ask an address to join. Asking again sends the mail again, with the role asked for now. Raises TeamRuleBroken."""
    _lock(provider)
    email = email.strip().lower()
    if provider.team.filter(user__email=email).exists():
        raise TeamRuleBroken(_("Diese Person gehört schon zum Team."))
    if is_over_limit("team-invitations", provider.pk, most=MOST_INVITATIONS_A_DAY, within=timedelta(days=1)):
        raise TeamRuleBroken(_("Heute sind schon viele Einladungen verschickt. Laden Sie morgen weiter ein."))
    invitation, _is_new = TeamInvitation.objects.update_or_create(
        provider=provider,
        email=email,
        defaults={"role": role, "invited_by": by, "invited_at": timezone.now()},
    )
    outbox.write(
        "team_invitation",
        to=email,
        subject=one_line(_("Einladung: Angebote von %(provider)s pflegen") % {"provider": provider.name}),
        context={
            "provider": provider,
            "by": by,
            "role": Role(role).label,
            "link": INVITATION.address([invitation.pk, int(invitation.invited_at.timestamp())]),
        },
    )
    return invitation


def invitation_of(request):
    """The open invitation behind a link. Raises LinkNotValid, and DoesNotExist where it is used or renewed."""
    pk, invited_at = INVITATION.value(request)
    invitation = TeamInvitation.objects.select_related("provider", "invited_by").get(pk=pk)
    if int(invitation.invited_at.timestamp()) != invited_at:
        raise TeamInvitation.DoesNotExist
    return invitation


@transaction.atomic
def accept(invitation, *, by):
    """Join the team; the invitation is used up. A person who is in the team already keeps the higher role."""
    provider = _lock(invitation.provider)
    if not TeamInvitation.objects.filter(pk=invitation.pk).delete()[0]:
        raise TeamRuleBroken(_("Diese Einladung ist schon benutzt."))
    member, is_new = TeamMember.objects.get_or_create(
        provider=provider, user=by, defaults={"role": invitation.role}
    )
    if not is_new and invitation.role == Role.OWNER:
        _set_role(member, Role.OWNER)
    _tell_owners(provider, "team_joined", _("Neu im Team: %(name)s") % {"name": by}, {"who": by}, but=by)
    return member


def decline(invitation):
    """The invitation is gone; nobody is told."""
    TeamInvitation.objects.filter(pk=invitation.pk).delete()


@transaction.atomic
def add_owner(provider, user):
    """Make a person responsible, as staff decided or because the provider is new."""
    _lock(provider)
    member, is_new = TeamMember.objects.get_or_create(
        provider=provider, user=user, defaults={"role": Role.OWNER}
    )
    if not is_new:
        _set_role(member, Role.OWNER)
    return member


@transaction.atomic
def change_role(member, *, role, by):
    """Raises TeamRuleBroken for the last person responsible."""
    _lock(member.provider)
    member.refresh_from_db()
    if role == member.role:
        return
    if role != Role.OWNER:
        _keep_an_owner(member)
    _set_role(member, role)
    if member.user != by:
        _tell_member(
            member,
            _("Ihre Rolle im Team hat sich geändert"),
            "team_role",
            {"role": Role(role).label, "by": by},
        )


@transaction.atomic
def remove(member, *, by):
    """Take somebody out of the team. Raises TeamRuleBroken for the last person responsible."""
    _lock(member.provider)
    _keep_an_owner(member)
    member.delete()
    _tell_member(member, _("Sie gehören nicht mehr zum Team"), "team_removed", {"by": by})


@transaction.atomic
def leave(member):
    """Raises TeamRuleBroken for the last person responsible of a team."""
    provider = _lock(member.provider)
    _keep_an_owner(member)
    member.delete()
    subject = _("%(name)s hat das Team verlassen") % {"name": member.user}
    _tell_owners(provider, "team_left", subject, {"who": member.user})


@transaction.atomic
def give_up(member):
    """The last one leaves on purpose: the provider stays without a team, for staff to look after."""
    provider = _lock(member.provider)
    if provider.team.exclude(pk=member.pk).exists():
        raise TeamRuleBroken(_("Im Team sind noch andere. Übergeben Sie zuerst."))
    TeamInvitation.objects.filter(provider=provider).delete()
    member.delete()


def is_last_owner(member):
    others = member.provider.team.filter(role=Role.OWNER).exclude(pk=member.pk)
    return member.role == Role.OWNER and not others.exists()


def _keep_an_owner(member):
    """The role as it is now, under the lock: it may have changed since the member was found."""
    now = member.provider.team.filter(pk=member.pk).first()
    if now and is_last_owner(now):
        raise TeamRuleBroken(
            _("Sonst wäre niemand mehr verantwortlich. Machen Sie zuerst eine andere Person verantwortlich.")
        )


def _lock(provider):
    return Provider.objects.select_for_update().get(pk=provider.pk)


def _set_role(member, role):
    member.role = role
    member.save(update_fields=["role"])


def _tell_member(member, subject, template, words):
    context = {"provider": member.provider} | words
    subject = one_line(f"{subject}: {member.provider.name}")
    outbox.write(template, to=member.user.email, subject=subject, context=context)


def _tell_owners(provider, template, subject, words, but=None):
    for email in owners(provider).exclude(pk=but and but.pk).values_list("email", flat=True):
        outbox.write(template, to=email, subject=one_line(subject), context={"provider": provider} | words)


def owners(provider):
    """People responsible for a provider."""
    return User.objects.filter(teams__provider=provider, teams__role=Role.OWNER, is_active=True)


def export(user):
    """What an account's file says of its teams."""
    return [
        {"provider": member.provider.name, "role": member.role, "since": member.since.isoformat()}
        for member in user.teams.select_related("provider")
    ]


def obstacles(user):
    """Teams that would be left without anybody responsible."""
    others = TeamMember.objects.filter(provider=OuterRef("provider"), role=Role.OWNER).exclude(user=user)
    alone = user.teams.filter(~Exists(others), role=Role.OWNER).select_related("provider")
    for member in alone:
        yield Obstacle(
            _("Für %(provider)s sind nur Sie verantwortlich.") % {"provider": member.provider.name},
            reverse("providers:team-leave", args=[member.provider.slug]),
            _("Übergeben oder aufgeben"),
        )


@rule("Einladungen in ein Team, nach 14 Tagen")
def delete_old_invitations(now):
    return TeamInvitation.objects.filter(invited_at__lt=now - VALID_FOR).delete()[0]
