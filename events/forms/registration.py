"""The form of a registration: first how many come, then who they are."""

import re
import secrets
from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import places
from events.wishes import Wish
from portal.core.guards import GuardedForm, is_over_limit

from .choice import slots
from .people import GroupForm, PersonForm
from .questions import answers, question_fields

MOST_MAILS_A_DAY = 5
_TOKEN = re.compile(r"[\w-]{16,40}", re.ASCII)
_A_DAY = timedelta(days=1)


class PeopleNumberForm(forms.Form):
    """How many people come, one block each."""

    personen = forms.IntegerField(
        label=gettext_lazy("Wie viele Personen kommen?"),
        initial=1,
        error_messages={"required": gettext_lazy("Geben Sie an, wie viele Personen kommen.")},
    )

    def __init__(self, *args, event, **options):
        super().__init__(*args, **options)
        _limit(self.fields["personen"], 1, event)

    @property
    def size(self):
        return {"people": self.cleaned_data["personen"]}


class GroupSizeForm(forms.Form):
    """How many pupils and adults a class brings."""

    schueler = forms.IntegerField(label=gettext_lazy("Schülerinnen und Schüler"))
    erwachsene = forms.IntegerField(label=gettext_lazy("Erwachsene, die mitkommen"))

    def __init__(self, *args, event, **options):
        super().__init__(*args, **options)
        self.most = event.most_people
        for field in self.fields.values():
            _limit(field, 0, event)

    def clean(self):
        data = super().clean()
        total = sum(data.get(name) or 0 for name in self.fields)
        if not self.errors and not 1 <= total <= self.most:
            self.add_error(
                "schueler", _too_many(self.most) if total else _("Geben Sie mindestens eine Person an.")
            )
        return data

    @property
    def size(self):
        return {"pupils": self.cleaned_data["schueler"], "adults": self.cleaned_data["erwachsene"]}


def _limit(field, least, event):
    most = event.most_people
    field.widget.attrs |= {"min": least, "max": most, "class": "bp-width-s"}
    field.validators += [
        MinValueValidator(least, _("Die kleinste Zahl ist hier %d.") % least),
        MaxValueValidator(most, _too_many(most)),
    ]
    field.error_messages["invalid"] = _("Geben Sie eine Zahl an, zum Beispiel 2.")


def _too_many(most):
    return (
        ngettext(
            "Mit einer Anmeldung kommt höchstens %d Person.",
            "Mit einer Anmeldung kommen höchstens %d Personen.",
            most,
        )
        % most
    )


class ContactForm(GuardedForm):
    """Who registers, with the organiser's questions to all."""

    LIMITS = ((30, timedelta(minutes=10)), (200, timedelta(days=1)))

    token = forms.Field(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Ihr Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Geben Sie Ihren Namen an.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        help_text=gettext_lazy("Dorthin schicken wir den Link, mit dem Sie bestätigen, ändern und absagen."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Geben Sie Ihre E-Mail-Adresse an."),
            "invalid": gettext_lazy(
                "Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org."
            ),
        },
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        help_text=gettext_lazy("Nur für kurzfristige Änderungen."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Schule, Einrichtung oder Firma"), max_length=200, required=False
    )
    group_name = forms.CharField(
        label=gettext_lazy("Klasse oder Gruppe"),
        max_length=100,
        error_messages={"required": gettext_lazy("Geben Sie an, welche Klasse oder Gruppe kommt.")},
    )
    is_together = forms.BooleanField(
        label=gettext_lazy("Nur alle zusammen"),
        help_text=gettext_lazy("Wenn die Plätze nicht für alle reichen, warten alle gemeinsam."),
        required=False,
    )

    def __init__(self, *args, event, questions, is_group, is_several, **options):
        super().__init__(*args, **options)
        self.event, self.questions = event, questions
        self.fields["token"].initial = lambda: secrets.token_urlsafe(16)
        if not is_group:
            del self.fields["group_name"]
        if not is_several:
            del self.fields["is_together"]
        self.fields |= question_fields(questions)

    @property
    def shown_fields(self):
        return [field for field in self if field.name not in ("token", "opened", "website")]

    def clean_token(self):
        """One token counts for one event only; a broken one is a new form."""
        token = str(self.cleaned_data["token"] or "")
        return f"{self.event.pk}-{token if _TOKEN.fullmatch(token) else secrets.token_urlsafe(16)}"

    def _limit(self):
        """The same form again is no new wish: it counts neither for the network nor for the address."""
        if is_over_limit("registration-form", self.cleaned_data["token"], most=1, within=_A_DAY):
            return ""
        over, email = super()._limit(), self.cleaned_data["email"].lower()
        if not over and is_over_limit("registration-mails", email, most=MOST_MAILS_A_DAY, within=_A_DAY):
            return _("Für diese Adresse kamen heute schon viele Anmeldungen. Sehen Sie in Ihr Postfach.")
        return over

    def wish(self, people):
        data = self.cleaned_data
        return Wish(
            name=data["name"],
            email=data["email"],
            people=people,
            token=data["token"],
            phone=data["phone"],
            organisation=data["organisation"],
            group_name=data.get("group_name", ""),
            answers=answers(self.questions, data),
            is_together=data.get("is_together", False),
        )


class RegistrationForms:
    """Contact and people together; a formset to the error summary. ``size`` says who comes, by numbers."""

    def __init__(self, data, *, request, event, size):
        queues = places.open_queues(event)
        questions = list(event.questions.all())
        self.free, self.is_group = queues[0][1], "pupils" in size
        self.number = sum(size.values())
        of_all = [each for each in questions if self.is_group or not each.is_each]
        self.contact = ContactForm(
            data,
            request=request,
            event=event,
            questions=of_all,
            is_group=self.is_group,
            is_several=self.number > 1,
        )
        common = {"event": event, "asked": slots(queues)}
        each = [question for question in questions if question not in of_all]
        self.people = (
            [GroupForm(data, **common, **size)]
            if self.is_group
            else [
                PersonForm(data, prefix=f"p{number}", questions=each, is_first=number == 1, **common)
                for number in range(1, self.number + 1)
            ]
        )
        self.forms = [self.contact, *self.people]

    @property
    def errors(self):
        return [form.errors for form in self.forms if form.errors]

    def non_form_errors(self):
        return []

    def is_valid(self):
        """People first: a contact form without mistakes counts as a use."""
        checked = [form.is_valid() for form in reversed(self.forms)]
        return all(checked)

    def wish(self):
        registrant = self.contact.cleaned_data["name"]
        people = [person for form in self.people for person in form.people(registrant)]
        return self.contact.wish(tuple(people))

    def refuse(self, messages):
        """Say why the wish cannot be taken."""
        for message in messages:
            self.contact.add_error(None, message)
