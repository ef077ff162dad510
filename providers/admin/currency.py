"""Rules of confirmation, relations between offers and learning paths in the admin."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from .. import paths
from ..models import ConfirmationRule, LearningPath, LearningPathStep, Offer, OfferRelation


@admin.register(ConfirmationRule)
class ConfirmationRuleAdmin(admin.ModelAdmin):
    list_display = [
        "__str__",
        "remind_after",
        "remind_again_after",
        "unconfirmed_after",
        "hide_after",
        "archive_after",
    ]
    list_select_related = ["kind"]


class RelationForm(forms.ModelForm):
    def clean(self):
        """A circle is refused as at the providers' desk."""
        chosen = super().clean() or self.cleaned_data
        if all(chosen.get(name) for name in ("offer", "kind", "other")):
            try:
                paths.refuse_circle(
                    chosen["offer"], chosen["kind"], chosen["other"], named=Offer.objects.all()
                )
            except paths.RelationRefused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return chosen


@admin.register(OfferRelation)
class OfferRelationAdmin(admin.ModelAdmin):
    form = RelationForm
    list_display = ["offer", "kind", "other"]
    list_filter = ["kind"]
    list_select_related = ["offer", "other"]
    search_fields = ["offer__title", "other__title"]
    autocomplete_fields = ["offer", "other"]


class StepInline(admin.TabularInline):
    model = LearningPathStep
    extra = 1
    autocomplete_fields = ["offer"]


@admin.register(LearningPath)
class LearningPathAdmin(admin.ModelAdmin):
    list_display = ["title", "is_public", "position"]
    list_editable = ["is_public", "position"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["goal"]
    inlines = [StepInline]
