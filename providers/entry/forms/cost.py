"""Step 4: what it costs, how people sign up and whom they ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Funding, Offer
from .. import reuse
from .base import EMAIL_MESSAGE, GroupedTerms, StepForm

Price = Offer.Price
AMOUNT = {"inputmode": "decimal", "autocomplete": "off", "class": "bp-width-s"}
_AMOUNT_MESSAGE = {"invalid": _("Schreiben Sie einen Betrag, zum Beispiel 12,50.")}


def _amount(label):
    return forms.DecimalField(
        label=label,
        max_digits=8,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs=AMOUNT),
        error_messages=_AMOUNT_MESSAGE,
    )


class CostForm(StepForm):
    MUSTS = ("price", "price_from", "price_to", "registration", "contact", "contact_email", "contact_phone")
    # The choice stands for the three fields below it.
    PASSING = (*StepForm.PASSING, "contact")

    price = forms.ChoiceField(
        label=_("Was kostet es?"),
        choices=[
            (Price.FREE, _("Es ist kostenlos")),
            (Price.AMOUNT, _("Ein fester Betrag")),
            (Price.RANGE, _("Von … bis …")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    price_from = _amount(_("Betrag in Euro"))
    price_to = _amount(_("bis, in Euro"))
    price_reduced = _amount(_("ermäßigt, in Euro"))
    fundings = GroupedTerms(Funding, label=_("Wer hilft bei den Kosten?"))
    registration = forms.ChoiceField(
        label=_("Muss man sich anmelden?"),
        choices=[
            (Offer.Registration.NONE, _("Nein, einfach kommen")),
            (Offer.Registration.POSSIBLE, _("Anmeldung ist möglich")),
            (Offer.Registration.REQUIRED, _("Ja, Anmeldung ist nötig")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    contact = forms.ChoiceField(
        label=_("Wen kann man fragen?"), required=False, widget=forms.RadioSelect,
        help_text=_("Das steht öffentlich auf der Seite des Angebots."),
    )  # fmt: skip

    class Meta:
        model = Offer
        fields = [
            "price", "price_from", "price_to", "price_reduced", "price_note", "fundings",
            "registration", "registration_url", "registration_deadline", "places_total",
            "contact_name", "contact_email", "contact_phone",
        ]  # fmt: skip
        labels = {
            "registration_url": _("Adresse der Anmeldung im Netz"),
            "places_total": _("Wie viele Plätze gibt es?"),
        }
        help_texts = {"registration_url": _("Zum Beispiel https://www.example.org/anmelden")}
        widgets = {
            "registration_deadline": forms.DateInput(attrs={"class": "bp-width-s", "inputmode": "numeric"}),
            "places_total": forms.TextInput(attrs={"class": "bp-width-s", "inputmode": "numeric"}),
        }
        error_messages = {
            "contact_email": EMAIL_MESSAGE,
            "registration_url": {
                "invalid": _("Diese Adresse ist nicht vollständig. Sie beginnt mit https://")
            },
            "registration_deadline": {"invalid": _("Schreiben Sie den Tag wie 24.11.2026.")},
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.contacts = reuse.contacts(self.instance)
        self.fields["contact"].choices = [
            *((contact.key, str(contact)) for contact in self.contacts),
            (reuse.NEW, _("Jemand anderes")),
        ]
        self.initial["contact"] = reuse.chosen_contact(self.instance, self.contacts)

    def clean_price(self):
        return self.cleaned_data["price"] or Price.UNKNOWN

    def clean_registration(self):
        return self.cleaned_data["registration"] or Offer.Registration.UNKNOWN

    def clean(self):
        cleaned = super().clean()
        self._clean_price(cleaned)
        contact = next((one for one in self.contacts if one.key == cleaned.get("contact")), None)
        if contact:
            cleaned |= contact.fields
        total, left = cleaned.get("places_total"), self.instance.places_left
        if total is not None and left is not None and left > total:
            self.add_error("places_total", _("Es sind noch mehr Plätze frei gemeldet, als es dann gäbe."))
        return cleaned

    def _clean_price(self, cleaned):
        """Amounts alone say what kind of price it is; a price without its amounts is asked for."""
        begin, end = cleaned.get("price_from"), cleaned.get("price_to")
        if cleaned.get("price") == Price.UNKNOWN and begin:
            cleaned["price"] = Price.RANGE if end else Price.AMOUNT
        kind = cleaned.get("price")
        lacks_amount = (kind == Price.AMOUNT and not begin) or (kind == Price.RANGE and begin is None)
        if lacks_amount and "price_from" not in self.errors:
            self.add_error(
                "price_from", _("Wie viel kostet es? Schreiben Sie den Betrag, zum Beispiel 12,50.")
            )
        is_span = kind != Price.RANGE or begin is None or (end is not None and end > begin)
        if not is_span and "price_to" not in self.errors:
            self.add_error("price_to", _("Der zweite Betrag ist der höhere, zum Beispiel 5 bis 20 Euro."))
        if kind != Price.RANGE:
            cleaned["price_to"] = None
        if kind in (Price.FREE, Price.UNKNOWN):
            cleaned["price_from"] = cleaned["price_reduced"] = None
