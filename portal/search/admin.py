"""Synonyms, places and what people search for in the admin."""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.utils.translation import gettext_lazy as _

from .german import clean
from .models import Place, SearchedText, Synonym
from .word_facts import known

MOST_ASKED = 100  # characters of a word looked for


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["words", "note", "is_block", "is_active"]
    list_filter = ["is_block", "is_active"]
    search_fields = ["words", "note"]
    search_help_text = _("Ein Wort: Darunter steht auch, was die Suche von sich aus darüber weiß.")

    def changelist_view(self, request, extra_context=None):
        asked = clean(request.GET.get(SEARCH_VAR, "")).strip()[:MOST_ASKED]
        facts = {"asked": asked, "known": known(asked)} if asked else {}
        return super().changelist_view(request, (extra_context or {}) | facts)


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "lat", "lon", "radius_km"]
    list_filter = ["kind"]
    search_fields = ["name"]


class GapFilter(admin.SimpleListFilter):
    """Texts that find nothing: what the city lacks, or a synonym that the search lacks."""

    title = _("Ergebnis")
    parameter_name = "luecken"

    def lookups(self, request, model_admin):
        return [("1", _("Suchlücken: zuletzt nichts gefunden"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_gap=True) if self.value() == "1" else queryset


@admin.register(SearchedText)
class SearchedTextAdmin(admin.ModelAdmin):
    list_display = ["text", "searches", "days", "last_day", "share_without_result"]
    list_display_links = None
    list_filter = [GapFilter]
    search_fields = ["text"]
    search_help_text = _("Gezählt werden nur Wörter, keine Personen. Ein Suchwort steht hier ab drei Suchen.")

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, (extra_context or {}) | {"title": _("Suchwörter")})

    @admin.display(description=_("ohne Treffer"))
    def share_without_result(self, text):
        return f"{100 * text.without_result / text.searches:.0f} %"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
