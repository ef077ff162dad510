"""Ferien und Feiertage in the admin."""

from django.contrib import admin

from ..models import Holiday


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "first_day", "last_day", "state"]
    list_filter = ["kind", "state"]
    search_fields = ["name"]
    date_hierarchy = "first_day"
