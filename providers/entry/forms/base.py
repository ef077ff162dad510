"""What the forms of all steps share: nothing is forced before the end, and what another person saved is noticed."""

from decimal import Decimal
from hashlib import sha256

from django import forms
from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ...models import Offer

NOTHING = "–"


class StepForm(forms.ModelForm):
    """A part of an offer. Nothing is forced in a step; ``MUSTS`` names fields that are not called voluntary.

    ``version`` is the fingerprint of what stood in the step when the page was made.
    """

    MUSTS = ()
    # Fields that say what to do now and stand for nothing stored.
    PASSING = ("version",)
    # Fields the review leaves out.
    UNREVIEWED = ()
    # What the step writes beyond the columns of the offer, as `providers.changes` calls it.
    BESIDE = ()

    class Meta:
        model = Offer
        fields = []

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in self.MUSTS:
            self.fields[name].is_must = True
        self.fields["version"].initial = self.fingerprint

    def stored(self):
        """{field name: value in words that compare} as the step stands in the database."""
        return {
            name: _comparable(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name not in self.PASSING
        }

    def fingerprint(self):
        text = "\x1f".join(f"{name}={value}" for name, value in self.stored().items())
        return sha256(text.encode()).hexdigest()[:32]

    def facts(self):
        """(label, value in words) of what is stored, for the review."""
        skipped = {*self.PASSING, *self.UNREVIEWED}
        for field in self.visible_fields():
            value = words(field.field, self.get_initial_for_field(field.field, field.name))
            if value != NOTHING and field.name not in skipped:
                yield field.label, value

    def edit(self):
        """{field: value} of what differs from what is stored, for `providers.changes`."""
        stored = self.stored()
        names = [name for name in self._meta.fields if name in self.cleaned_data]
        return {
            name: self.cleaned_data[name]
            for name in names
            if _comparable(self.cleaned_data[name]) != stored.get(name, "")
        }

    def remember(self, offer):
        """Keep what the step needs beyond the offer; also where the change itself waits."""

    def apply(self, offer):
        """Set columns of the offer that no field of the form stands for; called before it is saved."""

    def save_related(self, offer):
        """Write what lies in other tables; the offer itself is saved before."""
        self._save_m2m()


def words(field, value):
    """A value of a field as a person reads it."""
    if value in (None, "", False) or (hasattr(value, "__len__") and not len(value)):
        return NOTHING
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(row) for row in value))
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk=getattr(value, "pk", value)).first()
        return str(found or value)
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(words(forms.ChoiceField(choices=field.choices), one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(str(getattr(value, "pk", value)), value))
    if isinstance(value, Decimal):
        return number_format(value, 2)
    return str(field.prepare_value(value))


def _comparable(value):
    """A value as text: rows by number, lists in order, nothing as nothing."""
    if value is None or value is False:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, str | bytes):
        return str(value).replace("\r\n", "\n").strip()
    if hasattr(value, "__iter__"):
        return ",".join(sorted(_comparable(part) for part in value))
    return str(value)


class GroupedTerms(forms.ModelMultipleChoiceField):
    """Vocabulary as boxes; terms that are switched off are not offered."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, model, **options):
        super().__init__(queryset=model.objects.active(), required=False, **options)


EMAIL_MESSAGE = {"invalid": _("Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org.")}
