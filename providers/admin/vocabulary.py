"""Vocabulary in the admin: short lists, in order, editable in place."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from portal.core.slugs import free_slug

from ..models import (
    AccessFeature,
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    OfferKind,
    Operator,
    OperatorKind,
    ProviderKind,
    Topic,
    Transition,
)


class TermAdmin(admin.ModelAdmin):
    """Shared list of every vocabulary table; `used_by` names the relation whose rows are counted."""

    list_display = ["name", "slug", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug", "description"]
    used_by = ""

    def get_list_display(self, request):
        return [*self.list_display, "uses"] if self.used_by else self.list_display

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(uses=Count(self.used_by, distinct=True)) if self.used_by else rows

    @admin.display(description=_("Einträge"), ordering="uses")
    def uses(self, term):
        return term.uses

    def get_readonly_fields(self, request, obj=None):
        """An address that people have saved stays as it is."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_exclude(self, request, obj=None):
        return [*(super().get_exclude(request, obj) or []), *([] if obj else ["slug"])]

    def save_model(self, request, term, form, change):
        if not change:
            term.slug = self._free_slug(term.name)
        super().save_model(request, term, form, change)

    def _free_slug(self, name):
        taken = set(self.model.objects.values_list("slug", flat=True))
        return free_slug(name, taken.__contains__)


@admin.register(LifeStage)
class LifeStageAdmin(TermAdmin):
    list_display = ["name", "age_label", "slug", "position", "is_active"]
    used_by = "offers"


@admin.register(Transition)
class TransitionAdmin(TermAdmin):
    list_display = ["name", "before", "after", "position", "is_active"]
    list_select_related = ["before", "after"]


@admin.register(Topic)
class TopicAdmin(TermAdmin):
    list_display = ["name", "parent", "slug", "position", "is_active"]
    list_filter = ["is_active", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    used_by = "offers"


@admin.register(Audience)
class AudienceAdmin(TermAdmin):
    used_by = "offers"


@admin.register(OfferKind)
class OfferKindAdmin(TermAdmin):
    used_by = "offers"


@admin.register(ProviderKind)
class ProviderKindAdmin(TermAdmin):
    used_by = "providers"


@admin.register(OperatorKind)
class OperatorKindAdmin(TermAdmin):
    used_by = "operators"


@admin.register(Operator)
class OperatorAdmin(TermAdmin):
    list_display = ["name", "kind", "website", "position", "is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["kind"]
    used_by = "providers"


@admin.register(Funding)
class FundingAdmin(TermAdmin):
    list_display = ["name", "info_url", "position", "is_active"]
    used_by = "offers"


@admin.register(Language)
class LanguageAdmin(TermAdmin):
    used_by = "offers"


@admin.register(AccessFeature)
class AccessFeatureAdmin(TermAdmin):
    list_display = ["name", "scope", "position", "is_active"]
    list_filter = ["scope", "is_active"]


@admin.register(District)
class DistrictAdmin(TermAdmin):
    """Outlines come from a file (`load_districts`); here staff mend names and descriptions."""

    list_display = ["name", "code", "slug", "position", "is_active"]
    exclude = ["geometry"]
    filter_horizontal = ["neighbours"]
    used_by = "locations"

    def has_add_permission(self, request):
        return False
