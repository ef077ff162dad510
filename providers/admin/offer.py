"""Offers in the admin. Status changes only through the three actions, which call moderation."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from portal.core.slugs import free_slug

from .. import moderation, schedule
from ..models import Offer, OfferAccess, OfferDate, OfferHours, OfferSeries, StatusChange, Weekday
from .queue import QueueUrls
from .shared import PublicLink, SeenForm, say_done
from .submission import sender


class WeekdayField(forms.TypedMultipleChoiceField):
    """Weekdays as boxes instead of numbers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=Weekday.choices, coerce=int, **kwargs)

    def prepare_value(self, value):
        return [str(number) for number in value] if isinstance(value, list) else value


class OfferSeriesForm(forms.ModelForm):
    weekdays = WeekdayField(label=_("Wochentage"))

    class Meta:
        model = OfferSeries
        fields = [
            "frequency",
            "weekdays",
            "first_day",
            "last_day",
            "start_time",
            "end_time",
            "except_days",
            "location",
        ]


class OfferSeriesInline(admin.StackedInline):
    model = OfferSeries
    form = OfferSeriesForm
    extra = 0
    autocomplete_fields = ["location"]


class OfferDateInline(admin.TabularInline):
    """Single dates; those of a series are written by its rule and shown on the public page."""

    model = OfferDate
    extra = 0
    autocomplete_fields = ["location"]
    fields = ["first_day", "start_time", "last_day", "end_time", "note", "status", "location"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(series__isnull=True)


class OfferHoursInline(admin.TabularInline):
    model = OfferHours
    extra = 0


class OfferAccessInline(admin.TabularInline):
    model = OfferAccess
    extra = 0
    autocomplete_fields = ["feature"]


class StatusChangeInline(admin.TabularInline):
    model = StatusChange
    extra = 0
    can_delete = False
    fields = readonly_fields = ["at", "before", "after", "by", "reason"]

    def has_add_permission(self, request, obj=None):
        return False


class StandFilter(admin.SimpleListFilter):
    """What a status does not tell: ended, or not confirmed for long."""

    title = _("Stand")
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [
            ("laufend", _("laufend")),
            ("beendet", _("beendet")),
            ("nicht-bestaetigt", _("nicht bestätigt")),
        ]

    def queryset(self, request, rows):
        chosen = {"laufend": rows.not_ended, "beendet": rows.ended, "nicht-bestaetigt": rows.unconfirmed}
        return chosen[self.value()]() if self.value() in chosen else rows


@admin.register(Offer)
class OfferAdmin(QueueUrls, PublicLink, SimpleHistoryAdmin):
    list_display = [
        "title",
        "provider",
        "kind",
        "status",
        "first_day",
        "last_day",
        "needs_review",
        "public_link",
    ]
    list_filter = [
        "status",
        StandFilter,
        "needs_review",
        "kind",
        "life_stages",
        "topics",
        "price",
        "format",
        "location__district",
    ]
    list_select_related = ["provider", "kind"]
    list_per_page = 50
    search_fields = ["title", "summary", "provider__name", "source", "source_id", "keywords__name"]
    autocomplete_fields = ["provider", "kind", "location"]
    filter_horizontal = ["life_stages", "topics", "audiences", "languages", "fundings"]
    readonly_fields = [
        "slug",
        "status",
        "public_link",
        "source",
        "source_id",
        "source_category",
        "published_at",
        "confirmed_at",
        "created_at",
        "changed_at",
        "first_day",
        "last_day",
        sender,
    ]
    show_full_result_count = False
    form = SeenForm
    inlines = [
        OfferDateInline,
        OfferSeriesInline,
        OfferHoursInline,
        OfferAccessInline,
        StatusChangeInline,
    ]
    actions = ["publish", "withdraw", "archive"]
    history_list_display = ["status"]
    save_on_top = True
    fieldsets = [
        (
            _("Was"),
            {
                "fields": [
                    "seen",
                    ("status", "public_link"),
                    "provider",
                    "kind",
                    "title",
                    "subtitle",
                    "summary",
                    "description",
                    "plain_language",
                ]
            },
        ),
        (
            _("Für wen"),
            {
                "fields": [
                    "life_stages",
                    "topics",
                    "audiences",
                    ("age_from", "age_to"),
                    "languages",
                    "level",
                    "keywords",
                ]
            },
        ),
        (
            _("Wann"),
            {
                "fields": [
                    "schedule",
                    "schedule_note",
                    ("first_day", "last_day"),
                    ("valid_from", "valid_until"),
                ]
            },
        ),
        (_("Wo"), {"fields": ["format", "location", "place_note", "online_url"]}),
        (
            _("Kosten"),
            {"fields": ["price", ("price_from", "price_to", "price_reduced"), "price_note", "fundings"]},
        ),
        (
            _("Anmeldung und Plätze"),
            {
                "fields": [
                    "registration",
                    "registration_url",
                    "registration_note",
                    "registration_deadline",
                    ("places_total", "places_left", "availability"),
                ]
            },
        ),
        (_("Bild"), {"fields": ["picture", "picture_alt", ("picture_author", "picture_licence")]}),
        (
            _("Kontakt (leer: der des Anbieters)"),
            {"fields": ["contact_name", ("contact_email", "contact_phone"), "url"]},
        ),
        (
            _("Herkunft und Stand"),
            {
                "fields": [
                    ("needs_review", "review_note"),
                    ("source", "source_id"),
                    "source_category",
                    sender,
                    ("published_at", "confirmed_at"),
                    ("created_at", "changed_at"),
                    "slug",
                ]
            },
        ),
    ]

    def save_model(self, request, offer, form, change):
        if not change:
            offer.slug = free_slug(offer.title, lambda slug: Offer.objects.filter(slug=slug).exists())
        elif offer.source:
            # The next import of this source leaves alone what a person has mended.
            offer.edited_fields = sorted({*offer.edited_fields, *form.changed_data} - {"seen"})
        super().save_model(request, offer, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        schedule.refresh(form.instance)

    @admin.action(description=_("Veröffentlichen"), permissions=["change"])
    def publish(self, request, rows):
        done = (_("%(n)d Angebot veröffentlicht."), _("%(n)d Angebote veröffentlicht."))
        say_done(request, *moderation.on_each(rows, moderation.publish_with_provider, by=request.user), done)

    @admin.action(description=_("Zurückziehen"), permissions=["change"])
    def withdraw(self, request, rows):
        done = (_("%(n)d Angebot zurückgezogen."), _("%(n)d Angebote zurückgezogen."))
        say_done(request, *moderation.on_each(rows, moderation.withdraw, by=request.user), done)

    @admin.action(description=_("Archivieren"), permissions=["change"])
    def archive(self, request, rows):
        done = (_("%(n)d Angebot archiviert."), _("%(n)d Angebote archiviert."))
        say_done(request, *moderation.on_each(rows, moderation.archive, by=request.user), done)
