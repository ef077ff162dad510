"""Texts of the site in the admin."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from .models import LegalPage, SiteSettings


@admin.register(LegalPage)
class LegalPageAdmin(SimpleHistoryAdmin):
    list_display = ["title", "slug", "changed_at"]
    search_fields = ["title", "body"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []


@admin.register(SiteSettings)
class SiteSettingsAdmin(SimpleHistoryAdmin):
    """One row: it can be added once, changed always, deleted never."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)
