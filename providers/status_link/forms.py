"""One tap: a state, and for „fällt aus“ and „beginnt später“ the date it is about."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import wording
from ..models import Offer
from .report import OF_ONE_DATE, STATES

MOST_DATES = 30
ALL = "alle"


class StatusForm(forms.Form):
    """The dates to choose from are the coming ones; the next is chosen."""

    stand = forms.ChoiceField(
        choices=[(state, Offer.Availability(state).label) for state in STATES],
        error_messages={
            "required": gettext_lazy("Tippen Sie auf einen der fünf Knöpfe."),
            "invalid_choice": gettext_lazy("Tippen Sie auf einen der fünf Knöpfe."),
        },
    )
    termin = forms.ChoiceField(
        label=gettext_lazy("Welcher Termin?"),
        required=False,
        help_text=gettext_lazy("Zählt nur für „fällt aus“ und „beginnt später“."),
        error_messages={
            "invalid_choice": gettext_lazy("Diesen Termin gibt es nicht mehr. Wählen Sie einen anderen.")
        },
    )
    zeit = forms.TimeField(
        label=gettext_lazy("Neue Uhrzeit"),
        required=False,
        help_text=gettext_lazy("Nur für „beginnt später“."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Die Uhrzeit sieht aus wie 18:30.")},
    )

    def __init__(self, data=None, *, offer):
        super().__init__(data)
        dates = offer.dates.upcoming(timezone.localdate()).order_by("first_day", "start_time", "pk")
        self.dates = {str(row.pk): row for row in dates[:MOST_DATES]}
        self.fields["termin"].choices = [
            *((key, _date_words(row)) for key, row in self.dates.items()),
            (ALL, _("alle Termine")),
        ]
        self.fields["termin"].initial = next(iter(self.dates), ALL)
        if not self.dates:
            del self.fields["termin"], self.fields["zeit"]

    def clean(self):
        super().clean()
        is_later = self.cleaned_data.get("stand") == Offer.Availability.DELAYED
        if is_later and self.date and not self._begins and "zeit" not in self.errors:
            self.add_error("zeit", _("Geben Sie an, wann der Termin nun beginnt."))

    @property
    def date(self):
        """The chosen OfferDate, or None for the whole offer."""
        return self.dates.get(self.cleaned_data.get("termin", ""))

    @property
    def _begins(self):
        return self.cleaned_data.get("zeit")

    @property
    def told(self):
        """The arguments of `report.tell` after the offer."""
        state = self.cleaned_data["stand"]
        date = self.date if state in OF_ONE_DATE else None
        return {"state": state, "date": date, "begins": self._begins}


def _date_words(row):
    return wording.span_words(row.first_day, row.start_time, row.last_day, row.end_time, timezone.localdate())
