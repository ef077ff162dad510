"""Running a step, the same for people with an account and for those without."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Offer
from .. import handing_in, hints, saving, steps
from ..page import StepPage

# Names of buttons: look without saving, stop for now, hand in.
CHECK, LATER, STAY, HAND_IN = "pruefen", "spaeter", "speichern", "einreichen"
HINTS_ONLY = "text/x-hints"


@dataclass(frozen=True, slots=True)
class Frame:
    """Who acts, and where the steps of this offer lie. ``hand_in`` takes the offer and returns where to go next.

    ``limit`` says why a request comes too often, or nothing.
    """

    template: str
    by: object
    url_of: Callable[[int], str]
    preview_url: str
    later_url: str
    hand_in: Callable[[Offer], str]
    limit: Callable[[], str] = str


def run(request, frame, offer, number):
    """GET shows a step; POST saves it and leads on, or only looks at what was typed."""
    step = steps.step(number)
    if step is None or offer.status == Offer.Status.ARCHIVED:
        raise Http404
    if request.method != "POST":
        return show(request, frame, offer, step, step.form(instance=offer))
    if words := frame.limit():
        form = saving.refused(offer, step, request.POST, words).form
        return show(request, frame, offer, step, form, status=429)
    if CHECK in request.POST:
        return show(request, frame, offer, step, step.form(request.POST, instance=offer))
    outcome = saving.save_step(offer.pk, step, request.POST, request.FILES, by=frame.by)
    if not outcome.is_saved:
        return show(request, frame, outcome.form.instance, step, outcome.form, outcome.differences)
    words = _("Gespeichert um %(time)s Uhr.") % {"time": f"{timezone.localtime():%H:%M}"}
    messages.success(request, outcome.words or words)
    return redirect(_next_url(request, frame, offer, number))


def _next_url(request, frame, offer, number):
    if HAND_IN in request.POST:
        return _hand_in(frame, offer)
    if LATER in request.POST:
        return frame.later_url
    return frame.url_of(number if STAY in request.POST else min(number + 1, steps.LAST))


def _hand_in(frame, offer):
    """Where it goes from here; what is incomplete stays, with the list of what is missing."""
    try:
        return frame.hand_in(offer)
    except handing_in.Incomplete:
        return f"{frame.url_of(steps.LAST)}#fehlt"


def show(request, frame, offer, step, form, differences=(), status=200):
    """The page of a step, or its hints alone for the script that asks while somebody types."""
    if form.is_bound:
        form.is_valid()
    page = StepPage(offer, step, form, frame.url_of, frame.preview_url, frame.by, differences)
    only_hints = request.headers.get("Accept") == HINTS_ONLY
    context = {"page": page, "form": form, "hints": hints.of(offer, step, form)}
    template = "providers/entry/_hints.html" if only_hints else frame.template
    return render(request, template, context, status=status)
