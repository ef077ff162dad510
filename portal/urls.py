"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from portal.core import views as core

urlpatterns = [
    path("suche/", include("portal.search.urls")),
    path("verwaltung/", admin.site.urls),
    path("healthz", core.healthz),
    path("readyz", core.readyz),
    path("", include("portal.pages.urls")),
]
