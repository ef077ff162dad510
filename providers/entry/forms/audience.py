"""Step 2: for whom it is. Nothing here is a must."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Audience, Language, LifeStage, Offer
from .access import WithAccess
from .base import GroupedTerms, StepForm

SHORT = {"inputmode": "numeric", "autocomplete": "off", "class": "bp-width-s"}
_TOO_OLD = {
    "max_value": _("Das Alter liegt zwischen 0 und 120."),
    "invalid": _("Schreiben Sie eine Zahl, zum Beispiel 14."),
}


class AudienceForm(WithAccess, StepForm):
    BESIDE = ("access",)
    life_stages = GroupedTerms(LifeStage, label=_("Für welche Lebensphasen?"))
    audiences = GroupedTerms(Audience, label=_("Besonders gedacht für"))
    age_from = forms.IntegerField(
        label=_("Alter von"), min_value=0, max_value=120, required=False, error_messages=_TOO_OLD,
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    age_to = forms.IntegerField(
        label=_("Alter bis"), min_value=0, max_value=120, required=False, error_messages=_TOO_OLD,
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    languages = GroupedTerms(Language, label=_("In welcher Sprache?"))

    class Meta:
        model = Offer
        fields = ["life_stages", "audiences", "age_from", "age_to", "languages", "level"]
        labels = {"level": _("Sprachniveau bei Sprachkursen")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.add_access()

    def save_related(self, offer):
        super().save_related(offer)
        self.save_access(offer)

    def edit(self):
        return super().edit() | self.access_edit()

    def clean(self):
        cleaned = super().clean()
        begin, end = cleaned.get("age_from"), cleaned.get("age_to")
        if begin is not None and end is not None and end < begin:
            self.add_error("age_to", _("„Alter bis“ liegt unter „Alter von“. Sind die beiden vertauscht?"))
        return cleaned
