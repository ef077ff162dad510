"""Addresses of the search."""

from django.urls import path

from . import feeds, typing_aid, views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("hilfe/", views.how_it_works, name="help"),
    path("vorschlaege/", typing_aid.suggestions, name="suggestions"),
    path("feed.xml", feeds.feed, name="feed"),
    path("kalender.ics", feeds.calendar, name="calendar"),
]
