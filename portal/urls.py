"""The table of contents of the site."""

from django.contrib import admin
from django.urls import path

from portal.core import views as core

urlpatterns = [
    path("verwaltung/", admin.site.urls),
    path("healthz", core.healthz),
    path("readyz", core.readyz),
]
