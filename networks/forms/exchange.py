"""Forms of the exchange."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import ExchangeEntry
from .fields import RoomForm


class ExchangeEntryForm(RoomForm):
    class Meta:
        model = ExchangeEntry
        fields = ["direction", "kind", "title", "text", "topic", "district", "until_day"]

    def clean_until_day(self):
        day = self.cleaned_data["until_day"]
        if day < timezone.localdate():
            raise ValidationError(_("Der Tag ist schon vorbei. Geben Sie einen späteren an."))
        return day


class MessageForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Ihre Nachricht"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Schreiben Sie ein paar Worte.")},
    )
