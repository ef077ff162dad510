"""Seats, requests, handovers and the team's log of contacts in the admin."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ..models import Admission, ContactNote, ContactWarning, Handover, Membership


class ContactWarningInline(admin.TabularInline):
    model = ContactWarning
    extra = 0
    readonly_fields = ["reason", "told_at"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


class SeatFilter(admin.SimpleListFilter):
    title = _("Sitz")
    parameter_name = "sitz"

    def lookups(self, request, model_admin):
        return [("laeuft", _("läuft")), ("ohne-person", _("läuft, ohne Person"))]

    def queryset(self, request, queryset):
        if self.value() == "laeuft":
            return queryset.current()
        return queryset.current().vacant() if self.value() == "ohne-person" else queryset


@admin.register(Membership)
class MembershipAdmin(SimpleHistoryAdmin):
    list_display = ["organisation", "network", "role", "person_name", "from_day", "until_day"]
    list_filter = [SeatFilter, "role", "network"]
    list_select_related = ["organisation__provider", "network"]
    search_fields = ["organisation__name", "organisation__provider__name", "person_name", "network__name"]
    autocomplete_fields = ["organisation", "network", "user"]
    inlines = [ContactWarningInline]


@admin.register(Admission)
class AdmissionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "origin", "state", "created_at"]
    list_filter = ["state", "origin", "network"]
    list_select_related = ["organisation__provider", "network"]
    autocomplete_fields = ["organisation", "network", "user"]


@admin.register(Handover)
class HandoverAdmin(admin.ModelAdmin):
    list_display = ["membership", "begun_at", "finished_at"]
    list_select_related = ["membership__organisation__provider"]
    raw_id_fields = ["membership", "successor"]


class FollowUpFilter(admin.SimpleListFilter):
    title = _("Wieder melden")
    parameter_name = "melden"

    def lookups(self, request, model_admin):
        return [("faellig", _("fällig"))]

    def queryset(self, request, queryset):
        return queryset.to_follow_up(timezone.localdate()) if self.value() == "faellig" else queryset


@admin.register(ContactNote)
class ContactNoteAdmin(admin.ModelAdmin):
    """The team's log of visits and talks: internal, deleted by date."""

    list_display = ["day", "kind", "organisation", "topic", "follow_up_on", "followed_up"]
    list_editable = ["followed_up"]
    list_filter = [FollowUpFilter, "kind", "followed_up", "network"]
    list_select_related = ["organisation__provider"]
    search_fields = ["topic", "agreed", "organisation__name", "organisation__provider__name"]
    autocomplete_fields = ["organisation", "network"]
    date_hierarchy = "day"

    def save_model(self, request, note, form, change):
        if not change:
            note.by = request.user
        super().save_model(request, note, form, change)
