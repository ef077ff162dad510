"""Forms of the coordination and of members under `/konto/netzwerke/`."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import (
    AgendaItem,
    Decision,
    Goal,
    GoalValue,
    Handover,
    Measure,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    Network,
    NetworkDocument,
    NetworkInternal,
    Organisation,
    Role,
)
from .fields import ClockInput, DayInput, RoomForm, sensible


class NetworkForm(RoomForm):
    """The whole entry; what only members read stands in two fields of its own at the end."""

    agreement = NetworkInternal._meta.get_field("agreement").formfield(
        widget=forms.Textarea(attrs={"rows": 4})
    )
    notes = NetworkInternal._meta.get_field("notes").formfield(widget=forms.Textarea(attrs={"rows": 4}))

    class Meta:
        model = Network
        fields = ["name", "kind", "state", "summary", "common_goal", "mandate", "mandate_until", "tasks", "rhythm",
                  "rhythm_note", "begins_on", "ends_on", "entry", "entry_note", "email", "website", "life_stages",
                  "transitions", "topics", "districts", "parent", "sisters"]  # fmt: skip
        widgets = dict.fromkeys(("life_stages", "transitions"), forms.CheckboxSelectMultiple)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.internal = NetworkInternal.objects.filter(network=self.instance).first()
        for name in ("agreement", "notes"):
            self.fields[name].initial = getattr(self.internal, name, "")
        linked = Q(is_public=True) | Q(pk=self.instance.parent_id) | Q(sisters=self.instance)
        others = Network.objects.filter(linked).exclude(pk=self.instance.pk).distinct()
        self.fields["parent"].queryset = self.fields["sisters"].queryset = others

    def save(self, commit=True):
        network = super().save(commit)
        texts = {name: self.cleaned_data[name] for name in ("agreement", "notes")}
        NetworkInternal.objects.update_or_create(network=network, defaults=texts)
        return network


class SeatForm(RoomForm):
    class Meta:
        model = Membership
        fields = ["organisation", "role", "has_vote", "from_day", "until_day", "person_name", "person_email",
                  "person_phone", "shows_person", "expectations", "contributions"]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = Organisation.objects.named()
        if self.instance.pk:
            self.fields["organisation"].disabled = True

    def clean(self):
        """A seat that gets another person, or none, is no longer the account's of the one before."""
        data = super().clean()
        user = self.instance.user
        if user and "person_name" in self.changed_data and data.get("person_name") != user.name:
            self.instance.user = None
        return data


class OwnSeatForm(RoomForm):
    """What the person of a seat changes alone."""

    class Meta:
        model = Membership
        fields = [
            "person_name",
            "person_email",
            "person_phone",
            "shows_person",
            "expectations",
            "contributions",
        ]


class InviteForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.named(),
        label=gettext_lazy("Einrichtung"),
        empty_label=gettext_lazy("eine andere"),
        required=False,
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Name einer anderen Einrichtung"), max_length=200, required=False
    )
    role = forms.TypedChoiceField(
        label=gettext_lazy("Rolle"), choices=Role, coerce=int, empty_value=Role.MEMBER, initial=Role.MEMBER
    )
    person_name = forms.CharField(label=gettext_lazy("Name der Person"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse"),
        max_length=254,
        error_messages={"required": gettext_lazy("Geben Sie die Adresse an, an die die Einladung geht.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Persönliche Worte"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        if not self.cleaned_data.get("organisation") and not self.cleaned_data.get("organisation_name"):
            self.add_error("organisation_name", _("Sagen Sie, welche Einrichtung Sie einladen."))


class AcceptForm(forms.Form):
    """Taking a request: as which organisation, in which role."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.named(),
        label=gettext_lazy("Einrichtung"),
        required=False,
        empty_label=gettext_lazy("neu anlegen, wie angefragt"),
    )
    role = forms.TypedChoiceField(
        label=gettext_lazy("Rolle"), choices=Role, coerce=int, empty_value=Role.MEMBER, initial=Role.MEMBER
    )
    has_vote = forms.BooleanField(label=gettext_lazy("stimmberechtigt"), required=False)


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Ein Satz zum Grund"),
        help_text=gettext_lazy("Er steht in der E-Mail an die Einrichtung."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeaveForm(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("Letzter Tag"),
        widget=DayInput,
        initial=timezone.localdate,
        validators=[sensible],
        error_messages={"required": gettext_lazy("Sagen Sie, bis wann der Sitz gilt.")},
    )


class MeetingForm(RoomForm):
    """One day with a beginning and an end, as people think of a meeting."""

    day = forms.DateField(label=gettext_lazy("Tag"), widget=DayInput, validators=[sensible])
    start = forms.TimeField(label=gettext_lazy("Beginn"), widget=ClockInput)
    end = forms.TimeField(label=gettext_lazy("Ende"), widget=ClockInput, required=False)

    class Meta:
        model = Meeting
        fields = ["title", "day", "start", "end", "place", "text", "visibility", "guests_welcome", "online_url",
                  "internal_note", "is_cancelled"]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.begins_at:
            begin = timezone.localtime(self.instance.begins_at)
            self.initial |= {"day": begin.date(), "start": begin.time()}
        if self.instance.ends_at:
            self.initial["end"] = timezone.localtime(self.instance.ends_at).time()
        self.order_fields(self._meta.fields)

    def clean(self):
        data = super().clean()
        day, start, end = data.get("day"), data.get("start"), data.get("end")
        if day and start:
            self.instance.begins_at = _moment(day, start)
            self.instance.ends_at = _moment(day, end) if end else None
        if start and end and end <= start:
            self.add_error("end", _("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."))
            self.instance.ends_at = None
        return data


def _moment(day, clock):
    return timezone.make_aware(timezone.datetime.combine(day, clock))


class SeriesForm(RoomForm):
    except_days = SimpleArrayField(
        forms.DateField(),
        label=gettext_lazy("Fällt aus am"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Tage mit Komma getrennt, zum Beispiel 24.12.2026, 31.12.2026."),
    )

    class Meta:
        model = MeetingSeries
        fields = ["title", "frequency", "first_day", "last_day", "start_time", "end_time", "place", "visibility",
                  "except_days"]  # fmt: skip


class AgendaItemForm(RoomForm):
    class Meta:
        model = AgendaItem
        fields = ["position", "title", "text", "internal_note", "is_internal"]


class MinutesForm(RoomForm):
    class Meta:
        model = Minutes
        fields = ["text", "internal_text"]


class ReleaseForm(forms.Form):
    release = forms.ChoiceField(
        label=gettext_lazy("Wer das Protokoll liest"), choices=Minutes.Release, widget=forms.RadioSelect
    )


class ItemRecordForm(forms.ModelForm):
    """What was said to one item."""

    class Meta:
        model = AgendaItem
        fields = ["state", "record"]
        widgets = {"record": forms.Textarea(attrs={"rows": 3})}


class PresentForm(forms.Form):
    """Who was there: seats by their number, guests by „g“ and the number of their sign-up."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("Wer da war"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, choices, present, **options):
        super().__init__(*args, **options)
        self.fields["present"].choices = choices
        self.fields["present"].initial = present


class GoalForm(RoomForm):
    class Meta:
        model = Goal
        fields = ["title", "text", "indicator", "unit", "target", "due_on", "state", "state_note", "visibility",
                  "internal_note"]  # fmt: skip


class GoalValueForm(RoomForm):
    class Meta:
        model = GoalValue
        fields = ["day", "value"]

    def clean(self):
        day = self.cleaned_data.get("day")
        if day and self.instance.goal.values.filter(day=day).exists():
            raise ValidationError({"day": _("Für diesen Tag steht schon ein Wert da.")})


class DecisionForm(RoomForm):
    class Meta:
        model = Decision
        fields = ["title", "text", "decided_on", "meeting", "goal", "state", "visibility", "internal_note"]


class MeasureForm(RoomForm):
    class Meta:
        model = Measure
        fields = ["title", "text", "organisation", "due_on", "state", "light", "light_reason", "decision", "goal",
                  "visibility", "internal_note"]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seated = Membership.objects.current().filter(network=self.network).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.named().filter(pk__in=seated)

    def clean(self):
        data = super().clean()
        if data.get("light") != Measure.Light.GREEN and not data.get("light_reason"):
            self.add_error("light_reason", _("Sagen Sie in einem Satz, warum die Ampel gelb oder rot ist."))
        return data


class DocumentForm(RoomForm):
    class Meta:
        model = NetworkDocument
        fields = ["title", "url", "day", "visibility"]


HANDOVER_STEPS = {
    "laeuft": (gettext_lazy("Was läuft"), ["running"]),
    "offen": (gettext_lazy("Was offen ist"), ["open_tasks"]),
    "kontakte": (gettext_lazy("Wichtige Kontakte"), ["contacts"]),
    "termine": (gettext_lazy("Nächste Termine"), ["next_dates"]),
    "nachfolge": (gettext_lazy("Nachfolge"), ["successor_name", "successor_email", "last_day"]),
}


class HandoverForm(RoomForm):
    """One step of a handover."""

    class Meta:
        model = Handover
        fields = [
            "running",
            "open_tasks",
            "contacts",
            "next_dates",
            "successor_name",
            "successor_email",
            "last_day",
        ]

    def __init__(self, *args, step, **options):
        super().__init__(*args, **options)
        for name in set(self.fields) - set(HANDOVER_STEPS[step][1]):
            del self.fields[name]

    def clean(self):
        data = super().clean()
        if data.get("successor_email") and not data.get("successor_name"):
            self.add_error("successor_name", _("Sagen Sie, wie die Person heißt."))
        last_day = data.get("last_day")
        if last_day and last_day < self.instance.membership.from_day:
            self.add_error("last_day", _("Der letzte Tag liegt vor dem Beginn Ihres Sitzes."))
        return data
