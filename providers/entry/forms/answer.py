"""The answer of a submitter to the team's question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models.cases import TEXT_MAX


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Ihre Antwort"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schreiben Sie Ihre Antwort.")},
    )
