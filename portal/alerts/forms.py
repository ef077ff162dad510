"""The wish to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.guards import GuardedForm

from .models import SearchAlert


class AlertForm(GuardedForm):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Wir schreiben Ihnen nur zu dieser Suche."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Geben Sie die Adresse an, an die wir schreiben sollen."),
            "invalid": _("Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org."),
        },
    )
    rhythm = forms.ChoiceField(
        label=_("Wann sollen wir schreiben?"),
        choices=SearchAlert.Rhythm.choices,
        initial=SearchAlert.Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, wann wir schreiben sollen.")},
    )
