"""The rooms of a network: what members read and the coordination keeps."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT

from .. import access, room_pages
from ..forms.rooms import NetworkForm


def show(request, network, template, tab, **context):
    """A page of a network's room: its tabs and what the reader may do stand in every one."""
    may_edit = access.coordinated_by(request.user).filter(pk=network.pk).exists()
    frame = {"network": network, "may_edit": may_edit, "tabs": room_pages.tabs(network, tab, may_edit)}
    return render(request, f"networks/room/{template}.html", frame | context)


def form_page(request, network, form, *, tab, heading, submit=None, back=None, lead=""):
    """A page with one form."""
    context = {
        "form": form,
        "heading": heading,
        "submit": submit or _("Speichern"),
        "back": back,
        "lead": lead,
    }
    return show(request, network, "form", tab, **context)


def posted(request):
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None


@never_cache
@require_safe
@login_required
def start(request):
    """All networks of a person, and the organisations it may speak for."""
    return render(request, "networks/room/start.html", room_pages.start(request.user))


@never_cache
@require_safe
@login_required
def organisation(request, slug):
    """One page with all seats of an organisation."""
    found = access.organisation_or_404(request.user, slug)
    return render(request, "networks/room/organisation.html", room_pages.organisation(found))


@never_cache
@require_safe
@login_required
def network(request, slug):
    found = access.network_or_404(request.user, slug)
    return show(request, found, "network", "network", **room_pages.overview(found, request.user))


@never_cache
@require_safe
@login_required
def members(request, slug):
    found = access.network_or_404(request.user, slug)
    return show(request, found, "members", "members", **room_pages.members(found, request.GET))


@never_cache
@require_safe
@login_required
def meeting_list(request, slug):
    found = access.network_or_404(request.user, slug)
    return show(request, found, "meetings", "meetings", **room_pages.meetings(found))


@never_cache
@require_safe
@login_required
def progress(request, slug):
    found = access.network_or_404(request.user, slug)
    return show(request, found, "progress", "progress", **room_pages.progress(found))


@never_cache
@require_safe
@login_required
def documents(request, slug):
    found = access.network_or_404(request.user, slug)
    return show(request, found, "documents", "documents", documents=found.documents.all())


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def edit(request, slug):
    found = access.coordinated_or_404(request.user, slug)
    form = NetworkForm(posted(request), instance=found, network=found)
    if form.is_valid():
        form.save()
        return redirect("rooms:network", found.slug)
    lead = _("Alles hier ist öffentlich, außer den beiden letzten Feldern.")
    return form_page(request, access.coordinated_or_404(request.user, slug), form, tab="edit",
                     heading=_("Netzwerk bearbeiten"), lead=lead)  # fmt: skip
