"""Addresses below /suche/melden/."""

from django.urls import path

from . import views

app_name = "alerts"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("gesendet/", views.sent, name="sent"),
    path("bestaetigen/", views.confirm, name="confirm"),
    path("verlaengern/", views.renew, name="renew"),
    path("beenden/", views.end, name="end"),
    path("beendet/", views.ended, name="ended"),
]
