"""Forms of „Liste einlesen“."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..imports.columns import COLUMNS
from ..imports.text import cleaned
from ..models import Provider
from .checking import row_of
from .guessing import CLOCK, NOT_CHOSEN

MAX_TEXT = 1_000_000
# Rows to mend on one page.
AT_A_TIME = 50
NONE = "-"
LABELS = {column.name: column.label for column in COLUMNS} | {CLOCK: gettext_lazy("Uhrzeit")}


class BringForm(forms.Form):
    """A file or a pasted table, and whose offers they are."""

    provider = forms.ModelChoiceField(
        Provider.objects.none(), label=gettext_lazy("Anbieter"), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        required=False,
        help_text=gettext_lazy(
            "CSV oder XLSX, höchstens 10 MB und 20.000 Zeilen. Auch Kalender (.ics) und Open-vhs."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Oder eine Tabelle einfügen"),
        required=False,
        max_length=MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Aus Excel oder von einer Internetseite kopiert, mit der Zeile der Überschriften."
        ),
    )

    def __init__(self, *args, providers, **options):
        super().__init__(*args, **options)
        self.fields["provider"].queryset = providers
        self.fields["provider"].initial = providers.first()

    def clean(self):
        super().clean()
        file, text = self.cleaned_data.get("file"), cleaned(self.cleaned_data.get("text") or "").strip("\n")
        if not self.errors and bool(file) == bool(text.strip()):
            raise ValidationError(
                _("Wählen Sie eine Datei oder fügen Sie eine Tabelle ein, eines von beiden.")
                if file
                else _("Wählen Sie eine Datei oder fügen Sie eine Tabelle ein.")
            )
        return self.cleaned_data | {"text": text}


class ColumnsForm(forms.Form):
    """For each column of the list one of ours, or none."""

    def __init__(self, *args, upload, **options):
        super().__init__(*args, **options)
        choices = [(NONE, _("nicht übernehmen"))] + [
            (name, label) for name, label in LABELS.items() if name not in NOT_CHOSEN
        ]
        for index, heading in enumerate(upload.header):
            self.fields[f"c{index}"] = forms.ChoiceField(
                label=heading or _("Spalte %(number)s") % {"number": index + 1},
                choices=choices,
                initial=upload.columns[index] or NONE,
            )

    def clean(self):
        super().clean()
        chosen = [name for name in self.columns if name]
        for field, name in list(self.cleaned_data.items()):
            if chosen.count(name) > 1:
                self.add_error(
                    field,
                    _("„%(name)s“ ist zweimal gewählt. Lassen Sie eine davon weg.") % {"name": LABELS[name]},
                )
        if "title" not in chosen and not self.errors:
            raise ValidationError(_("Sagen Sie, in welcher Spalte der Titel der Angebote steht."))
        return self.cleaned_data

    @property
    def columns(self):
        """The names in the order of the list, "" for a column that is not taken."""
        chosen = (self.cleaned_data.get(name, NONE) for name in self.fields)
        return ["" if name == NONE else name for name in chosen]


class RepairForm(forms.Form):
    """The faulty cells of some rows, each with what was typed and why it does not do.

    Shown it is bound to the cells as they are, so that errors stand at their fields; posted it takes any text: what
    is wrong with it the next check says.
    """

    def __init__(self, posted=None, *, upload, rows):
        self.upload, self.rows, self._is_shown = upload, list(rows), posted is None
        self._reasons, values = {}, {}
        self._fields = {}
        for row in self.rows:
            values |= self._add(row)
        super().__init__(values if self._is_shown else posted, use_required_attribute=False)
        self.fields |= self._fields

    def _add(self, row):
        cells, values = row_of(self.upload, row).cells, {}
        for fault in row.faults:
            name = f"z{row.pk}-{fault['column']}"
            if fault["column"]:
                values[name] = cells.get(fault["column"], "")
                self._reasons.setdefault(name, []).append(fault["reason"])
                self._fields[name] = forms.CharField(
                    label=LABELS[fault["column"]], required=False, max_length=20_000, strip=False
                )
        skip = f"z{row.pk}-weglassen"
        self._fields[skip] = forms.BooleanField(label=_("Diese Zeile weglassen"), required=False)
        return values

    def clean(self):
        super().clean()
        for name, reasons in self._reasons.items() if self._is_shown else ():
            for reason in dict.fromkeys(reasons):
                self.add_error(
                    name, _("Zeile %(line)s: %(reason)s") % {"line": self._line(name), "reason": reason}
                )
        return self.cleaned_data

    def _line(self, name):
        pk = int(name[1:].partition("-")[0])
        return next(row.line for row in self.rows if row.pk == pk)

    @property
    def cells(self):
        """{(row id, column): text} of what was sent."""
        names = {name: value for name, value in self.cleaned_data.items() if not name.endswith("-weglassen")}
        return {self._key(name): cleaned(value) for name, value in names.items() if name in self.data}

    @property
    def skipped(self):
        return {
            self._key(name)[0]
            for name, value in self.cleaned_data.items()
            if value is True and name.endswith("-weglassen")
        }

    @staticmethod
    def _key(name):
        pk, _dash, column = name[1:].partition("-")
        return int(pk), column

    @property
    def cards(self):
        """For each row: the row, its title, its fields, its box, and reasons that belong to no cell."""
        for row in self.rows:
            fields = [self[name] for name in self._fields if name.startswith(f"z{row.pk}-")]
            yield {
                "row": row,
                "title": row_of(self.upload, row).cells.get("title", ""),
                "fields": fields[:-1],
                "skip": fields[-1],
                "reasons": [fault["reason"] for fault in row.faults if not fault["column"]],
            }
