"""Fields the rooms' forms share: days and times as browsers ask for them, within years that make sense."""

from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST = date(1990, 1, 1)
YEARS_AHEAD = 20


def sensible(value):
    """Refuse days before 1990 or more than twenty years ahead: typing errors, and years no clock can turn."""
    day = value.date() if isinstance(value, datetime) else value
    if not EARLIEST <= day <= timezone.localdate() + timedelta(days=366 * YEARS_AHEAD):
        raise ValidationError(
            _("Prüfen Sie das Jahr: %(year)s kann hier nicht stimmen.") % {"year": day.year}
        )


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class RoomForm(forms.ModelForm):
    """A form of a room; knows the network, and offers only what belongs to it."""

    def __init__(self, *args, network, **options):
        self.network = network
        super().__init__(*args, **options)
        if hasattr(self.instance, "network_id") and self.instance.network_id is None:
            self.instance.network = network
        for name, field in self.fields.items():
            self._dress(name, field)

    def _dress(self, name, field):
        if isinstance(field, forms.DateField):
            field.widget, field.validators = DayInput(), [*field.validators, sensible]
        elif isinstance(field, forms.TimeField):
            field.widget = ClockInput()
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4
        if isinstance(field, forms.ModelChoiceField) and _belongs_to_network(field.queryset.model):
            field.queryset = field.queryset.filter(network=self.network)


def _belongs_to_network(model):
    return any(field.name == "network" for field in model._meta.fields)
