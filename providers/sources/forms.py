"""Forms of subscribed lists."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import fetching

from ..models import OfferSource, Provider

MOST = 10


class SourceForm(forms.ModelForm):
    """A new list: whose, where, how often."""

    url = forms.CharField(
        label=gettext_lazy("Adresse der Liste"),
        max_length=1000,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        help_text=gettext_lazy("Zum Beispiel https://www.ihre-seite.de/termine.ics"),
    )

    class Meta:
        model = OfferSource
        fields = ("provider", "url", "format", "every_hours")

    def __init__(self, *args, providers, **options):
        super().__init__(*args, **options)
        self.fields["provider"] = forms.ModelChoiceField(
            providers, label=_("Anbieter"), empty_label=None, initial=providers.first()
        )

    def clean_url(self):
        url = self.cleaned_data["url"].replace("webcal://", "https://", 1)
        if problem := fetching.problem_of(url):
            raise ValidationError(problem)
        return url

    def clean_provider(self):
        provider = Provider.objects.get(pk=self.cleaned_data["provider"].pk)
        if provider.sources.count() >= MOST:
            raise ValidationError(_("Mehr als %(most)s Listen je Anbieter gehen nicht.") % {"most": MOST})
        return provider
