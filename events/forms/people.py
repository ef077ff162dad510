"""Who comes: one block a person, or a class by numbers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Participation, PlaceStatus
from events.wishes import Person

from .choice import chosen, slot_fields
from .questions import answers, question_fields

NEEDS_LABEL = gettext_lazy("Was braucht diese Person?")
NEEDS_HELP = gettext_lazy(
    "Freiwillig, zum Beispiel Gebärdensprache, vegetarisches Essen, Zugang ohne Stufen. "
    "Wir löschen das am Tag nach der Veranstaltung."
)


GROUP_KINDS = (Participation.Kind.PUPIL, Participation.Kind.COMPANION)


class PersonForm(forms.Form):
    """One person; the first one may leave the name out and is then the one who registers."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Geben Sie den Namen dieser Person an.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wer ist das?"),
        choices=[(kind.value, kind.label) for kind in (Participation.Kind.ADULT, Participation.Kind.CHILD)],
        initial=Participation.Kind.ADULT,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wählen Sie: erwachsen oder Kind?")},
    )
    age = forms.IntegerField(
        label=gettext_lazy("Alter des Kindes"), required=False, min_value=0, max_value=120
    )
    guardian = forms.CharField(label=gettext_lazy("Sorgeberechtigte Person"), max_length=200, required=False)
    needs = forms.CharField(label=NEEDS_LABEL, help_text=NEEDS_HELP, max_length=300, required=False)

    def __init__(
        self, *args, event, asked=(), questions=(), is_first=False, is_group=False, row=None, **options
    ):
        """``row`` is the person to change; who belongs to a group needs no name."""
        super().__init__(*args, initial=_initial(row, asked), **options)
        self.below, self.asked, self.questions = event.guardian_below, asked, questions
        if is_group:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in GROUP_KINDS]
            self.fields["kind"].initial = Participation.Kind.PUPIL
            self.fields["name"].required = False
        elif is_first:
            self.fields["name"].required = False
            self.fields["name"].help_text = _("Leer lassen, wenn Sie das selbst sind.")
        if self.below is None:
            del self.fields["guardian"]
        else:
            self.fields["guardian"].help_text = _("Nur für Kinder unter %d Jahren.") % self.below
        self.fields |= slot_fields(asked) | question_fields(questions)

    def clean(self):
        data = super().clean()
        age, is_child = data.get("age"), data.get("kind") == Participation.Kind.CHILD
        if self.below is not None and is_child and age is None and "age" not in self.errors:
            self.add_error("age", _("Geben Sie das Alter des Kindes an."))
        if self.below is not None and age is not None and age < self.below and not data.get("guardian"):
            self.add_error("guardian", _("Wer ist für dieses Kind sorgeberechtigt? Geben Sie den Namen an."))
        return data

    def people(self, registrant=""):
        """The person of this block as one wish."""
        data = self.cleaned_data
        return (
            Person(
                name=data["name"] or registrant,
                kind=data["kind"],
                age=data["age"],
                guardian=data.get("guardian", ""),
                needs=data["needs"],
                answers=answers(self.questions, data),
                items=chosen(self.asked, data),
            ),
        )


def _initial(row, asked):
    """What is known of a person, with the items that are chosen."""
    if row is None:
        return {}
    living = set(row.bookings.exclude(status__in=PlaceStatus.ended()).values_list("item", flat=True))
    chosen_items = {
        slot.name: str(item.pk) for slot in asked for item, _words in slot.options if item.pk in living
    }
    given = {f"frage{number}": text for number, text in row.answers.items()}
    known = {name: getattr(row, name) for name in ("name", "kind", "age", "guardian", "needs")}
    return known | given | chosen_items


