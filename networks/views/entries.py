"""One page to make or change an entry of a network: goals, decisions, measures, documents, meetings, agenda items."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.answers import READ_OR_ACT

from .. import access, meetings
from ..forms import rooms as forms
from ..models import AgendaItem, Decision, Goal, GoalValue, Measure, Meeting, MeetingSeries, NetworkDocument
from .rooms import form_page, posted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its model and form, what its pages are called, where they lead back to."""

    model: type
    form: type
    new: str
    change: str
    tab: str
    save: Callable = lambda form: form.save()


KINDS = {
    "ziele": Kind(Goal, forms.GoalForm, gettext_lazy("Neues Ziel"), gettext_lazy("Ziel ändern"), "progress"),
    "beschluesse": Kind(
        Decision,
        forms.DecisionForm,
        gettext_lazy("Neuer Beschluss"),
        gettext_lazy("Beschluss ändern"),
        "progress",
    ),
    "massnahmen": Kind(
        Measure, forms.MeasureForm, gettext_lazy("Neue Maßnahme"), gettext_lazy("Maßnahme ändern"), "progress"
    ),
    "dokumente": Kind(
        NetworkDocument,
        forms.DocumentForm,
        gettext_lazy("Neues Dokument"),
        gettext_lazy("Dokument ändern"),
        "documents",
    ),
    "sitzungen": Kind(
        Meeting, forms.MeetingForm, gettext_lazy("Neue Sitzung"), gettext_lazy("Sitzung ändern"), "meetings"
    ),
    "reihen": Kind(
        MeetingSeries,
        forms.SeriesForm,
        gettext_lazy("Neue Sitzungsreihe"),
        gettext_lazy("Sitzungsreihe ändern"),
        "meetings",
        save=lambda form: meetings.plan_series(form.save(commit=False)),
    ),
}


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def entry(request, slug, kind, pk=None):
    """Make or change one entry; a decision may come with its meeting in the address."""
    network, kind = access.coordinated_or_404(request.user, slug), KINDS[kind]
    row = get_object_or_404(kind.model, pk=pk, network=network) if pk else kind.model(network=network)
    form = kind.form(posted(request), instance=row, network=network, initial=_initial(request, pk))
    back = reverse(f"rooms:{kind.tab}", args=[slug])
    if form.is_valid():
        kind.save(form)
        _say_of_leap_day(request, row)
        return redirect(_after(row, back))
    heading = kind.change if pk else kind.new
    return form_page(request, network, form, tab=kind.tab, heading=heading, back=back)


def _initial(request, pk):
    number = request.GET.get("sitzung", "")[:18]
    return {"meeting": int(number)} if not pk and number.isascii() and number.isdigit() else {}


def _after(row, back):
    """Who has made a meeting goes on with its agenda, who decided in one goes back to it."""
    if isinstance(row, Meeting):
        return reverse("rooms:meeting", args=[row.network.slug, row.pk])
    if isinstance(row, Decision) and row.meeting_id:
        return reverse("rooms:meeting", args=[row.network.slug, row.meeting_id])
    return back


def _say_of_leap_day(request, row):
    if isinstance(row, MeetingSeries) and (note := meetings.leap_note(row, timezone.localdate())):
        messages.warning(request, note)


@require_POST
@login_required
def remove(request, slug, kind, pk):
    """Take an entry away; what hangs on it stays without it."""
    network, kind = access.coordinated_or_404(request.user, slug), KINDS[kind]
    get_object_or_404(kind.model, pk=pk, network=network).delete()
    messages.success(request, _("Entfernt."))
    return redirect(f"rooms:{kind.tab}", slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def value(request, slug, pk):
    """How far a goal is today."""
    network = access.coordinated_or_404(request.user, slug)
    goal = get_object_or_404(Goal, pk=pk, network=network)
    form = forms.GoalValueForm(posted(request), instance=GoalValue(goal=goal), network=network)
    back = reverse("rooms:progress", args=[slug])
    if form.is_valid():
        form.save()
        return redirect(back)
    heading = _("Neuer Wert: %(goal)s") % {"goal": goal.title}
    return form_page(request, network, form, tab="progress", heading=heading, back=back, lead=goal.indicator)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def item(request, slug, pk, item_pk=None):
    """One item of an agenda."""
    network = access.coordinated_or_404(request.user, slug)
    meeting = get_object_or_404(Meeting, pk=pk, network=network)
    fresh = AgendaItem(meeting=meeting, position=meeting.items.count() + 1)
    row = get_object_or_404(meeting.items, pk=item_pk) if item_pk else fresh
    form = forms.AgendaItemForm(posted(request), instance=row, network=network)
    back = reverse("rooms:meeting", args=[slug, pk])
    if form.is_valid():
        form.save()
        return redirect(back)
    return form_page(request, network, form, tab="meetings", heading=_("Tagesordnungspunkt"), back=back)


@require_POST
@login_required
def remove_item(request, slug, pk, item_pk):
    network = access.coordinated_or_404(request.user, slug)
    get_object_or_404(AgendaItem, pk=item_pk, meeting=pk, meeting__network=network).delete()
    return redirect("rooms:meeting", slug, pk)
