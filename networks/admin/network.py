"""Networks and organisations in the admin."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from .. import register
from ..models import Network, NetworkDocument, NetworkInternal, Organisation


class InternalInline(admin.StackedInline):
    model = NetworkInternal
    extra = 0


class DocumentInline(admin.TabularInline):
    model = NetworkDocument
    extra = 0


@admin.register(Network)
class NetworkAdmin(SimpleHistoryAdmin):
    list_display = ["name", "kind", "state", "is_public", "entry", "is_example", "changed_at", "public_link"]
    list_filter = ["is_public", "kind", "state", "entry", "is_example", "topics"]
    search_fields = ["name", "summary", "common_goal"]
    autocomplete_fields = ["parent", "sisters", "topics", "districts"]
    readonly_fields = ["slug", "public_link", "created_at", "changed_at"]
    filter_horizontal = ["life_stages", "transitions"]
    inlines = [InternalInline, DocumentInline]
    actions = ["publish", "withdraw"]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "state", "is_public"), "summary", "common_goal", "public_link"]}),
        (_("Auftrag"), {"fields": [("mandate", "mandate_until"), "tasks", ("begins_on", "ends_on")]}),
        (
            _("Mitmachen"),
            {"fields": [("entry", "entry_note"), ("rhythm", "rhythm_note"), ("email", "website")]},
        ),
        (_("Worum es geht"), {"fields": ["topics", "life_stages", "transitions", "districts"]}),
        (_("Beziehungen"), {"fields": ["parent", "sisters"]}),
        (_("Herkunft"), {"fields": ["is_example", "source_note", "slug", ("created_at", "changed_at")]}),
    ]

    @admin.display(description=_("Seite"))
    def public_link(self, network):
        if not network.pk or not network.is_public:
            return _("noch nicht öffentlich")
        return format_html('<a href="{}">{}</a>', network.get_absolute_url(), _("Ansehen"))

    def save_model(self, request, network, form, change):
        if not change:
            network.slug = register.free_network_slug(network.name)
        super().save_model(request, network, form, change)

    @admin.action(description=_("Veröffentlichen"), permissions=["change"])
    def publish(self, request, rows):
        self._say(
            request,
            register.publish(rows),
            _("%d Netzwerk veröffentlicht."),
            _("%d Netzwerke veröffentlicht."),
        )

    @admin.action(description=_("Aus dem Verzeichnis nehmen"), permissions=["change"])
    def withdraw(self, request, rows):
        self._say(request, register.withdraw(rows), _("%d Netzwerk entfernt."), _("%d Netzwerke entfernt."))

    def _say(self, request, number, one, many):
        messages.success(request, ngettext(one, many, number) % number)


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["__str__", "kind", "is_example"]
    list_filter = ["kind", "is_example"]
    list_select_related = ["provider"]
    search_fields = ["name", "provider__name"]
    autocomplete_fields = ["provider"]
    readonly_fields = ["slug"]

    def save_model(self, request, organisation, form, change):
        if not change:
            organisation.slug = register.free_organisation_slug(organisation.title)
        super().save_model(request, organisation, form, change)
