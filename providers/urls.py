"""What people with an account do with their entries, under `/konto/`."""

from django.urls import include, path

app_name = "providers"
urlpatterns = [
    path("einlesen/", include("providers.bulk.urls")),
    path("quellen/", include("providers.sources.urls")),
    path("", include("providers.teams.urls")),
    path("", include("providers.desk.urls")),
    path("angebote/", include("providers.entry.account_urls")),
    path("angebote/", include("providers.talk.urls")),
]
