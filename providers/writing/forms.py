"""What the writing aids are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..plain_dates import MAX_TEXT
from ..readability import LONGEST_TEXT


class DatesForm(forms.Form):
    text = forms.CharField(label=_("Termine"), max_length=MAX_TEXT)


class TextForm(forms.Form):
    text = forms.CharField(label=_("Text"), max_length=LONGEST_TEXT)


class TitleForm(forms.Form):
    """``provider`` is a slug; it counts only where it is one of the person's own."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    provider = forms.CharField(label=_("Anbieter"), max_length=100, required=False)
    start = forms.DateField(label=_("Beginn"), required=False)
