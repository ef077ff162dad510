"""What the team sets for its queue: texts used again and again, and how much it looks over afterwards."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from portal.core.slugs import free_slug

from ..models import ModerationSettings, ReplyText


@admin.register(ReplyText)
class ReplyTextAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "position", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "text"]
    fields = ["kind", "name", "text", "position", "is_active"]

    def save_model(self, request, row, form, change):
        if not change:
            row.slug = free_slug(row.name, lambda slug: ReplyText.objects.filter(slug=slug).exists())
        super().save_model(request, row, form, change)


@admin.register(ModerationSettings)
class ModerationSettingsAdmin(admin.ModelAdmin):
    fields = ["sample_every"]

    def changelist_view(self, request, extra_context=None):
        """There is one row; it opens straight away."""
        row, _is_new = ModerationSettings.objects.get_or_create(pk=1)
        return redirect(reverse("admin:providers_moderationsettings_change", args=[row.pk]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
