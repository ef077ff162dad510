"""Pages of subscribed lists, under `/konto/quellen/`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..access import providers_of
from ..models import OfferSource, SourceConflict
from . import conflicts, following, showing
from .forms import SourceForm


def _sources_of(user):
    return OfferSource.objects.filter(provider__team__user=user).select_related("provider")


def _source_or_404(user, pk):
    return get_object_or_404(_sources_of(user), pk=pk)


@never_cache
@login_required
def sources(request):
    form = SourceForm(request.POST or None, providers=providers_of(request.user))
    if request.method == "POST" and form.is_valid():
        form.instance.created_by = request.user
        source = form.save()
        messages.success(request, _("Die Liste ist eingetragen. Sie wird in den nächsten Minuten abgerufen."))
        return redirect("providers:source", source.pk)
    return render(
        request, "providers/sources/list.html", {"form": form, "sources": _sources_of(request.user)}
    )


@never_cache
@require_safe
@login_required
def source(request, pk):
    found = _source_or_404(request.user, pk)
    context = {"source": found, "figures": showing.figures(found), "conflicts": showing.conflicts(found)}
    return render(request, "providers/sources/source.html", context)


@require_POST
@login_required
def change(request, pk):
    """Fetch now, pause or resume."""
    found = _source_or_404(request.user, pk)
    if request.POST.get("was") == "anhalten":
        following.pause(found)
        messages.success(request, _("Die Liste wird nicht mehr abgerufen. Ihre Angebote bleiben."))
    else:
        following.resume(found)
        messages.success(request, _("Die Liste wird in den nächsten Minuten abgerufen."))
    return redirect("providers:source", pk)


@require_POST
@login_required
def decide(request, pk, conflict):
    found = get_object_or_404(
        SourceConflict, pk=conflict, source=_source_or_404(request.user, pk), is_open=True
    )
    if request.POST.get("wahl") != "quelle":
        conflicts.keep_ours(found)
        return redirect("providers:source", pk)
    try:
        conflicts.take_theirs(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("providers:source", pk)


@never_cache
@login_required
def remove(request, pk):
    found = _source_or_404(request.user, pk)
    if request.method != "POST":
        return render(request, "providers/sources/remove.html", {"source": found})
    found.delete()
    messages.success(request, _("Die Liste ist ausgetragen. Ihre Angebote bleiben."))
    return redirect("providers:sources")
