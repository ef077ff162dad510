"""Items and speakers in the admin: clashes of room, person and time are refused with the reason."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from portal.core.slugs import free_slug

from .. import programme, registration
from ..models import Appearance, ProgrammeItem, ProgrammeVersion, Room, Speaker, Track


class ItemForm(forms.ModelForm):
    """Only rooms and tracks of the item's own event; rules about time and room are told beside the others."""

    class Meta:
        model = ProgrammeItem
        fields = [
            "event", "kind", "label", "title", "subtitle", "abstract", "description", "language", "starts_at",
            "ends_at", "room", "track", "needs_registration", "capacity", "status", "change_note", "record",
        ]  # fmt: skip

    def clean(self):
        super().clean()
        event = self.cleaned_data.get("event")
        for name in ("room", "track"):
            found = self.cleaned_data.get(name)
            if event and found and found.event_id != event.pk:
                self.add_error(name, _("Das gehört zu einer anderen Veranstaltung."))

    def validate_constraints(self):
        # The database would refuse an occupied room too, but our reason names the other item.
        reasons = [] if self.errors else programme.clashes(self.instance)
        for reason in reasons:
            self.add_error(None, reason)
        if not reasons:
            super().validate_constraints()


class AppearanceFormSet(forms.BaseInlineFormSet):
    """Nobody can be in two items at once."""

    def clean(self):
        super().clean()
        if any(self.errors) or not self.instance.event_id or not self.instance.ends_at:
            return
        kept = [form.cleaned_data for form in self.forms if not form.cleaned_data.get("DELETE")]
        speakers = [data["speaker"] for data in kept if data.get("speaker")]
        if any(speaker.event_id != self.instance.event_id for speaker in speakers):
            raise forms.ValidationError(_("Eine der Personen gehört zu einer anderen Veranstaltung."))
        if reason := programme.speakers_are_free(self.instance, speakers):
            raise forms.ValidationError(reason)


class AppearanceInline(admin.TabularInline):
    model = Appearance
    formset = AppearanceFormSet
    extra = 0
    autocomplete_fields = ["speaker"]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(admin.ModelAdmin):
    form = ItemForm
    list_display = ["__str__", "event", "starts_at", "ends_at", "room", "kind", "status"]
    list_filter = ["status", "kind", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event", "room"]
    search_fields = ["title", "label", "event__title"]
    autocomplete_fields = ["event", "room", "track"]
    inlines = [AppearanceInline]
    list_per_page = 50

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except programme.ProgrammeRefused as refused:
            # Somebody took the room between the check of the form and the saving.
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)

    @transaction.atomic
    def save_model(self, request, item, form, change):
        if not change:
            taken = set(item.event.items.values_list("slug", flat=True))
            item.slug = free_slug(item.label or item.title, taken.__contains__, max_length=120)
        programme.save_item(item, speakers=())


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    list_display = ["name", "affiliation", "event"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["name", "affiliation", "event__title"]
    autocomplete_fields = ["event"]
    readonly_fields = ["slug"]
    list_per_page = 50

    def save_model(self, request, speaker, form, change):
        if not change:
            taken = set(speaker.event.speakers.values_list("slug", flat=True))
            speaker.slug = free_slug(speaker.name, taken.__contains__, max_length=120)
        super().save_model(request, speaker, form, change)


@admin.register(Room, Track)
class PartAdmin(admin.ModelAdmin):
    """Found by the fields of items; mostly changed on the page of their event."""

    list_display = ["name", "event"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["name", "event__title"]
    autocomplete_fields = ["event"]

    def save_model(self, request, part, form, change):
        super().save_model(request, part, form, change)
        registration.capacity_changed(part.event)


@admin.register(ProgrammeVersion)
class ProgrammeVersionAdmin(admin.ModelAdmin):
    """What the programme was, for whoever asks."""

    list_display = ["event", "number", "made_at", "note"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
