"""The organisers' room: registrations, places, questions, messages."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import access, organising, places, registration
from events.forms.room import CapacityForm, MessageForm, QuestionFormSet
from events.models import Question
from events.pages import room as pages
from portal.core.answers import READ_OR_ACT
from portal.core.guards import is_over_limit

from .registration import posted


def show(request, event, template, tab, **context):
    """A page of the room of one event."""
    return render(request, f"events/room/{template}.html", pages.frame(event, tab) | context)


@never_cache
@require_safe
@login_required
def start(request):
    return render(request, "events/room/start.html", pages.start(request.user))


@never_cache
@require_safe
@login_required
def registrations(request, slug):
    event = access.event_or_404(request.user, slug)
    return show(request, event, "registrations", "registrations", **pages.registrations(event, request.GET))


@never_cache
@require_safe
@login_required
def csv_file(request, slug):
    event = access.event_or_404(request.user, slug)
    response = HttpResponse(organising.csv_file(event), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="anmeldungen-{slug}.csv"'
    return response


@require_POST
@login_required
def decide(request, slug, pk):
    """Give a place or refuse it, where the event asks for the organiser's word."""
    event = access.event_or_404(request.user, slug)
    row = get_object_or_404(event.registrations.confirmed(), pk=pk)
    accepts = request.POST.get("answer") == "ja"
    registration.decide(row, accepts=accepts)
    messages.success(
        request, _("Zugesagt, die Mail ist unterwegs.") if accepts else _("Abgesagt, die Mail ist unterwegs.")
    )
    return redirect("event-room:registrations", slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def capacities(request, slug):
    """Places as they are now, and how many there shall be."""
    event = access.event_or_404(request.user, slug)
    form = CapacityForm(posted(request), queues=places.open_queues(event))
    if form.is_valid():
        moved = organising.set_capacities(event, capacity=form.cleaned_data["event"], items=form.capacities)
        words = ngettext("%d Person ist nachgerückt.", "%d Personen sind nachgerückt.", len(moved)) % len(
            moved
        )
        messages.success(request, f"{_('Die Plätze sind geändert.')} {words if moved else ''}".strip())
        return redirect("event-room:places", slug)
    return show(request, event, "places", "places", form=form, live=list(pages.live_places(event)))


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def questions(request, slug):
    """What the organiser asks in the form."""
    event = access.event_or_404(request.user, slug)
    forms = QuestionFormSet(posted(request), queryset=event.questions.all(), initial=[{}], prefix="frage")
    for form in forms.forms:
        form.instance.event = event
    if forms.is_valid():
        forms.save()
        messages.success(request, _("Die Fragen sind gespeichert."))
        return redirect("event-room:questions", slug)
    return show(request, event, "questions", "questions", forms=forms, kinds=Question.Kind.choices)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def message(request, slug):
    """Write to everybody: first it is shown, then it is sent, once."""
    event = access.event_or_404(request.user, slug)
    form = MessageForm(posted(request), initial={"token": pages.new_token()})
    if not form.is_valid():
        return show(request, event, "message", "message", form=form)
    number = organising.addressees(event, form.states).count()
    if "senden" not in request.POST:
        return show(request, event, "message", "message", form=form, preview=form.cleaned_data, number=number)
    _send_once(request, event, form)
    return redirect("event-room:message", slug)


def _send_once(request, event, form):
    """A double click is no second message."""
    key = f"{event.pk}|{form.cleaned_data['token']}"
    if is_over_limit("event-message", key, most=1, within=timedelta(days=1)):
        return
    data = form.cleaned_data
    number = organising.write_to_people(event, states=form.states, subject=data["subject"], text=data["text"])
    messages.success(request, ngettext("%d Mail ist unterwegs.", "%d Mails sind unterwegs.", number) % number)
