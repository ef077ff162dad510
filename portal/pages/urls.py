"""Addresses of the public pages (design: contract)."""

from django.conf import settings
from django.urls import path

from . import discovery, keeping, paths, views
from .models import LegalPage
from .offer import preview

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("angebote/<slug:slug>/", views.offer, name="offer"),
    path("angebote/<slug:slug>/kalender.ics", views.offer_calendar, name="offer-calendar"),
    path("konto/angebote/<int:pk>/vorschau/", preview.draft, name="offer-draft"),
    path("angebot-einreichen/vorschau/", preview.submission_draft, name="submission-draft"),
    path("anbieter/", views.providers, name="providers"),
    path("anbieter/<slug:slug>/", views.provider, name="provider"),
    path("lebensphasen/", views.life_stages, name="life-stages"),
    path("lebensphasen/<slug:slug>/", views.life_stage, name="life-stage"),
    path("themen/", views.topics, name="topics"),
    path("themen/<slug:slug>/", views.topic, name="topic"),
    *(path(f"{slug}/", views.legal, {"slug": slug}, name=slug) for slug in LegalPage.Slug.values),
    path("lernwege/", paths.all_paths, name="paths"),
    path("lernwege/<slug:slug>/", paths.path, name="path"),
    path("merkliste/", keeping.kept, name="kept"),
    path("merkliste/kalender.ics", keeping.kept_calendar, name="kept-calendar"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", discovery.sitemap_part, name="sitemap-part"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path("favicon.ico", views.Favicon.as_view(), name="favicon"),
]
if (settings.EMBEDDED_DATABASE or settings.DEBUG) and settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", views.media, name="media"))
