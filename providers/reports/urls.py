"""Addresses of the visitors' forms."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("fehler-melden/", views.error, name="error"),
    path("angebot-fehlt/", views.missing, name="missing"),
    path("hinweis-danke/", views.thanks, name="thanks"),
]
