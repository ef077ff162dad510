"""The team keeps its profile and its places."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.answers import READ_OR_ACT

from ..access import provider_or_404
from ..models import Location
from . import saving, values
from .clash import Clash
from .forms import PlaceForm, ProfileForm


def _posted(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def edit(request, slug):
    provider = provider_or_404(request.user, slug)
    form = ProfileForm(*_posted(request), values=values.of_provider(provider), has_logo=bool(provider.logo))
    clash = []
    if form.is_valid():
        files = {
            "logo": form.cleaned_data["logo"],
            "remove_logo": form.cleaned_data.get("remove_logo", False),
        }
        try:
            saving.save_profile(provider, form.wanted, form.cleaned_data["seen"], **files)
        except Clash as both:
            clash = form.show_clash(both)
        else:
            messages.success(request, _("Das Profil ist gespeichert."))
            return redirect("providers:profile", slug)
    context = {"provider": provider, "form": form, "clash": clash, "places": provider.locations.all()}
    return render(request, "providers/profile/edit.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def new_place(request, slug):
    provider = provider_or_404(request.user, slug)
    return _place_page(
        request, provider, Location(provider=provider, is_main=not provider.locations.exists())
    )


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def place(request, slug, pk):
    provider = provider_or_404(request.user, slug)
    return _place_page(request, provider, get_object_or_404(provider.locations, pk=pk))


def _place_page(request, provider, location):
    form = PlaceForm(*_posted(request), values=values.of_place(location))
    clash = []
    if form.is_valid():
        try:
            saving.save_place(location, form.wanted, form.cleaned_data["seen"])
        except Clash as both:
            clash = form.show_clash(both)
        else:
            messages.success(request, _("Der Ort ist gespeichert."))
            return redirect("providers:profile", provider.slug)
    context = {"provider": provider, "place": location, "form": form, "clash": clash}
    return render(request, "providers/profile/place.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def remove_place(request, slug, pk):
    provider = provider_or_404(request.user, slug)
    location = get_object_or_404(provider.locations, pk=pk)
    if request.method == "POST":
        saving.remove_place(location)
        messages.success(request, _("Der Ort ist entfernt."))
        return redirect("providers:profile", slug)
    return render(request, "providers/profile/remove_place.html", {"provider": provider, "place": location})
