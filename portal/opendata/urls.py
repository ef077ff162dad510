"""Addresses of the open data (design: contract)."""

from django.urls import path

from . import views
from .api import api

app_name = "opendata"
urlpatterns = [
    path("v1/docs", views.docs, name="docs"),
    path("v1/", api.urls),
]
