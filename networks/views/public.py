"""Public pages of the networks. They read; forms have addresses of their own."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT, calendar_file, pdf_file

from .. import meetings, memberships, pages, register
from ..calendar import calendar
from ..forms.public import AskForm, FoundForm, GuestForm
from ..minutes import minutes_pdf, public_minutes
from ..models import Meeting, Network, Organisation


@require_safe
def listing(request):
    return render(request, "networks/list.html", {"list": pages.Register(request.GET)})


@require_safe
def compare(request):
    networks, rows = pages.comparison(request.GET.getlist("n"))
    every = Network.objects.published().running().values_list("slug", "name")
    context = {"networks": networks, "rows": rows, "every": every, "crumbs": pages.comparison_crumbs()}
    return render(request, "networks/compare.html", context)


@require_safe
def network(request, slug):
    try:
        found = pages.published(slug)
    except Network.DoesNotExist as error:
        raise Http404 from error
    return render(request, "networks/network.html", pages.network_page(found, request.GET))


@require_safe
@cache_control(no_cache=True)
@conditional_page
def network_calendar(request, slug):
    """Public meetings of one network, from now on."""
    found = get_object_or_404(Network.objects.published(), slug=slug)
    public = Meeting.objects.public().filter(network=found).select_related("network").order_by("-begins_at")
    return calendar_file(calendar(public, name=found.name), slug)


@require_safe
def organisation(request, slug):
    try:
        context = pages.organisation_page(slug)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    return render(request, "networks/organisation.html", context)


@require_safe
def meeting(request, slug, pk):
    try:
        context = pages.meeting_page(slug, pk)
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    return render(request, "networks/meeting.html", context)


@require_safe
def meeting_minutes(request, slug, pk):
    """The public minutes as a file; only what the page shows stands in it."""
    try:
        found = public_minutes(slug, pk)
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    return pdf_file(minutes_pdf(found, portal=settings.PORTAL_NAME), f"protokoll-{pk}")


@never_cache
@require_http_methods(READ_OR_ACT)
def guest(request, slug, pk):
    """Coming to a public meeting as a guest."""
    open_for_guests = Meeting.objects.public().upcoming().filter(guests_welcome=True, network__slug=slug)
    found = get_object_or_404(open_for_guests.select_related("network"), pk=pk)
    form = GuestForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        meetings.register_guest(found, name=form.cleaned_data["name"], email=form.cleaned_data["email"])
        return redirect("networks:sent", "anmeldung")
    context = {"form": form, "meeting": found, "when": meetings.when(found)}
    return render(request, "networks/guest.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
def ask(request, slug):
    """Asking to take part, with or without an account."""
    found = get_object_or_404(Network.objects.published(), slug=slug)
    if not found.takes_requests:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, request=request, user=request.user)
    if form.is_valid():
        memberships.ask(found, user=form.user, **form.wish)
        return redirect("networks:sent", "anfrage")
    return render(request, "networks/ask.html", {"form": form, "network": found})


@never_cache
@require_http_methods(READ_OR_ACT)
def found(request):
    """Founding a network: it stands in the register once the team has looked at it."""
    data = request.POST if request.method == "POST" else None
    form = FoundForm(data, request=request, user=request.user)
    if form.is_valid():
        new = register.request_founding(user=request.user, **form.cleaned_data)
        if request.user.is_authenticated:
            return redirect("rooms:network", new.slug)
        return redirect("networks:sent", "gruendung")
    return render(request, "networks/found.html", {"form": form})


SENT = {"anfrage", "anmeldung", "gruendung", "antwort"}


@require_safe
def sent(request, what):
    """What happens next, after a form."""
    if what not in SENT:
        raise Http404
    return render(request, "networks/sent.html", {"what": what})
