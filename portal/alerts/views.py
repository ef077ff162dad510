"""Pages around an alert. Opening a link never changes anything: mail programs and scanners open links too."""

from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT
from portal.core.links import LinkNotValid

from . import subscription
from .forms import AlertForm
from .models import SearchAlert
from .subscription import CONFIRMING, ENDING, RENEWING
from .watching import Watched, search_path


def _friendly(view):
    """A link that is late, used up or broken gets a page that says so."""

    @wraps(view)
    def guarded(request):
        try:
            return view(request)
        except (LinkNotValid, SearchAlert.DoesNotExist):
            return render(request, "alerts/link_over.html", status=410)

    return guarded


@never_cache
@require_http_methods(READ_OR_ACT)
def ask(request):
    watched = Watched.of(request.GET)
    form = AlertForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        email, rhythm = form.cleaned_data["email"], form.cleaned_data["rhythm"]
        subscription.ask(watched, email=email, rhythm=rhythm)
        return redirect("alerts:sent")
    context = {"form": form, "watched": watched, "search_url": search_path(watched.query)}
    return render(request, "alerts/ask.html", context)


@require_safe
def sent(request):
    return render(request, "alerts/sent.html")


@never_cache
@require_http_methods(READ_OR_ACT)
@_friendly
def confirm(request):
    pk, rhythm = CONFIRMING.value(request)
    alert = SearchAlert.objects.get(pk=pk)
    if request.method == "POST":
        subscription.confirm(pk, rhythm=rhythm)
        return redirect(request.get_full_path())
    context = {
        "alert": alert,
        "rhythm": SearchAlert.Rhythm(rhythm).label,
        "is_done": alert.confirmed_at is not None and alert.rhythm == rhythm,
        "end_url": ENDING.address(pk),
        "search_url": search_path(alert.query),
    }
    return render(request, "alerts/confirm.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@_friendly
def renew(request):
    alert = SearchAlert.objects.confirmed().get(pk=RENEWING.value(request))
    if request.method == "POST":
        subscription.renew(alert.pk)
        return redirect(request.get_full_path())
    context = {
        "alert": alert,
        "is_done": not subscription.is_ending(alert),
        "end_url": ENDING.path(alert.pk),
        "search_url": search_path(alert.query),
    }
    return render(request, "alerts/renew.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@_friendly
def end(request):
    alert = SearchAlert.objects.get(pk=ENDING.value(request))
    if request.method == "POST":
        subscription.end(alert.pk)
        return redirect(reverse("alerts:ended"))
    return render(request, "alerts/end.html", {"alert": alert})


@require_safe
def ended(request):
    return render(request, "alerts/ended.html")
