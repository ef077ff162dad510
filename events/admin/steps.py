"""Steps of one event that ask something first: opening the page changes nothing, its button does."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.forms.fields import sensible

from .. import publication, series
from ..exchange import run
from ..exchange.plan import MOST_BYTES, PlanFault
from ..models import Event, EventSeries


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Grund der Absage"),
        max_length=300,
        help_text=gettext_lazy("Steht auf der Seite und in der E-Mail an alle, die angemeldet sind."),
    )


class ProgrammeForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Was ist neu?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Danach sehen alle, was sich am Programm ändert: Zeit, Raum, Titel und was ausfällt."
        ),
    )


class RecordForm(forms.Form):
    """Asks nothing; the button is the answer."""


class SeriesForm(forms.ModelForm):
    class Meta:
        model = EventSeries
        fields = ["frequency", "first_day", "last_day", "except_days"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("first_day", "last_day"):
            self.fields[name].validators.append(sensible)


class PlanForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy(
            "Programm als JSON oder XML (frab, pretalx) oder Kalender (iCalendar), bis 10 MB."
        ),
    )

    def clean_file(self):
        """The plan in the file."""
        try:
            return run.read(self.cleaned_data["file"].read(MOST_BYTES + 1))
        except PlanFault as fault:
            raise forms.ValidationError(str(fault)) from fault


def cancel(event, form, user):
    publication.cancel(event, by=user, reason=form.cleaned_data["reason"])
    return [_("Abgesagt. Alle Angemeldeten bekommen eine E-Mail.")]


def publish_programme(event, form, _user):
    version = publication.publish_programme(event, note=form.cleaned_data["note"])
    return [_("Das Programm ist veröffentlicht, Fassung %d.") % version.number]


def publish_record(event, _form, user):
    publication.publish_record(event, by=user)
    return [_("Die Dokumentation ist veröffentlicht.")]


def make_series(event, form, _user):
    made = len(series.make_events(event, form.save()))
    return [ngettext("%d weiterer Termin angelegt.", "%d weitere Termine angelegt.", made) % made]


def import_programme(event, form, _user):
    plan = form.cleaned_data["file"]
    report = run.import_into(event, plan) if event else run.import_new(plan)
    return [report.words(), *report.warnings]


@dataclass(frozen=True)
class Step:
    """``do(event, form, user)`` returns what to tell, the first sentence as success."""

    name: str
    title: str
    button: str
    form: type
    do: object


STEPS = (
    Step("absagen", gettext_lazy("Absagen"), gettext_lazy("Veranstaltung absagen"), CancelForm, cancel),
    Step(
        "programm", gettext_lazy("Programm veröffentlichen"), gettext_lazy("Veröffentlichen"), ProgrammeForm,
        publish_programme,
    ),
    Step(
        "dokumentation", gettext_lazy("Dokumentation veröffentlichen"), gettext_lazy("Veröffentlichen"), RecordForm,
        publish_record,
    ),
    Step("reihe", gettext_lazy("Zur Reihe machen"), gettext_lazy("Termine anlegen"), SeriesForm, make_series),
    Step(
        "einlesen", gettext_lazy("Programm einlesen"), gettext_lazy("Datei einlesen"), PlanForm, import_programme
    ),
)  # fmt: skip
IMPORT = STEPS[-1]


class StepUrls:
    """Adds the steps to the admin of events; who may change events may take them."""

    def get_urls(self):
        own = [path(f"{IMPORT.name}/", self._page(IMPORT), name="events_einlesen")]
        own += [
            path(f"<int:pk>/{step.name}/", self._page(step), name=f"events_{step.name}") for step in STEPS
        ]
        return own + super().get_urls()

    def _page(self, step):
        def page(request, pk=None):
            if not self.has_change_permission(request):
                raise PermissionDenied
            event = get_object_or_404(Event, pk=pk) if pk else None
            return _answer(request, step, event, self.admin_site.each_context(request))

        return self.admin_site.admin_view(page)


def _answer(request, step, event, frame):
    form = step.form(request.POST, request.FILES) if request.method == "POST" else step.form()
    if form.is_bound and form.is_valid() and (told := _done(request, step, event, form)) is not None:
        return told
    context = frame | {"title": step.title, "event": event, "form": form, "button": step.button}
    return TemplateResponse(request, "admin/events/step.html", context)


def _done(request, step, event, form):
    """The way back, or None where a rule refuses and the form says why."""
    try:
        told = step.do(event, form, request.user)
    except (publication.TransitionRefused, PlanFault) as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, told[0])
    for words in told[1:]:
        messages.warning(request, words)
    return HttpResponseRedirect(back(event))


def back(event):
    """The event's own page in the admin, the list where there is none yet."""
    if event is None:
        return reverse("admin:events_event_changelist")
    return reverse("admin:events_event_change", args=[event.pk])
