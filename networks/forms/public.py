"""Forms that anybody may send: asking to take part, founding a network, coming as a guest."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.guards import GuardedForm

from ..access import organisations_of
from ..models import Network

TEXT = {"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 2000, "required": False}


def name_field():
    return forms.CharField(
        label=gettext_lazy("Ihr Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Sagen Sie uns Ihren Namen.")},
    )


def email_field():
    return forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Geben Sie die Adresse an, an die wir schreiben sollen."),
            "invalid": gettext_lazy(
                "Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org."
            ),
        },
    )


class AskForm(GuardedForm):
    """A wish to take part. People with an account choose among their own organisations."""

    organisation = forms.ModelChoiceField(
        None, label=gettext_lazy("Ihre Einrichtung"), empty_label=gettext_lazy("eine andere"), required=False
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Name der Einrichtung"), max_length=200, required=False
    )
    person_name = name_field()
    email = email_field()
    message = forms.CharField(label=gettext_lazy("Ihre Nachricht"), **TEXT)
    expectations = forms.CharField(label=gettext_lazy("Was Sie vom Netzwerk erwarten"), **TEXT)
    contributions = forms.CharField(label=gettext_lazy("Was Sie beitragen können"), **TEXT)
    shows_person = forms.BooleanField(
        label=gettext_lazy("Mein Name darf auf der Seite des Netzwerks stehen, solange ich mitarbeite"),
        required=False,
    )

    def __init__(self, *args, user=None, **options):
        super().__init__(*args, **options)
        self.user = user if user is not None and user.is_authenticated else None
        if self.user is None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations_of(self.user).named()
            self.fields["email"].initial, self.fields["person_name"].initial = self.user.email, self.user.name

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("organisation") and not self.cleaned_data.get("organisation_name"):
            self.add_error("organisation_name", _("Sagen Sie, für welche Einrichtung Sie anfragen."))

    @property
    def wish(self):
        """Fields of `memberships.ask`."""
        names = ("organisation", "organisation_name", "person_name", "email", "message", "expectations",
                 "contributions", "shows_person")  # fmt: skip
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class FoundForm(GuardedForm):
    """A network somebody wants to found; the team publishes it."""

    name = forms.CharField(
        label=gettext_lazy("Name des Netzwerks"),
        max_length=200,
        error_messages={"required": gettext_lazy("Geben Sie dem Netzwerk einen Namen.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wie das Netzwerk arbeitet"), choices=Network.Kind, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label=gettext_lazy("Wozu es da ist"),
        help_text=gettext_lazy("Ein Satz, der alle verstehen."),
        max_length=300,
        error_messages={"required": gettext_lazy("Sagen Sie in einem Satz, wozu es da ist.")},
    )
    common_goal = forms.CharField(label=gettext_lazy("Gemeinsames Ziel"), **TEXT)
    organisation_name = forms.CharField(
        label=gettext_lazy("Ihre Einrichtung"),
        max_length=200,
        error_messages={"required": gettext_lazy("Sagen Sie, für welche Einrichtung Sie gründen.")},
    )
    person_name = name_field()
    email = email_field()

    def __init__(self, *args, user=None, **options):
        super().__init__(*args, **options)
        if user is not None and user.is_authenticated:
            self.fields["email"].initial, self.fields["person_name"].initial = user.email, user.name


class GuestForm(GuardedForm):
    name = name_field()
    email = email_field()


class InvitationForm(forms.Form):
    """What an invited person says with the yes."""

    organisation_name = forms.CharField(
        label=gettext_lazy("Ihre Einrichtung"),
        max_length=200,
        error_messages={"required": gettext_lazy("Sagen Sie, für welche Einrichtung Sie kommen.")},
    )
    person_name = name_field()
    expectations = forms.CharField(label=gettext_lazy("Was Sie vom Netzwerk erwarten"), **TEXT)
    contributions = forms.CharField(label=gettext_lazy("Was Sie beitragen können"), **TEXT)
    shows_person = forms.BooleanField(
        label=gettext_lazy("Mein Name darf auf der Seite des Netzwerks stehen, solange ich mitarbeite"),
        required=False,
    )

    def __init__(self, *args, admission, **options):
        options["initial"] = {
            "organisation_name": admission.organisation_title,
            "person_name": admission.person_name,
        }
        super().__init__(*args, **options)
        if admission.organisation_id:
            del self.fields["organisation_name"]
