"""Providers and places in the admin."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from portal.core.slugs import free_slug

from .. import moderation
from ..models import Closure, Location, LocationAccess, LocationHours, Offer, Provider
from ..places import district_finder, locate
from .shared import PublicLink, SeenForm, run_on_each


class LocationInline(admin.StackedInline):
    model = Location
    extra = 0
    show_change_link = True
    fields = [("name", "is_main"), ("street", "postcode", "city"), ("lat", "lon", "district"), "directions"]
    readonly_fields = ["district"]


class LocationHoursInline(admin.TabularInline):
    model = LocationHours
    extra = 0


class ClosureInline(admin.TabularInline):
    model = Closure
    extra = 0


class LocationAccessInline(admin.TabularInline):
    model = LocationAccess
    extra = 0
    autocomplete_fields = ["feature"]


@admin.register(Location)
class LocationAdmin(SimpleHistoryAdmin):
    list_display = ["__str__", "provider", "district", "is_main"]
    list_filter = ["district"]
    list_select_related = ["provider", "district"]
    search_fields = ["name", "street", "postcode", "provider__name"]
    autocomplete_fields = ["provider"]
    readonly_fields = ["located_district"]
    fields = [
        "provider",
        ("name", "is_main"),
        ("street", "postcode", "city"),
        ("lat", "lon"),
        "located_district",
        "directions",
    ]
    inlines = [LocationHoursInline, ClosureInline, LocationAccessInline]

    @admin.display(description=_("Stadtteil (aus den Koordinaten)"))
    def located_district(self, location):
        return location.district or _("nicht bekannt")

    def save_model(self, request, location, form, change):
        super().save_model(request, locate(location), form, change)


@admin.register(Provider)
class ProviderAdmin(PublicLink, SimpleHistoryAdmin):
    list_display = [
        "name",
        "kind",
        "operator",
        "status",
        "offer_count",
        "is_example",
        "changed_at",
        "public_link",
    ]
    list_filter = ["status", "needs_review", "kind", "operator__kind", "is_trusted", "is_example", "source"]
    list_select_related = ["kind", "operator"]
    search_fields = ["name", "summary", "email", "locations__street"]
    autocomplete_fields = ["kind", "operator"]
    readonly_fields = ["slug", "status", "public_link", "source", "source_id", "created_at", "changed_at"]
    date_hierarchy = "changed_at"
    form = SeenForm
    inlines = [LocationInline]
    actions = ["publish", "withdraw", "archive", "reviewed"]
    history_list_display = ["status"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "seen",
                    "name",
                    ("kind", "operator"),
                    "summary",
                    "description",
                    ("status", "public_link"),
                ]
            },
        ),
        (_("Kontakt"), {"fields": [("email", "phone"), "contact_person", "website"]}),
        (_("Logo"), {"fields": [("logo", "logo_alt")]}),
        (_("Vertrauen"), {"fields": ["is_trusted", "trusted_note"]}),
        (
            _("Herkunft"),
            {
                "fields": [
                    "is_example",
                    ("source", "source_id"),
                    "source_note",
                    "slug",
                    ("created_at", "changed_at"),
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        published = Count("offers", filter=Q(offers__status=Offer.Status.PUBLISHED))
        return super().get_queryset(request).annotate(offer_count=published)

    @admin.display(description=_("Angebote"), ordering="offer_count")
    def offer_count(self, provider):
        return provider.offer_count

    def save_model(self, request, provider, form, change):
        if not change:
            taken = set(Provider.objects.values_list("slug", flat=True))
            provider.slug = free_slug(provider.name, taken.__contains__)
        super().save_model(request, provider, form, change)

    def save_formset(self, request, form, formset, change):
        if formset.model is Location:
            finder = district_finder()
            for location_form in formset.forms:
                locate(location_form.instance, finder)
        super().save_formset(request, form, formset, change)

    @admin.action(description=_("Veröffentlichen"), permissions=["change"])
    def publish(self, request, rows):
        done = (_("%(n)d Anbieter veröffentlicht."), _("%(n)d Anbieter veröffentlicht."))
        run_on_each(request, rows, moderation.publish_provider, done)

    @admin.action(description=_("Zurückziehen (mit allen Angeboten)"), permissions=["change"])
    def withdraw(self, request, rows):
        done = (_("%(n)d Anbieter zurückgezogen."), _("%(n)d Anbieter zurückgezogen."))
        run_on_each(request, rows, moderation.withdraw_provider, done)

    @admin.action(description=_("Archivieren"), permissions=["change"])
    def archive(self, request, rows):
        done = (_("%(n)d Anbieter archiviert."), _("%(n)d Anbieter archiviert."))
        run_on_each(request, rows, moderation.archive_provider, done)

    @admin.action(description=_("Als geprüft abhaken"), permissions=["change"])
    def reviewed(self, request, rows):
        rows.order_by().update(needs_review=False)
