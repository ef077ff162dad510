"""Pages of the two forms; sending leads to a page that says thank you."""

from urllib.parse import parse_qs, urlsplit

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT

from . import reporting
from .forms import ErrorForm, MissingForm


@never_cache
@require_http_methods(READ_OR_ACT)
def error(request):
    return _page(request, ErrorForm, "providers/reports/error.html", {"seite": _page_of(request)})


@never_cache
@require_http_methods(READ_OR_ACT)
def missing(request):
    return _page(request, MissingForm, "providers/reports/missing.html", {"wanted": _search_of(request)})


@require_safe
def thanks(request):
    return render(request, "providers/reports/thanks.html")


def _page(request, form_class, template, known):
    form = form_class(request.POST if request.method == "POST" else None, request=request, initial=known)
    if form.is_valid():
        reporting.report(**form.said())
        return redirect("reports:thanks")
    return render(request, template, {"form": form})


def _page_of(request):
    """The page meant: named in the address, else the one of ours the visitor comes from."""
    return reporting.own_path(request.GET.get("seite", "") or _came_from(request))


def _search_of(request):
    """Words of the search that found nothing."""
    typed = request.GET.get("q", "")
    if not typed:
        typed = parse_qs(urlsplit(_came_from(request)).query).get("q", [""])[0]
    return "".join(sign for sign in typed if sign.isprintable())[:200]


def _came_from(request):
    """Path and query string of the page before, if it is one of ours."""
    try:
        parts = urlsplit(request.headers.get("Referer", "")[:2000])
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.netloc == request.get_host() else ""
