"""What the team types into its profile and its places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.images import PictureFormField

from ..models import Answer, District, Location, Provider, ProviderKind, Weekday
from ..versions import token
from . import hours, values


class SeenForm(forms.Form):
    """Carries what the editor saw; ``values`` are those stored now."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, values):
        super().__init__(data, files, initial=values | {"seen": token(values)})
        self.names = tuple(values)

    @property
    def wanted(self):
        return {name: self.cleaned_data[name] for name in self.names}

    def show_clash(self, clash):
        """Labels with both versions; sending the form once more then stores what it says."""
        self.data = self.data.copy()
        self.data["seen"] = self.initial["seen"]
        self.add_error(
            None, _("Jemand hat inzwischen dasselbe geändert. Vergleichen Sie unten beide Fassungen.")
        )
        return [
            (self[row.name].label, self._words(row.name, row.now), self._words(row.name, row.mine))
            for row in clash.rows
        ]

    def _words(self, name, value):
        choices = {str(key): label for key, label in getattr(self.fields[name], "choices", ())}
        if value in ("", None):
            return _("(leer)")
        return choices.get(str(value), {"True": _("ja"), "False": _("nein")}.get(str(value), value))


def _column(model, name, **options):
    return model._meta.get_field(name).formfield(**options)


class ProfileForm(SeenForm):
    name = _column(
        Provider, "name", error_messages={"required": _("Geben Sie den Namen der Einrichtung an.")}
    )
    kind_id = forms.TypedChoiceField(label=_("Art"), required=False, coerce=int, empty_value=None)
    summary = _column(Provider, "summary", help_text=_("Was bietet die Einrichtung, und für wen?"))
    description = _column(Provider, "description", widget=forms.Textarea(attrs={"rows": 8}), max_length=20000)
    contact_person = _column(Provider, "contact_person")
    email = _column(Provider, "email")
    phone = _column(Provider, "phone")
    website = _column(
        Provider,
        "website",
        assume_scheme="https",
        error_messages={"invalid": _("Diese Adresse ist nicht vollständig. Sie beginnt mit https://.")},
    )
    logo = PictureFormField(
        label=_("Logo"), required=False, help_text=_("JPEG, PNG oder WebP, bis 8 MB."), widget=forms.FileInput
    )
    remove_logo = forms.BooleanField(label=_("Logo entfernen"), required=False)
    logo_alt = _column(Provider, "logo_alt")

    def __init__(self, *arguments, has_logo=False, **options):
        super().__init__(*arguments, **options)
        kinds = ProviderKind.objects.values_list("pk", "name")
        self.fields["kind_id"].choices = [("", _("weiß ich nicht")), *kinds]
        if not has_logo:
            del self.fields["remove_logo"]


class PlaceForm(SeenForm):
    name = _column(Location, "name")
    street = _column(Location, "street")
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Postleitzahl"),
        required=False,
        error_messages={"invalid": _("Die Postleitzahl braucht fünf Ziffern, zum Beispiel 39104.")},
    )
    city = _column(Location, "city")
    district_id = forms.TypedChoiceField(label=_("Stadtteil"), required=False, coerce=int, empty_value=None)
    directions = _column(Location, "directions")
    is_main = forms.BooleanField(label=_("Das ist unser Hauptort"), required=False)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        districts = District.objects.order_by("name").values_list("pk", "name")
        self.fields["district_id"].choices = [("", _("weiß ich nicht")), *districts]
        for day in Weekday:
            self.fields[f"day_{day.value}"] = forms.CharField(label=day.label, required=False, max_length=100)
        for feature in values.features():
            self.fields[f"access_{feature.pk}"] = forms.ChoiceField(
                label=feature.name, choices=Answer.choices, widget=forms.RadioSelect
            )
            self.fields[f"note_{feature.pk}"] = forms.CharField(
                label=_("Hinweis dazu: %(feature)s") % {"feature": feature.name},
                required=False,
                max_length=200,
            )

    def clean(self):
        super().clean()
        for name in self.day_names:
            self._clean_day(name)
        if not any(self.cleaned_data.get(name) for name in ("name", "street", "postcode", "city")):
            self.add_error("street", _("Geben Sie Straße und Hausnummer an oder den Namen des Ortes."))

    def _clean_day(self, name):
        try:
            self.cleaned_data[name] = hours.write(hours.read(self.cleaned_data.get(name, "")))
        except forms.ValidationError as error:
            self.add_error(name, error)

    day_names = tuple(f"day_{day.value}" for day in Weekday)

    @property
    def address_fields(self):
        return [self[name] for name in values.PLACE]

    @property
    def day_fields(self):
        return [self[name] for name in self.day_names]

    @property
    def access_fields(self):
        return [self[name] for name in self.fields if name.startswith(("access_", "note_"))]