def _names(label, help_text):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GroupForm(forms.Form):
    """A class or group: numbers for each item; names are not needed."""

    adult_names = _names(
        gettext_lazy("Namen der Erwachsenen"), gettext_lazy("Freiwillig, ein Name je Zeile.")
    )
    pupil_names = _names(
        gettext_lazy("Namen der Schülerinnen und Schüler"),
        gettext_lazy("Freiwillig, ein Name je Zeile. Ohne Namen zählen wir nur."),
    )
    needs = forms.CharField(
        label=gettext_lazy("Was braucht die Gruppe?"), help_text=NEEDS_HELP, max_length=300, required=False
    )
    has_consent = forms.BooleanField(
        label=gettext_lazy("Die Sorgeberechtigten aller Kinder wissen Bescheid und sind einverstanden."),
        error_messages={
            "required": gettext_lazy(
                "Ohne Einverständnis der Sorgeberechtigten kann die Gruppe nicht kommen."
            )
        },
    )

    def __init__(self, *args, event, pupils, adults, asked=(), **options):
        super().__init__(*args, **options)
        self.pupils, self.adults, self.asked = pupils, adults, asked
        if event.guardian_below is None or not pupils:
            del self.fields["has_consent"]
        for slot in asked:
            for item, words in slot.options:
                self.fields[f"zahl{item.pk}"] = forms.IntegerField(
                    label=str(item), help_text=words, required=False, min_value=0, max_value=self.size
                )

    @property
    def size(self):
        return self.pupils + self.adults

    @property
    def slot_rows(self):
        """[(time, fields)] for the page."""
        return [
            (slot.label, [self[f"zahl{item.pk}"] for item, _words in slot.options]) for slot in self.asked
        ]

    @property
    def other_fields(self):
        return [field for field in self if not field.name.startswith("zahl")]

    def clean(self):
        data = super().clean()
        for slot in self.asked:
            numbers = [data.get(f"zahl{item.pk}") or 0 for item, _words in slot.options]
            if sum(numbers) > self.size:
                first = f"zahl{slot.options[0][0].pk}"
                self.add_error(
                    first,
                    _("Hier sind %(sum)d Personen verteilt, angemeldet sind %(size)d.")
                    % {"sum": sum(numbers), "size": self.size},
                )
        return data

    def people(self, registrant=""):
        """Adults first, then pupils; each item gets an adult before the pupils are shared out."""
        data, items = self.cleaned_data, [[] for _place in range(self.size)]
        for slot in self.asked:
            for place, item in zip(self._order(slot), self._spread(slot), strict=False):
                items[place].append(item)
        names = _lines(data["adult_names"], self.adults) + _lines(data["pupil_names"], self.pupils)
        kinds = [Participation.Kind.COMPANION] * self.adults + [Participation.Kind.PUPIL] * self.pupils
        return tuple(
            Person(name=name, kind=kind, needs="" if place else data["needs"], items=tuple(chosen_items))
            for place, (name, kind, chosen_items) in enumerate(zip(names, kinds, items, strict=True))
        )

    def _spread(self, slot):
        """The items of a time, each as often as asked for: first one place of each, then the rest item by item."""
        wanted = [(item, self.cleaned_data[f"zahl{item.pk}"] or 0) for item, _words in slot.options]
        filled = [(item, number) for item, number in wanted if number]
        first = [item for item, _number in filled[: self.adults]]
        rest = [
            item
            for place, (item, number) in enumerate(filled)
            for _again in range(number - (place < len(first)))
        ]
        return first + rest

    def _order(self, slot):
        """People in the order they are shared out: an adult for each item, the pupils, the other adults."""
        leading = min(
            self.adults, sum(bool(self.cleaned_data[f"zahl{item.pk}"]) for item, _words in slot.options)
        )
        pupils = range(self.adults, self.size)
        return [*range(leading), *pupils, *range(leading, self.adults)]


def _lines(text, number):
    """As many names as people; more are left out, missing ones are empty."""
    lines = [line.strip()[:150] for line in text.splitlines() if line.strip()][:number]
    return lines + [""] * (number - len(lines))
