"""The small forms of the desk."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import paths
from ..models import OfferRelation
from .rows import CHOICES


class StateForm(forms.Form):
    stand = forms.ChoiceField(choices=[(state.value, state.label) for state in CHOICES])


class RelationForm(forms.Form):
    """A relation to another offer, by its number from the list beside the form."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wie hängen sie zusammen?"),
        choices=OfferRelation.Kind.choices,
        initial=OfferRelation.Kind.REQUIRES,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Wählen Sie, wie die Angebote zusammenhängen."),
            "invalid_choice": gettext_lazy("Wählen Sie, wie die Angebote zusammenhängen."),
        },
    )
    other = forms.IntegerField(
        label=gettext_lazy("Das andere Angebot"),
        min_value=1,
        max_value=2**62,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Wählen Sie ein Angebot aus der Liste."),
        ),
    )

    def __init__(self, data=None, *, user, offer):
        super().__init__(data)
        self._user, self._offer = user, offer

    def clean_other(self):
        """Own offers and public ones; another's draft answers like an offer that does not exist."""
        number = self.cleaned_data["other"]
        found = paths.related_to_by(self._user).filter(pk=number).exclude(pk=self._offer.pk).first()
        if found is None:
            raise forms.ValidationError(_("Wählen Sie ein Angebot aus der Liste."))
        return found

    def relate(self, *, by):
        """Make the relation; False, with the reason at the form, where it would close a circle."""
        try:
            paths.relate(self._offer, self.cleaned_data["kind"], self.cleaned_data["other"], by=by)
        except paths.RelationRefused as refusal:
            self.add_error("other", str(refusal))
            return False
        return True
