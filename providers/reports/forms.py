"""The two short forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.guards import GuardedForm

from ..models import VisitorReport
from ..models.reports import TEXT_MAX
from .reporting import own_path

_TOO_LONG = _("Das ist zu lang. Kürzen Sie es auf %(limit_value)d Zeichen.")


def _email_field():
    return forms.EmailField(
        label=_("E-Mail-Adresse für eine Antwort"),
        help_text=_("Nur dafür. Wir löschen sie mit der Antwort, spätestens nach 90 Tagen."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org.")
        },
    )


class ErrorForm(GuardedForm):
    seite = forms.CharField(
        label=_("Auf welcher Seite?"),
        help_text=_("Der Teil der Adresse nach dem Namen des Portals, zum Beispiel /angebote/naehkurs/."),
        max_length=2000,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )
    problem = forms.ChoiceField(
        label=_("Was stimmt nicht?"),
        choices=VisitorReport.Problem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, was nicht stimmt.")},
    )
    text = forms.CharField(
        label=_("Wie ist es richtig?"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _TOO_LONG},
    )
    email = _email_field()

    def clean_seite(self):
        typed = self.cleaned_data["seite"].strip()
        if typed and not (page := own_path(typed)):
            raise forms.ValidationError(
                _("Diese Seite gibt es bei uns nicht. Lassen Sie das Feld leer, wenn Sie unsicher sind.")
            )
        return page if typed else ""

    def said(self):
        """The report as `reporting.report` takes it."""
        data = self.cleaned_data
        return {
            "kind": VisitorReport.Kind.ERROR,
            "page": data["seite"],
            "problem": data["problem"],
            "text": data["text"],
            "email": data["email"].lower(),
        }


class MissingForm(GuardedForm):
    wanted = forms.CharField(
        label=_("Was fehlt?"),
        help_text=_("Zum Beispiel „Schwimmkurs für Anfänger“."),
        max_length=200,
        error_messages={
            "required": _("Schreiben Sie in ein paar Worten, was Ihnen fehlt."),
            "max_length": _TOO_LONG,
        },
    )
    audience = forms.CharField(
        label=_("Für wen?"), max_length=200, required=False, error_messages={"max_length": _TOO_LONG}
    )
    place = forms.CharField(
        label=_("Wo?"),
        help_text=_("Ein Stadtteil, oder „online“."),
        max_length=200,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )
    email = _email_field()

    def said(self):
        """The report as `reporting.report` takes it."""
        data = self.cleaned_data
        return {
            "kind": VisitorReport.Kind.MISSING,
            "wanted": data["wanted"],
            "audience": data["audience"],
            "place": data["place"],
            "email": data["email"].lower(),
        }
