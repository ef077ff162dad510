"""Texts of the site in the admin."""

from django.contrib import admin
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin

from .context import stored_site
from .models import LegalPage, SiteSettings


@admin.register(LegalPage)
class LegalPageAdmin(SimpleHistoryAdmin):
    list_display = ["title", "slug", "changed_at"]
    search_fields = ["title", "body"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []


@admin.register(SiteSettings)
class SiteSettingsAdmin(SimpleHistoryAdmin):
    """One row: the list leads straight to it; it can be changed, never added to or deleted."""

    def changelist_view(self, request, extra_context=None):
        row, _created = SiteSettings.objects.get_or_create(pk=1)
        return redirect("admin:pages_sitesettings_change", row.pk)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        stored_site.forget()
