"""What the team decides about a case, from one form with several buttons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..changes.values import FIELDS
from ..models import ReplyText
from ..models.cases import TEXT_MAX
from . import queue_rows


class QueueFilter(forms.Form):
    """The query string of the list; what cannot be read shows everything from the first page."""

    art = forms.ChoiceField(choices=list(queue_rows.KINDS.items()), required=False)
    seite = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def clean_seite(self):
        return self.cleaned_data["seite"] or 1


class DecisionForm(forms.Form):
    """One decision: the button, for which change, made for which state, with words."""

    OFFER = ("publish", "ask", "refuse", "withdraw")
    CHANGE = ("accept", "accept_some", "ask_change", "refuse_change", "see", "undo")

    action = forms.ChoiceField(choices=[(name, name) for name in (*OFFER, *CHANGE, "note")])
    change = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    seen = forms.CharField(max_length=200, required=False)
    fields_chosen = forms.MultipleChoiceField(choices=[(name, name) for name in FIELDS], required=False)
    template = forms.ModelChoiceField(
        ReplyText.objects.filter(is_active=True),
        to_field_name="slug",
        required=False,
        label=_("Textbaustein"),
    )
    text = forms.CharField(
        label=_("Eigene Worte"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf %(limit_value)d Zeichen.")},
    )
    go_on = forms.BooleanField(label=_("Danach das Nächste öffnen"), required=False)

    @property
    def words(self):
        """The chosen template and the own words below it."""
        chosen = self.cleaned_data.get("template")
        parts = (chosen.text if chosen else "", self.cleaned_data["text"])
        return "\n\n".join(part for part in parts if part)[:TEXT_MAX]


class SettleForm(forms.Form):
    answer = forms.CharField(
        label=_("Antwort an die Person"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nur wenn jemand eine Adresse angegeben hat. Danach löschen wir die Adresse."),
    )
    go_on = forms.BooleanField(label=_("Danach das Nächste öffnen"), required=False)
