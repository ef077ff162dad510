"""Meetings in the admin."""

from django.contrib import admin

from ..models import AgendaItem, Meeting, MeetingSeries, Minutes


class AgendaInline(admin.StackedInline):
    model = AgendaItem
    extra = 0
    fields = [("position", "title", "state"), "text", "record", ("is_internal", "internal_note")]


class MinutesInline(admin.StackedInline):
    model = Minutes
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    list_display = ["title", "network", "begins_at", "visibility", "is_cancelled"]
    list_filter = ["visibility", "is_cancelled", "network"]
    list_select_related = ["network"]
    search_fields = ["title", "network__name"]
    autocomplete_fields = ["network"]
    date_hierarchy = "begins_at"
    inlines = [AgendaInline, MinutesInline]


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(admin.ModelAdmin):
    list_display = ["title", "network", "frequency", "first_day", "last_day"]
    list_select_related = ["network"]
    autocomplete_fields = ["network"]
