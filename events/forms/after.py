"""Forms for what remains: documentation and feedback."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, Feedback, ProgrammeItem, RecordPart
from portal.core.guards import GuardedForm

MOST_BYTES = 15 * 1024 * 1024
GRADES = [
    ("5", gettext_lazy("5, sehr gut")),
    ("4", gettext_lazy("4, gut")),
    ("3", gettext_lazy("3, mittel")),
    ("2", gettext_lazy("2, nicht so gut")),
    ("1", gettext_lazy("1, schlecht")),
]
LONG = forms.Textarea(attrs={"rows": 4})


class RecordForm(forms.ModelForm):
    """The look back at the whole day, and how many were there."""

    attended = forms.IntegerField(
        label=gettext_lazy("Wie viele Menschen waren da?"),
        help_text=gettext_lazy("Öffentlich steht bei weniger als 10 keine genaue Zahl."),
        required=False,
        min_value=0,
        max_value=1_000_000,
    )

    class Meta:
        model = Event
        fields = ["record", "attended"]
        widgets = {"record": forms.Textarea(attrs={"rows": 10})}


class ItemRecordForm(forms.ModelForm):
    """What came out of one item."""

    class Meta:
        model = ProgrammeItem
        fields = ["record"]
        widgets = {"record": forms.Textarea(attrs={"rows": 10})}


class RecordPartForm(forms.ModelForm):
    """A link, a PDF or a picture; the picture only with words and consent."""

    class Meta:
        model = RecordPart
        fields = ["kind", "title", "url", "file", "picture", "picture_alt", "has_consent"]
        widgets = {"kind": forms.RadioSelect}

    def clean_file(self):
        """PDF only, under a name of our own: what people call their files may hold names."""
        upload = self.cleaned_data["file"]
        if not upload:
            return upload
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist zu groß. Erlaubt sind 15 MB."))
        start = upload.read(5)
        upload.seek(0)
        if start != b"%PDF-":
            raise forms.ValidationError(_("Das ist keine PDF-Datei. Speichern Sie das Dokument als PDF."))
        upload.name = f"{uuid4().hex}.pdf"
        return upload


class FeedbackForm(GuardedForm):
    """Without name, address or account."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Wie war es?"),
        choices=GRADES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wählen Sie eine Note.")},
    )
    item = forms.ModelChoiceField(
        ProgrammeItem.objects.none(),
        label=gettext_lazy("Wozu?"),
        empty_label=gettext_lazy("zur ganzen Veranstaltung"),
        required=False,
    )
    good = forms.CharField(label=gettext_lazy("Was war gut?"), max_length=2000, required=False, widget=LONG)
    better = forms.CharField(
        label=gettext_lazy("Was geht besser?"), max_length=2000, required=False, widget=LONG
    )
    wishes = forms.CharField(
        label=gettext_lazy("Welche Themen wünschen Sie sich?"), max_length=2000, required=False, widget=LONG
    )

    def __init__(self, *args, event, **options):
        super().__init__(*args, **options)
        self.event = event
        self.fields["item"].queryset = event.items.taking_place().exclude(kind=ProgrammeItem.Kind.BREAK)

    @property
    def shown_fields(self):
        return [field for field in self if field.name not in ("opened", "website")]

    def save(self):
        names = ("grade", "item", "good", "better", "wishes")
        return Feedback.objects.create(event=self.event, **{name: self.cleaned_data[name] for name in names})
