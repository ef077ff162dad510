"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from portal.core import views as core

urlpatterns = [
    path("suche/melden/", include("portal.alerts.urls")),
    path("suche/", include("portal.search.urls")),
    path("demo/postfach/", include("portal.demo.urls")),
    path("api/", include("portal.opendata.urls")),
    path("verwaltung/", admin.site.urls),
    path("healthz", core.healthz),
    path("readyz", core.readyz),
    path("", include("portal.pages.urls")),
]
