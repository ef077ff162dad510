"""Events in the admin. Status, programme and documentation become public only through their steps."""

from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from networks.forms.fields import sensible

from .. import publication, registration
from ..addresses import free_event_slug
from ..models import Event, EventAccess, EventSeries, Question, RecordPart, Room, Track
from .steps import STEPS, StepUrls


class RoomInline(admin.TabularInline):
    model = Room
    extra = 0


class TrackInline(admin.TabularInline):
    model = Track
    extra = 0


class AccessInline(admin.TabularInline):
    model = EventAccess
    extra = 0
    autocomplete_fields = ["feature"]


class QuestionInline(admin.StackedInline):
    model = Question
    extra = 0


class RecordPartInline(admin.StackedInline):
    model = RecordPart
    extra = 0
    autocomplete_fields = ["item"]


class WhenFilter(admin.SimpleListFilter):
    """Coming or past, as on the public list."""

    title = _("Zeit")
    parameter_name = "zeit"

    def lookups(self, request, model_admin):
        return [("kommend", _("kommend")), ("vergangen", _("vergangen"))]

    def queryset(self, request, rows):
        chosen = {"kommend": rows.upcoming, "vergangen": rows.past}
        return chosen[self.value()]() if self.value() in chosen else rows


class EventForm(forms.ModelForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.SplitDateTimeField):
                field.validators.append(sensible)


@admin.register(Event)
class EventAdmin(StepUrls, SimpleHistoryAdmin):
    form = EventForm
    list_display = [
        "title",
        "kind",
        "starts_at",
        "status",
        "visibility",
        "network",
        "provider",
        "public_link",
    ]
    list_filter = ["status", WhenFilter, "visibility", "kind", "registration", "topics", "is_example"]
    list_select_related = ["network", "provider"]
    list_per_page = 50
    search_fields = ["title", "summary", "organiser_name", "place_name"]
    autocomplete_fields = ["parent", "network", "provider", "district"]
    filter_horizontal = ["topics", "life_stages", "audiences"]
    readonly_fields = [
        "status", "steps", "public_link", "slug", "series", "cancelled_reason", "published_at",
        "programme_published_at", "record_published_at", "created_at", "changed_at",
    ]  # fmt: skip
    inlines = [RoomInline, TrackInline, AccessInline, QuestionInline, RecordPartInline]
    actions = ["publish", "withdraw"]
    history_list_display = ["status"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": [("status", "public_link"), "steps", "cancelled_reason"]}),
        (_("Was"), {"fields": ["kind", "title", "subtitle", "summary", "description", "parent", "series"]}),
        (
            _("Wer"),
            {
                "fields": [
                    ("network", "provider"), "organiser_name", "contact_name", ("contact_email", "contact_phone"),
                    "visibility",
                ]
            },
        ),
        (_("Wann"), {"fields": [("starts_at", "ends_at"), ("is_all_day", "is_date_confirmed")]}),
        (
            _("Wo"),
            {
                "fields": [
                    "format", "place_name", "street", ("postcode", "city"), "district", ("lat", "lon"), "directions",
                    "online_url",
                ]
            },
        ),
        (
            _("Für wen"),
            {"fields": ["topics", "life_stages", "audiences", "price", "price_note"]},
        ),
        (_("Bild"), {"fields": ["picture", "picture_alt", ("picture_author", "picture_licence")]}),
        (
            _("Anmeldung"),
            {
                "fields": [
                    "registration", "registration_url", ("registration_opens_at", "registration_closes_at"),
                    ("capacity", "most_people"), ("accept_within_hours", "guardian_below"),
                ]
            },
        ),
        (_("Aufruf zu Beiträgen"), {"fields": ["call_closes_at"]}),
        (_("Danach"), {"fields": ["record", "attended"]}),
        (
            _("Herkunft und Stand"),
            {
                "fields": [
                    "is_example", "source_note", "slug", ("published_at", "programme_published_at"),
                    "record_published_at", ("created_at", "changed_at"),
                ]
            },
        ),
    ]  # fmt: skip

    @admin.display(description=_("Seite"))
    def public_link(self, event):
        if not event.pk or event.status not in Event.Status.shown():
            return _("noch nicht öffentlich")
        return format_html('<a href="{}">{}</a>', event.get_absolute_url(), _("Ansehen"))

    @admin.display(description=_("Nächste Schritte"))
    def steps(self, event):
        """Links to what asks something first, and to the parts with pages of their own."""
        if not event.pk:
            return _("Erst speichern, dann weiter.")
        links = [(reverse(f"admin:events_{step.name}", args=[event.pk]), step.title) for step in STEPS]
        parts = (
            ("programmeitem", _("Programmpunkte")),
            ("speaker", _("Mitwirkende")),
            ("contribution", _("Beiträge")),
        )
        links += [
            (f"{reverse(f'admin:events_{name}_changelist')}?event__id__exact={event.pk}", words)
            for name, words in parts
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def save_model(self, request, event, form, change):
        if not change:
            event.slug = free_event_slug(event.title)
        super().save_model(request, event, form, change)

    def save_related(self, request, form, formsets, change):
        """Places of the event or of its rooms may be more than before: whoever waits moves up."""
        super().save_related(request, form, formsets, change)
        if change:
            registration.capacity_changed(form.instance)

    @admin.action(description=_("Veröffentlichen"), permissions=["change"])
    def publish(self, request, rows):
        self._on_each(
            request,
            rows,
            publication.publish,
            (_("%d Veranstaltung veröffentlicht."), _("%d Veranstaltungen veröffentlicht.")),
        )

    @admin.action(description=_("Zurückziehen"), permissions=["change"])
    def withdraw(self, request, rows):
        self._on_each(
            request,
            rows,
            publication.withdraw,
            (_("%d Veranstaltung zurückgezogen."), _("%d Veranstaltungen zurückgezogen.")),
        )

    def _on_each(self, request, rows, activity, words):
        """What a rule refuses is named row by row; the others go through."""
        changed = 0
        for event in rows:
            try:
                activity(event, by=request.user)
                changed += 1
            except publication.TransitionRefused as refusal:
                messages.warning(request, f"{event}: {refusal}")
        if changed:
            messages.success(request, ngettext(*words, changed) % changed)


@admin.register(EventSeries)
class EventSeriesAdmin(admin.ModelAdmin):
    list_display = ["__str__", "frequency", "first_day", "last_day"]

    def has_add_permission(self, request):
        return False
