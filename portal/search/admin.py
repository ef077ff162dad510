"""Synonyms and places in the admin."""

from django.contrib import admin

from .models import Place, Synonym


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["words", "note", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["words", "note"]


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "lat", "lon", "radius_km"]
    list_filter = ["kind"]
    search_fields = ["name"]
