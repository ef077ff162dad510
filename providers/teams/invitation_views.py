"""The page behind the link of an invitation: opening it changes nothing."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.links import LinkNotValid

from .. import team
from ..models import TeamInvitation


def _friendly(view):
    """A link that is late, used or broken gets a page that says so."""

    @never_cache
    @wraps(view)
    def guarded(request):
        try:
            return view(request, team.invitation_of(request))
        except (LinkNotValid, ValueError, TypeError, TeamInvitation.DoesNotExist, team.TeamRuleBroken):
            return render(request, "providers/team/invitation_over.html", status=410)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_friendly
def invitation(request, invited):
    if request.method == "POST" and request.user.is_authenticated:
        team.accept(invited, by=request.user)
        messages.success(request, _("Willkommen im Team von %(provider)s.") % {"provider": invited.provider})
        return redirect("providers:profile", invited.provider.slug)
    login_url = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    return render(request, "providers/team/invitation.html", {"invitation": invited, "login_url": login_url})


@require_POST
@_friendly
def sign_up(request, invited):
    """To the form for a new account: who holds the link has shown that the address is theirs."""
    get_adapter().stash_verified_email(request, invited.email)
    back = f"{reverse('providers:invitation')}?{request.GET.urlencode()}"
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': back})}")


@require_POST
@_friendly
def decline(request, invited):
    team.decline(invited)
    messages.success(request, _("Die Einladung ist abgelehnt."))
    return redirect("/")
