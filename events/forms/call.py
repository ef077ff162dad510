"""The form of the call for contributions."""

from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import ProgrammeItem
from portal.core.guards import GuardedForm, is_over_limit

_KINDS = (
    ProgrammeItem.Kind.TALK,
    ProgrammeItem.Kind.SESSION,
    ProgrammeItem.Kind.WORKSHOP,
    ProgrammeItem.Kind.PANEL,
)
MOST_LINES = 20
MOST_MAILS_A_DAY = 5


class ContributionForm(GuardedForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Was möchten Sie beitragen?"),
        choices=[(kind.value, kind.label) for kind in _KINDS],
        initial=ProgrammeItem.Kind.SESSION,
    )
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    abstract = forms.CharField(
        label=gettext_lazy("Worum geht es?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("So steht es später im Programm. Höchstens 4000 Zeichen."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Dauer in Minuten"),
        initial=45,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
    )
    speakers = forms.CharField(
        label=gettext_lazy("Wer trägt vor?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Eine Person je Zeile: Name, Einrichtung."),
    )
    needs = forms.CharField(
        label=gettext_lazy("Was brauchen Sie vor Ort?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Zum Beispiel Beamer, Stellwand, barrierefreie Bühne."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"), help_text=gettext_lazy("Sie wird nicht veröffentlicht.")
    )

    def clean_speakers(self):
        speakers = self.cleaned_data["speakers"]
        if len(speakers.splitlines()) > MOST_LINES:
            raise forms.ValidationError(_("Nennen Sie höchstens %d Personen.") % MOST_LINES)
        return speakers

    def clean(self):
        super().clean()
        email = self.cleaned_data.get("email")
        if not self.errors and is_over_limit(
            "contribution", email.lower(), most=MOST_MAILS_A_DAY, within=timedelta(days=1)
        ):
            raise forms.ValidationError(
                _("Für heute sind es genug Beiträge von dieser Adresse. Versuchen Sie es morgen.")
            )

    @property
    def values(self):
        """What the contribution keeps."""
        names = ("kind", "title", "abstract", "minutes", "speakers", "needs", "email")
        return {name: self.cleaned_data[name] for name in names}

    def shown_fields(self):
        return [field for field in self if field.name not in ("website", "opened")]
