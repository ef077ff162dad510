"""Addresses of the writing aids: for people with and without an account the same."""

from django.urls import path

from . import views

app_name = "writing"
urlpatterns = [
    path("termine/", views.dates, name="dates"),
    path("lesbarkeit/", views.readability, name="readability"),
    path("aehnliche/", views.duplicates, name="duplicates"),
]
