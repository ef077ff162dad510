"""Addresses below /api/oparl/v1.1/."""

from django.urls import path

from . import views

app_name = "oparl"
urlpatterns = [
    path("system", views.system, name="system"),
    path("body", views.bodies, name="bodies"),
    path("body/<int:pk>", views.body, name="body"),
    path("body/<int:pk>/<str:name>", views.listing, name="list"),
    path("network/<int:pk>", views.network, name="network"),
    path("network/<int:pk>/meeting", views.network_meetings, name="network-meetings"),
    path("organization/<int:pk>", views.house, name="house"),
    path("membership/<int:pk>", views.membership, name="membership"),
    path("person/<int:pk>", views.person, name="person"),
    path("meeting/<int:pk>", views.meeting, name="meeting"),
    path("agendaItem/<int:pk>", views.agenda_item, name="agenda-item"),
    path("file/<int:pk>", views.file, name="file"),
    path("location/<int:pk>", views.location, name="location"),
]
