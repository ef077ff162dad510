"""Teams of providers and requests to look after one, in the admin."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .. import claims
from ..models import ProviderClaim, TeamInvitation, TeamMember


@admin.register(TeamMember)
class TeamMemberAdmin(admin.ModelAdmin):
    list_display = ["provider", "user", "role", "since"]
    list_filter = ["role"]
    list_select_related = ["provider", "user"]
    search_fields = ["provider__name", "user__email", "user__name"]
    autocomplete_fields = ["provider", "user"]


@admin.register(TeamInvitation)
class TeamInvitationAdmin(admin.ModelAdmin):
    list_display = ["provider", "email", "role", "invited_by", "invited_at"]
    list_select_related = ["provider", "invited_by"]
    search_fields = ["provider__name", "email"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class DecisionForm(forms.ModelForm):
    decision = forms.ChoiceField(
        label=_("Entscheidung"),
        choices=[("", _("noch nicht")), ("accept", _("annehmen")), ("refuse", _("ablehnen"))],
        required=False,
    )

    class Meta:
        model = ProviderClaim
        fields = ["answer"]
        help_texts = {"answer": _("Die Person bekommt diesen Text per E-Mail. Beim Ablehnen ist er nötig.")}

    def clean(self):
        super().clean()
        if self.cleaned_data.get("decision") == "refuse" and not self.cleaned_data.get("answer", "").strip():
            self.add_error("answer", _("Schreiben Sie, warum Sie ablehnen."))


@admin.register(ProviderClaim)
class ProviderClaimAdmin(admin.ModelAdmin):
    form = DecisionForm
    list_display = ["provider", "user", "function", "status", "created_at"]
    list_filter = ["status"]
    list_select_related = ["provider", "user"]
    search_fields = ["provider__name", "user__email", "user__name"]
    readonly_fields = [
        "provider", "user", "email", "function", "work_contact", "reason", "team", "status", "created_at", "decided_by",
    ]  # fmt: skip
    fields = [*readonly_fields, "answer", "decision"]

    @admin.display(description=_("E-Mail-Adresse des Kontos"))
    def email(self, claim):
        return claim.user.email

    @admin.display(description=_("Team heute"))
    def team(self, claim):
        people = claim.provider.team.select_related("user")
        return ", ".join(f"{member.user} ({member.get_role_display()})" for member in people) or _("niemand")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.decided_at is None)

    def save_model(self, request, claim, form, change):
        """Only a decision is stored; `claims` writes it."""
        decision = form.cleaned_data["decision"]
        if decision:
            getattr(claims, decision)(claim, by=request.user, answer=form.cleaned_data["answer"])
