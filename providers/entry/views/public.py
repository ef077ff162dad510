"""/angebot-einreichen/: submitting without an account. Opening a link never changes anything."""

from datetime import timedelta
from functools import partial, wraps
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT
from portal.core.guards import is_over_limit, network_of
from portal.core.links import PARAMETER, LinkNotValid

from ... import cases, submission
from ...links import STATE
from ...models import Submission
from ...moderation import TransitionRefused
from ...status_link import link
from ...submission import EDITING
from .. import state, steps
from ..forms.answer import AnswerForm
from ..forms.start import StartForm
from .frame import Frame, run

# For one network in an hour: a class that enters its offers together stays far below.
MOST_POSTS, MOST_UPLOADS = 2000, 120


def _friendly(view):
    """A link that is late, used up or broken gets a page that says so."""

    @wraps(view)
    @never_cache
    def guarded(request, **arguments):
        try:
            return view(request, **arguments)
        except (LinkNotValid, Submission.DoesNotExist):
            return render(request, "providers/entry/link_over.html", status=410)

    return guarded


def _submission(link, request):
    """The submission a link names; raises LinkNotValid or Submission.DoesNotExist."""
    value = link.value(request)
    if not isinstance(value, int):
        raise LinkNotValid
    return Submission.objects.select_related("offer__provider").get(pk=value)


def _with_code(url, request):
    return f"{url}?{PARAMETER}={request.GET.get(PARAMETER, '')}"


@never_cache
@require_http_methods(READ_OR_ACT)
def start(request):
    """Who writes, and for whom. Sending it makes the draft and mails the link."""
    form = StartForm(
        request.POST if request.method == "POST" else None, request=request, initial={"key": uuid4}
    )
    if not form.is_valid():
        return render(request, "providers/entry/start.html", {"form": form})
    sent = form.cleaned_data
    made = submission.begin(
        email=sent["email"],
        name=sent["person"],
        provider=form.known,
        provider_name=sent["provider"],
        key=sent["key"] or uuid4(),
    )
    return redirect(EDITING.path(made.pk))


@_friendly
@require_safe
def edit(request):
    """On to the first step in which something is missing."""
    found = _submission(EDITING, request)
    number = steps.first_open(found.offer)
    return redirect(_with_code(reverse("submission:step", args=[number]), request))


@_friendly
@require_http_methods(READ_OR_ACT)
def step(request, number):
    found = _submission(EDITING, request)
    frame = Frame(
        template="providers/entry/step_public.html",
        by=None,
        url_of=lambda number: _with_code(reverse("submission:step", args=[number]), request),
        preview_url=_with_code(reverse("pages:submission-draft"), request),
        later_url=_with_code(reverse("submission:later"), request),
        hand_in=lambda offer: _hand_in(request, found),
        limit=partial(_too_often, request),
    )
    return run(request, frame, found.offer, number)


def _too_often(request):
    """Counts a step that is sent, and a file that comes with it."""
    counted = [("steps", MOST_POSTS), *([("uploads", MOST_UPLOADS)] if request.FILES else [])]
    within, network = timedelta(hours=1), network_of(request)
    if any(is_over_limit(f"submission-{name}", network, most=most, within=within) for name, most in counted):
        return _("Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Versuchen Sie es später noch einmal.")
    return ""


def _hand_in(request, found):
    """Confirmed: the state; else the page that sends the person to their mails."""
    sent = submission.send(found)
    if sent.confirmed_at:
        return STATE.path(sent.pk)
    return _with_code(reverse("submission:later"), request)


@_friendly
@require_safe
def later(request):
    """Saved; the mail leads back. Says nothing but what the person has just done."""
    return render(request, "providers/entry/later.html", {"submission": _submission(EDITING, request)})


@_friendly
@require_http_methods(READ_OR_ACT)
def show_state(request):
    """How it stands now; its button confirms the address."""
    found = _submission(STATE, request)
    if request.method == "POST":
        submission.confirm(found.pk)
        return redirect(request.get_full_path())
    return _render_state(request, found, AnswerForm())


@_friendly
@require_http_methods(["POST"])
def answer(request):
    found, form = _submission(STATE, request), AnswerForm(request.POST)
    if not form.is_valid():
        return _render_state(request, found, form)
    try:
        cases.answer(found.offer, by=None, text=form.cleaned_data["text"])
        messages.success(request, _("Ihre Antwort ist beim Bildungsbüro."))
    except (cases.NothingAsked, TransitionRefused) as refused:
        messages.warning(request, str(refused))
    return redirect(STATE.path(found.pk))


@_friendly
@require_http_methods(READ_OR_ACT)
def withdraw(request):
    """Asks first; the button withdraws."""
    found = _submission(STATE, request)
    if request.method != "POST":
        return render(request, "providers/entry/withdraw.html", {"submission": found})
    if submission.withdraw(found):
        return redirect(STATE.path(found.pk))
    return redirect("submission:deleted")


@_friendly
@require_http_methods(["POST"])
def places(request):
    """On to the link that says „ausgebucht“ with one tap; the first click makes it."""
    found = _submission(STATE, request)
    if not state.has_places_to_tell(found.offer):
        return redirect(STATE.path(found.pk))
    return redirect(link.path(link.make(found.offer)))


@require_safe
def deleted(request):
    return render(request, "providers/entry/deleted.html")


def _render_state(request, found, form):
    return render(request, "providers/entry/state.html", {"page": state.page(found), "form": form})
