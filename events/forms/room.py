"""Forms of the organisers."""

from django import forms
from django.forms import modelformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Participation, PlaceStatus, Question

# No room of the city holds more; the column could not either.
MOST_PLACES = 100_000
STATES = {
    "alle": (gettext_lazy("alle, auch auf der Warteliste"), [*PlaceStatus.holding(), PlaceStatus.WAITLISTED]),
    "fest": (gettext_lazy("wer einen Platz hat"), [PlaceStatus.CONFIRMED]),
    "warteliste": (gettext_lazy("die Warteliste"), [PlaceStatus.WAITLISTED]),
}


class ListFilter(forms.Form):
    """Query string of the list of registrations."""

    name = forms.CharField(label=gettext_lazy("Name, Schule oder E-Mail"), max_length=100, required=False)
    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"),
        choices=[("", gettext_lazy("alle")), *PlaceStatus.choices],
        required=False,
    )


class MessageForm(forms.Form):
    """Words to people; first they are shown, then sent."""

    to = forms.ChoiceField(
        label=gettext_lazy("An wen?"),
        choices=[(key, label) for key, (label, _states) in STATES.items()],
        initial="alle",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wählen Sie, wer die Nachricht bekommt.")},
    )
    subject = forms.CharField(
        label=gettext_lazy("Betreff"),
        max_length=150,
        error_messages={"required": gettext_lazy("Geben Sie einen Betreff an.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Nachricht"),
        help_text=gettext_lazy("Anrede, Name der Veranstaltung und Grüße stehen schon da."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Schreiben Sie die Nachricht.")},
    )
    token = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_subject(self):
        """One line without control characters, as a mail's head needs it."""
        words = " ".join(self.cleaned_data["subject"].split())
        return "".join(sign for sign in words if sign.isprintable())

    @property
    def states(self):
        return STATES[self.cleaned_data["to"]][1]


class WalkInForm(forms.Form):
    """Somebody at the door."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Geben Sie den Namen an.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("Schule, Einrichtung oder Firma"), max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wer"), choices=Participation.Kind.choices, initial=Participation.Kind.ADULT
    )


class CapacityForm(forms.Form):
    """Places of the event and of each item that needs one; empty: no limit, or as many as the room has."""

    def __init__(self, *args, queues, **options):
        super().__init__(*args, **options)
        self.items = [queue.item for queue, _free in queues if queue.item]
        self.fields["event"] = _places(
            _("Plätze der Veranstaltung"), queues[0][0].event.capacity, _("Leer: ohne Grenze.")
        )
        for item in self.items:
            room = item.room and item.room.capacity
            hint = _("Leer: so viele wie der Raum, %d.") % room if room else _("Leer: ohne Grenze.")
            self.fields[f"punkt{item.pk}"] = _places(str(item), item.capacity, hint)

    @property
    def capacities(self):
        return {item: self.cleaned_data[f"punkt{item.pk}"] for item in self.items}


def _places(label, initial, help_text):
    return forms.IntegerField(
        label=label,
        initial=initial,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        widget=forms.NumberInput(attrs={"class": "bp-width-s"}),
    )


class QuestionForm(forms.ModelForm):
    """One question; a choice needs its answers."""

    class Meta:
        model = Question
        fields = ["text", "hint", "kind", "choices", "is_required", "is_each", "position"]
        widgets = {"choices": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        data = super().clean()
        if data.get("kind") == Question.Kind.CHOICE and len((data.get("choices") or "").splitlines()) < 2:
            self.add_error("choices", _("Eine Auswahl braucht mindestens zwei Antworten, eine je Zeile."))
        return data


QuestionFormSet = modelformset_factory(Question, form=QuestionForm, extra=1, can_delete=True, max_num=30)
