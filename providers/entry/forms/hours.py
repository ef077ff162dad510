"""Opening hours of an offer that runs all year: one field a weekday, written as people write them."""

from django import forms

from ...models import OfferHours, Weekday
from ...profile import hours


class HoursField(forms.CharField):
    """Hours of one weekday as [(opens, closes)]; the heading over all seven says that they are voluntary."""

    is_must = True

    def __init__(self, **options):
        attrs = {"autocomplete": "off", "class": "bp-width-m"}
        super().__init__(required=False, max_length=60, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value):
        return hours.read(super().clean(value))

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else hours.write(value)

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class WithHours:
    """A part of a step: seven fields."""

    def add_hours(self):
        stored = list(self.instance.hours.all()) if self.instance.pk else []
        for day in Weekday:
            self.fields[_name(day)] = HoursField(label=day.label)
            self.initial[_name(day)] = sorted((row.opens, row.closes) for row in stored if row.weekday == day)

    @property
    def hours(self):
        return [self[_name(day)] for day in Weekday]

    @property
    def has_hours(self):
        """Whether the fields are shown unfolded: something stands in one, right or wrong."""
        return any(field.value() for field in self.hours)

    def changes_hours(self):
        return any(_name(day) in self.changed_data for day in Weekday)

    def hours_rows(self):
        """Unsaved rows of what was typed."""
        return [
            OfferHours(weekday=day, opens=opens, closes=closes)
            for day in Weekday
            for opens, closes in self.cleaned_data.get(_name(day)) or ()
        ]

    def save_hours(self, offer):
        if self.changes_hours():
            offer.hours.all().delete()
            for row in self.hours_rows():
                row.offer = offer
                row.save()


def _name(day):
    return f"hours_{day.value}"
