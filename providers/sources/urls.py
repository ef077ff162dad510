"""Addresses of subscribed lists, under `/konto/quellen/`."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.sources, name="sources"),
    path("<int:pk>/", views.source, name="source"),
    path("<int:pk>/aendern/", views.change, name="source_change"),
    path("<int:pk>/widersprueche/<int:conflict>/", views.decide, name="source_decide"),
    path("<int:pk>/austragen/", views.remove, name="source_remove"),
]
