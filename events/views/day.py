"""The day: who is there, who comes without registration, papers."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import access, checkin, registration
from events.forms.room import WalkInForm
from events.pages import entrance as pages
from events.papers import PAPERS
from events.wishes import Person, RegistrationRefused
from portal.core.answers import READ_OR_ACT, pdf_file

from .organiser import show
from .registration import posted

_CODE = re.compile(r"[\w-]{1,32}", re.ASCII)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def entrance(request, slug):
    """The list with search; a code from a camera leads to the people behind it. A post marks people as there."""
    event = access.event_or_404(request.user, slug)
    if request.method == "POST":
        return _mark(request, event)
    code = next(iter(_codes([request.GET.get("c", "")])), "")
    name = request.GET.get("name", "").strip()[:100]
    context = pages.context(event, code, asked="c" in request.GET, name=name)
    return show(request, event, "entrance", "entrance", **context)


def _mark(request, event):
    codes = _codes(request.POST.getlist("code"))
    if request.POST.get("act") == "weg":
        for code in codes:
            checkin.undo(event, code)
    else:
        checkin.check_in(event, codes, at=_moment(request.POST.get("at", "")))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"there": checkin.attended(event)})
    return redirect(f"{request.path}#liste")


def _codes(given):
    return [code for code in given[:500] if _CODE.fullmatch(code)]


def _moment(text):
    """The moment a phone names, None where it names none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def walk_in(request, slug):
    event = access.event_or_404(request.user, slug)
    form = WalkInForm(posted(request))
    if form.is_valid() and _let_in(event, form):
        messages.success(request, _("%s ist da.") % form.cleaned_data["name"])
        return redirect("event-room:walk-in", slug)
    return show(request, event, "walk_in", "entrance", form=form)


def _let_in(event, form):
    data = form.cleaned_data
    try:
        registration.walk_in(event, Person(data["name"], data["kind"]), organisation=data["organisation"])
    except RegistrationRefused as refused:
        form.add_error(None, refused.messages[0])
        return False
    return True


@never_cache
@require_safe
@login_required
def papers(request, slug):
    return show(request, access.event_or_404(request.user, slug), "papers", "papers")


@never_cache
@require_safe
@login_required
def paper(request, slug, name):
    event = access.event_or_404(request.user, slug)
    if name not in PAPERS:
        raise Http404
    return pdf_file(PAPERS[name](event), f"{name}-{slug}")
