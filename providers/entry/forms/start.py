"""Before the first step without an account: who writes, and for whom."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.proof import ProvenForm

from ... import namesakes
from ...models import Provider
from ..reuse import NEW
from .base import EMAIL_MESSAGE

MOST_NAMES = 600


class StartForm(ProvenForm):
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        help_text=gettext_lazy(
            "Dorthin schicken wir den Link, mit dem Sie weiterschreiben. Sie steht nirgends öffentlich."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=EMAIL_MESSAGE | {"required": gettext_lazy("Geben Sie Ihre E-Mail-Adresse an.")},
    )  # fmt: skip
    person = forms.CharField(
        label=gettext_lazy("Ihr Name"), max_length=150, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    provider = forms.CharField(
        label=gettext_lazy("Wer bietet es an?"),
        help_text=gettext_lazy("Name des Vereins, der Einrichtung oder Firma. Bekannte Namen erscheinen beim Tippen."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "bekannte-anbieter"}),
        error_messages={"required": gettext_lazy("Nennen Sie, wer das Angebot macht.")},
    )  # fmt: skip
    which = forms.ChoiceField(
        label=gettext_lazy("Meinen Sie einen dieser Anbieter?"), required=False, widget=forms.RadioSelect
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.found = self._similar() if self.is_bound else []
        self.fields["which"].choices = [
            *((str(provider.pk), provider.name) for provider in self.found),
            (NEW, _("Nein, es ist ein anderer")),
        ]

    @property
    def names(self):
        """Names for the list under the field."""
        return Provider.objects.published().order_by("name").values_list("name", flat=True)[:MOST_NAMES]

    def _similar(self):
        """Published providers whose name is that or nearly that, the nearest first."""
        typed = str(self.data.get("provider") or "").replace("\x00", "")
        return namesakes.alike(typed, Provider.objects.published())

    def clean(self):
        super().clean()
        if self.errors:
            return
        chosen, typed = self.cleaned_data["which"], self.cleaned_data["provider"].casefold()
        same = [provider for provider in self.found if provider.name.casefold() == typed]
        if chosen:
            self.known = next((one for one in self.found if str(one.pk) == chosen), None)
        elif len(same) == 1 or not self.found:
            self.known = next(iter(same), None)
        else:
            self.add_error("which", _("Diesen Namen gibt es so ähnlich schon. Wählen Sie einen aus."))
