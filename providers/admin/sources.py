"""Subscribed lists in the admin: who follows what, how it goes, and whom staff trust to publish."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from ..models import OfferSource
from ..sources import following, showing


@admin.register(OfferSource)
class OfferSourceAdmin(admin.ModelAdmin):
    list_display = ["url", "provider", "state", "every_hours", "fetched_at", "problem"]
    list_filter = ["state", "format", "publishes"]
    list_select_related = ["provider"]
    search_fields = ["url", "provider__name"]
    autocomplete_fields = ["provider"]
    readonly_fields = ["fetched_at", "failures", "problem", "last_report", "open_conflicts"]
    fields = ["provider", "url", "format", "every_hours", "publishes", "state", *readonly_fields]
    actions = ["fetch_soon"]

    @admin.display(description=_("Bericht des letzten Abrufs"))
    def last_report(self, source):
        lines = [
            *(f"{label}: {number}" for label, number in showing.figures(source)),
            *source.report.get("faults", ()),
        ]
        return format_html_join("", "{}<br>", ((line,) for line in lines))

    @admin.display(description=_("Widersprüche, über die der Anbieter entscheidet"))
    def open_conflicts(self, source):
        rows = (
            (each["conflict"].offer, each["label"], each["ours"], each["theirs"])
            for each in showing.conflicts(source)
        )
        return format_html_join("", "{}: {}: „{}“ / „{}“<br>", rows) or "–"

    @admin.action(description=_("Jetzt abrufen"))
    def fetch_soon(self, request, queryset):
        for source in queryset:
            following.resume(source)
