"""Parts that the admin pages of providers and offers share."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import moderation


class SeenForm(forms.ModelForm):
    """Says so where somebody else saved the entry since the page was opened; nothing is overwritten in silence."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self.initial["seen"] = self.instance.changed_at.isoformat()

    def clean(self):
        super().clean()
        seen = self.cleaned_data.get("seen")
        if seen and self.instance.pk and seen != self.instance.changed_at.isoformat():
            raise forms.ValidationError(
                _(
                    "Inzwischen hat jemand anderes diesen Eintrag geändert. Öffnen Sie ihn neu und vergleichen Sie."
                )
            )


class PublicLink:
    """Column and field with a link to the public page; the staff's preview shows unpublished entries too."""

    @admin.display(description=_("Seite"))
    def public_link(self, row):
        if not row.pk:
            return _("Erst speichern, dann ansehen.")
        if row.status == row.Status.PUBLISHED:
            return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Ansehen"))
        return format_html('<a href="{}?vorschau=1">{}</a>', row.get_absolute_url(), _("Vorschau"))


def run_on_each(request, rows, activity, done):
    """Apply a moderation activity to each provider; what a rule refuses is named, the others go through."""
    changed, refused = 0, []
    for row in rows:
        try:
            activity(row, by=request.user)
            changed += 1
        except moderation.TransitionRefused as refusal:
            refused.append((row, str(refusal)))
    say_done(request, changed, refused, done)


def say_done(request, changed, refused, done):
    """How many went through and, row by row, why others did not; `done` is a (singular, plural) text with %(n)d."""
    for row, why in refused:
        messages.warning(request, f"{row}: {why}")
    if changed:
        messages.success(request, ngettext(*done, changed) % {"n": changed})
