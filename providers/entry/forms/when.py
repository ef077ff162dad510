"""Step 3: when and where."""

from datetime import date, time, timedelta

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import AccessFeature, Answer, District, Location, LocationAccess, Offer, OfferEntry
from .. import dates, reuse
from .base import StepForm
from .fields import ClockField, DayField
from .hours import WithHours

Schedule, Format = Offer.Schedule, Offer.Format
ONCE, REGULAR, ANY_TIME = Schedule.DATES.value, Schedule.SERIES.value, Schedule.ON_REQUEST.value
_WHEN = ("schedule", "when", "day", "until", "begin", "end")
_PLACE = ("place_name", "place_street", "place_postcode", "place_city", "district", "step_free")
STEP_FREE = "stufenlos"
FURTHEST = timedelta(days=3 * 366)


class WhenForm(WithHours, StepForm):
    BESIDE = ("dates", "series", "hours", "location")
    MUSTS = (
        *_WHEN,
        "leave_out",
        "format",
        "place",
        "place_street",
        "place_postcode",
        "place_city",
        "step_free",
    )
    UNREVIEWED = ("day", "until", "begin", "end", *_PLACE)

    schedule = forms.ChoiceField(
        label=gettext_lazy("Wie oft?"),
        choices=[
            (ONCE, gettext_lazy("Einmal oder an einzelnen Tagen")),
            (REGULAR, gettext_lazy("Regelmäßig")),
            (ANY_TIME, gettext_lazy("Jederzeit oder nach Absprache")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    when = forms.CharField(
        label=gettext_lazy("Beschreiben Sie die Termine in einem Satz"),
        help_text=gettext_lazy("Zum Beispiel: jeden Dienstag 17-18:30 bis 15.12., nicht in den Schulferien"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = DayField(label=gettext_lazy("Oder: erster Tag"))
    until = DayField(label=gettext_lazy("jede Woche bis"))
    begin = ClockField(label=gettext_lazy("Beginn"))
    end = ClockField(label=gettext_lazy("Ende"))
    leave_out = forms.MultipleChoiceField(
        label=gettext_lazy("Diese Termine finden nicht statt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Findet es vor Ort statt?"),
        choices=[
            (Format.ONSITE, gettext_lazy("Vor Ort")),
            (Format.ONLINE, gettext_lazy("Online")),
            (Format.HYBRID, gettext_lazy("Beides")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label=gettext_lazy("Ort"), required=False, widget=forms.RadioSelect)
    place_name = forms.CharField(
        label=gettext_lazy("Name des Ortes"), max_length=200, required=False,
        help_text=gettext_lazy("Zum Beispiel „Haus B, Raum 12“."),
    )  # fmt: skip
    place_street = forms.CharField(
        label=gettext_lazy("Straße und Hausnummer"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )  # fmt: skip
    place_postcode = forms.CharField(
        label=gettext_lazy("Postleitzahl"), max_length=10, required=False,
        validators=[
            RegexValidator(
                r"^[0-9]{5}$", gettext_lazy("Die Postleitzahl braucht fünf Ziffern, zum Beispiel 39104.")
            )
        ],
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "postal-code", "class": "bp-width-s"}
        ),
    )  # fmt: skip
    place_city = forms.CharField(label=gettext_lazy("Stadt"), max_length=100, required=False)
    district = forms.ModelChoiceField(
        District.objects.active().defer("geometry").order_by("name"), label=gettext_lazy("Stadtteil"),
        required=False, empty_label=gettext_lazy("Weiß ich nicht"),
    )  # fmt: skip
    step_free = forms.ChoiceField(
        label=gettext_lazy("Kommt man ohne Stufen hinein?"),
        choices=[
            (Answer.YES, gettext_lazy("Ja")),
            (Answer.NO, gettext_lazy("Nein")),
            (Answer.UNKNOWN, gettext_lazy("Weiß ich nicht")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Offer
        fields = ["schedule", "schedule_note", "format", "place_note", "online_url"]
        labels = {"schedule_note": gettext_lazy("Noch etwas zu den Terminen?")}
        widgets = {"place_note": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "online_url": {
                "invalid": gettext_lazy("Diese Adresse ist nicht vollständig. Sie beginnt mit https://")
            }
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.today, self.stored_schedule = timezone.localdate(), self.instance.schedule
        self.initial_location = self.instance.location_id
        self.places = reuse.places(self.instance) if self.instance.pk else []
        self.may_add_places = reuse.may_add_places(self.instance)
        self._stored_dates = dates.of_offer(self.instance) if self.instance.pk else dates.Understood()
        self.add_hours()
        self._prepare_initial()
        self._prepare_choices()
        self.understood = self._stored_dates
        if self.is_bound:
            self._read()

    def _prepare_initial(self):
        offer = self.instance
        entry = getattr(offer, "entry", None)
        schedules = {Schedule.CONTINUOUS: ANY_TIME, Schedule.UNKNOWN: ""}
        self.initial |= {
            "schedule": schedules.get(offer.schedule, offer.schedule),
            "when": entry.when if entry else "",
            "place": str(offer.location_id or reuse.NEW),
            "place_city": settings.PORTAL_CITY,
            "step_free": Answer.UNKNOWN.value,
        }
        rows = self._stored_dates.dates
        if len(rows) == 1 and not self._stored_dates.series and not self.initial["when"]:
            self.initial |= {"day": rows[0].first_day, "begin": rows[0].start_time, "end": rows[0].end_time}

    def _prepare_choices(self):
        self.fields["place"].choices = [
            *((str(place.pk), str(place)) for place in self.places),
            (reuse.NEW, _("Neuer Ort")),
        ]
        if not self.may_add_places:
            for name in _PLACE:
                del self.fields[name]

    # Dates

    def _read(self):
        """Understand the dates now: the list below the sentence comes from what was typed."""
        is_told = self.is_bound and (
            self._value("when") or self._value("day") or self._value("schedule") == ANY_TIME
        )
        # Emptied fields alone delete no dates: single ones are left out in the list.
        self.is_rewritten = bool(is_told) and any(self._has_changed(name) for name in _WHEN)
        self.understood = self._understand() if self.is_rewritten else self._stored_dates
        self.fields["leave_out"].choices = [
            (row.first_day.isoformat(), dates.date_words(row, self.today)) for row in self.understood.rows()
        ]

    def _has_changed(self, name):
        field, raw = self.fields[name], self.data.get(self.add_prefix(name)) or ""
        initial = field.prepare_value(self.get_initial_for_field(field, name))
        return str(raw).strip() != str(initial if initial is not None else "").strip()

    def _value(self, name):
        """The cleaned value of a field before the form is cleaned, or None."""
        try:
            return self.fields[name].clean(self.data.get(self.add_prefix(name)))
        except forms.ValidationError:
            return None

    def _understand(self):
        day, until, begin, end = map(self._value, ("day", "until", "begin", "end"))
        if self._value("schedule") == ANY_TIME:
            return dates.Understood()
        if sentence := self._value("when"):
            return dates.of_sentence(sentence, self.today, begin, end)
        if day is None or not self._is_near(day) or (until and not day <= until <= self.today + FURTHEST):
            return dates.Understood()
        return dates.of_fields(day, until, begin, end)

    def _is_near(self, day):
        return self.today - FURTHEST <= day <= self.today + FURTHEST

    @property
    def understood_words(self):
        return dates.words(self.understood, self.today)

    @property
    def understood_rows(self):
        return [dates.date_words(row, self.today) for row in self.understood.rows()]

    def facts(self):
        """The dates as they were understood, then the rest."""
        if self.understood_words:
            yield _("Termine"), self.understood_words
        for label, value in super().facts():
            if value != self.fields["place"].choices[-1][1]:
                yield label, value

    def clean(self):
        cleaned = super().clean()
        self._clean_times(cleaned.get("begin"), cleaned.get("end"))
        self._clean_days(cleaned.get("day"), cleaned.get("until"))
        if self.is_rewritten:
            for problem in self.understood.problems:
                self.add_error("when", problem)
        self._clean_place(cleaned)
        if cleaned.get("schedule") in (Schedule.UNKNOWN, Schedule.ON_REQUEST) and self.hours_rows():
            cleaned["schedule"] = Schedule.CONTINUOUS
        return cleaned

    def _clean_times(self, begin, end):
        if begin and end and end < begin:
            words = _("Das Ende liegt vor dem Beginn.")
            if end.hour < 12 and (later := time(end.hour + 12, end.minute)) > begin:
                words += " " + _("Soll es %(time)s Uhr heißen?") % {"time": f"{later:%H:%M}"}
            self.add_error("end", words)

    def _clean_days(self, day, until):
        if day and not self._is_near(day):
            self.add_error("day", _("Dieser Tag liegt sehr weit weg. Stimmt das Jahr?"))
        if until and not day:
            self.add_error("day", _("Nennen Sie auch den ersten Tag."))
        elif until and until < day:
            self.add_error("until", _("Der letzte Tag liegt vor dem ersten."))
        elif until and until > self.today + FURTHEST:
            self.add_error("until", _("Dieser Tag liegt sehr weit weg. Stimmt das Jahr?"))

    # Place

    def _clean_place(self, cleaned):
        """A name alone does not lead anybody there; an address alone says that people come."""
        named, street = cleaned.get("place_name"), cleaned.get("place_street")
        if not cleaned.get("place") and named and not street and "place_street" not in self.errors:
            self.add_error("place_street", _("Wo ist das? Nennen Sie Straße und Hausnummer."))
        if not cleaned.get("format") and (cleaned.get("place") or street):
            cleaned["format"] = Format.ONSITE

    def apply(self, offer):
        """Set the place, made anew where an address was typed."""
        offer.location = self.cleaned_data["place"] or self._new_place(offer)

    def _new_place(self, offer):
        if not (self.may_add_places and self.cleaned_data["place_street"]):
            return None
        values = {name: self.cleaned_data[f"place_{name}"] for name in ("name", "street", "postcode", "city")}
        place = Location.objects.create(
            provider_id=offer.provider_id, district=self.cleaned_data["district"], **values
        )
        answer, feature = self.cleaned_data["step_free"], AccessFeature.objects.filter(slug=STEP_FREE).first()
        if feature and answer in (Answer.YES, Answer.NO):
            LocationAccess.objects.create(location=place, feature=feature, answer=answer)
        return place

    def clean_schedule(self):
        """What was understood says best how often it is; opening hours stay opening hours."""
        chosen = self.cleaned_data["schedule"]
        if chosen == ANY_TIME:
            is_continuous = self.stored_schedule == Schedule.CONTINUOUS
            return Schedule.CONTINUOUS if is_continuous else Schedule.ON_REQUEST
        return self.understood.kind or chosen or Schedule.UNKNOWN

    def clean_place(self):
        """A place of the list, or a new one with an address, or none."""
        chosen = self.cleaned_data["place"]
        return next((place for place in self.places if str(place.pk) == chosen), None)

    def stored(self):
        """Dates and the place too: they lie in tables of their own."""
        rows = [dates.date_words(row, self.today) for row in self._stored_dates.rows()]
        return super().stored() | {"leave_out": "; ".join(rows)}

    def save_related(self, offer):
        super().save_related(offer)
        self.remember(offer)
        self.save_hours(offer)
        if self._changes_dates():
            dates.write(offer, self._remaining())

    def remember(self, offer):
        OfferEntry.objects.update_or_create(offer=offer, defaults={"when": self.cleaned_data["when"]})

    def _changes_dates(self):
        return self.is_rewritten or self.cleaned_data["leave_out"]

    def _remaining(self):
        return self.understood.without({date.fromisoformat(day) for day in self.cleaned_data["leave_out"]})

    def edit(self):
        edit = super().edit()
        self.apply(self.instance)
        if self.instance.location_id != self.initial_location:
            edit["location"] = self.instance.location
        if self._changes_dates():
            remaining = self._remaining()
            edit |= {"series": remaining.series, "dates": remaining.dates}
        if self.changes_hours():
            edit["hours"] = self.hours_rows()
        return edit
