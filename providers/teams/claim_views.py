"""Ways to a provider: the list of one's own, claiming one that is there, bringing a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT

from .. import claims
from ..models import Provider
from .forms import ClaimForm, NewProviderForm


@never_cache
@require_safe
@login_required
def own(request):
    context = {
        "members": request.user.teams.select_related("provider"),
        "claims": request.user.claims.select_related("provider"),
    }
    return render(request, "providers/team/own.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def claim(request, slug):
    provider = get_object_or_404(Provider.objects.published(), slug=slug)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            claims.make(provider, by=request.user, **form.cleaned_data)
        except claims.ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ihre Anfrage ist beim Bildungsbüro. Wir schreiben Ihnen."))
            return redirect("providers:own")
    return render(request, "providers/team/claim.html", {"provider": provider, "form": form})


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def bring(request):
    form = NewProviderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            provider = claims.bring(by=request.user, **form.cleaned_data)
        except claims.ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Der Eintrag ist angelegt. Das Bildungsbüro sieht ihn an."))
            return redirect("providers:profile", provider.slug)
    return render(request, "providers/team/bring.html", {"form": form})
