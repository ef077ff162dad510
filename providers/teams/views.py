"""The people of a team, and becoming one of them."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.answers import READ_OR_ACT

from .. import team
from ..access import owned_provider_or_404, provider_or_404
from ..models import TeamMember
from .forms import InvitationForm, RoleForm


def _team_page(view):
    """For people signed in; a broken rule of teams becomes a message on the page of the team."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, slug, **arguments):
        try:
            return view(request, slug, **arguments)
        except team.TeamRuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("providers:team", slug)

    return guarded


@require_http_methods(READ_OR_ACT)
@_team_page
def people(request, slug):
    find = owned_provider_or_404 if request.method == "POST" else provider_or_404
    provider = find(request.user, slug)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        team.invite(provider, **form.cleaned_data, by=request.user)
        messages.success(request, _("Die Einladung ist unterwegs. Sie gilt 14 Tage."))
        return redirect("providers:team", slug)
    members = list(provider.team.select_related("user"))
    context = {
        "provider": provider,
        "form": form,
        "members": members,
        "invitations": provider.invitations.all(),
        "is_owner": any(each.user == request.user and each.role == TeamMember.Role.OWNER for each in members),
        "roles": TeamMember.Role.choices,
    }
    return render(request, "providers/team/people.html", context)


@require_POST
@_team_page
def role(request, slug, pk):
    provider = owned_provider_or_404(request.user, slug)
    member = get_object_or_404(provider.team, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        team.change_role(member, role=form.cleaned_data["role"], by=request.user)
        messages.success(request, _("Die Rolle ist gespeichert."))
    return redirect("providers:team", slug)


@require_http_methods(READ_OR_ACT)
@_team_page
def remove(request, slug, pk):
    provider = owned_provider_or_404(request.user, slug)
    member = get_object_or_404(provider.team.select_related("user", "provider"), pk=pk)
    if request.method == "POST":
        team.remove(member, by=request.user)
        messages.success(request, _("%(name)s gehört nicht mehr zum Team.") % {"name": member.user})
        return redirect("providers:team", slug)
    return render(request, "providers/team/remove.html", {"provider": provider, "member": member})


@require_http_methods(READ_OR_ACT)
@_team_page
def leave(request, slug):
    provider = provider_or_404(request.user, slug)
    member = provider.team.select_related("user", "provider").get(user=request.user)
    if request.method == "POST":
        (team.give_up if "give_up" in request.POST else team.leave)(member)
        messages.success(
            request, _("Sie gehören nicht mehr zum Team von %(provider)s.") % {"provider": provider}
        )
        return redirect("accounts:home")
    others = provider.team.exclude(user=request.user).exists()
    context = {"provider": provider, "is_last_owner": team.is_last_owner(member), "has_others": others}
    return render(request, "providers/team/leave.html", context)


@require_POST
@_team_page
def withdraw_invitation(request, slug, pk):
    provider = owned_provider_or_404(request.user, slug)
    team.decline(get_object_or_404(provider.invitations, pk=pk))
    messages.success(request, _("Die Einladung ist zurückgenommen."))
    return redirect("providers:team", slug)
