"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from portal.core import views as core

urlpatterns = [
    path("suche/melden/", include("portal.alerts.urls")),
    path("suche/", include("portal.search.urls")),
    path("veranstaltungen/", include("events.urls")),
    path("netzwerke/", include("networks.urls")),
    path("konto/netzwerke/", include("networks.room_urls")),
    path("konto/veranstaltungen/", include("events.room_urls")),
    path("demo/postfach/", include("portal.demo.urls")),
    path("angebot-einreichen/hilfen/", include("providers.writing.urls")),
    path("angebot-einreichen/", include("providers.entry.public_urls")),
    path("konto/", include("portal.accounts.urls")),
    path("konto/", include("providers.urls")),
    path("api/oparl/v1.1/", include("networks.oparl.urls")),
    path("api/", include("portal.opendata.urls")),
    path("verwaltung/", admin.site.urls),
    path("healthz", core.healthz),
    path("readyz", core.readyz),
    path("", include("providers.reports.urls")),
    path("", include("portal.pages.urls")),
]
