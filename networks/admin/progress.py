"""Goals, decisions and measures in the admin."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Decision, Goal, GoalValue, Measure


class GoalValueInline(admin.TabularInline):
    model = GoalValue
    extra = 0


@admin.register(Goal)
class GoalAdmin(admin.ModelAdmin):
    list_display = ["title", "network", "state", "due_on", "visibility"]
    list_filter = ["state", "visibility", "network"]
    list_select_related = ["network"]
    search_fields = ["title", "network__name"]
    autocomplete_fields = ["network"]
    inlines = [GoalValueInline]


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["title", "network", "decided_on", "state", "visibility"]
    list_filter = ["state", "visibility", "network"]
    list_select_related = ["network"]
    search_fields = ["title", "network__name"]
    autocomplete_fields = ["network", "goal", "meeting"]


class DueFilter(admin.SimpleListFilter):
    title = _("Frist")
    parameter_name = "frist"

    def lookups(self, request, model_admin):
        return [("ueberfaellig", _("überfällig"))]

    def queryset(self, request, queryset):
        return queryset.overdue(timezone.localdate()) if self.value() == "ueberfaellig" else queryset


@admin.register(Measure)
class MeasureAdmin(admin.ModelAdmin):
    list_display = ["title", "network", "organisation", "due_on", "state", "light"]
    list_filter = [DueFilter, "state", "light", "network"]
    list_select_related = ["network", "organisation__provider"]
    search_fields = ["title", "network__name"]
    autocomplete_fields = ["network", "organisation", "goal", "decision"]
