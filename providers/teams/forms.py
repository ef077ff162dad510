"""What people type around teams."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Provider, ProviderClaim, ProviderKind, TeamMember

ROLE_HINT = _(
    "Verantwortliche laden andere ein und vergeben Rollen. Bearbeitende pflegen Angebote und das Profil."
)


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        error_messages={
            "required": _("Geben Sie die Adresse der Person an."),
            "invalid": _("Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org."),
        },
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=TeamMember.Role.choices,
        initial=TeamMember.Role.EDITOR,
        widget=forms.RadioSelect,
        help_text=ROLE_HINT,
        error_messages={"required": _("Wählen Sie eine Rolle.")},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=TeamMember.Role.choices)


class ClaimForm(forms.ModelForm):
    class Meta:
        model = ProviderClaim
        fields = ["function", "work_contact", "reason"]
        labels = {
            "function": _("Ihre Aufgabe in der Einrichtung"),
            "work_contact": _("Wie erreicht das Bildungsbüro Sie dort?"),
            "reason": _("Warum möchten Sie den Eintrag pflegen?"),
        }
        help_texts = {
            "function": _("Zum Beispiel Leitung, Verwaltung, Ehrenamt."),
            "work_contact": _("Telefon oder E-Mail-Adresse der Einrichtung."),
        }
        error_messages = {
            "function": {"required": _("Geben Sie Ihre Aufgabe an.")},
            "work_contact": {"required": _("Geben Sie Telefon oder E-Mail-Adresse der Einrichtung an.")},
            "reason": {"required": _("Schreiben Sie einen Satz dazu.")},
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}


class NewProviderForm(forms.ModelForm):
    kind = forms.ModelChoiceField(
        ProviderKind.objects.all(), label=_("Art"), required=False, empty_label=_("weiß ich nicht")
    )

    class Meta:
        model = Provider
        fields = ["name", "kind", "summary", "email", "website"]
        labels = {"name": _("Name der Einrichtung")}
        error_messages = {
            "name": {"required": _("Geben Sie den Namen der Einrichtung an.")},
            "website": {"invalid": _("Diese Adresse ist nicht vollständig. Sie beginnt mit https://.")},
        }
