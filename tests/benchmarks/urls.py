"""The portal, a plain answer, and a result page written without thought for its cost."""

from django.urls import include, path

from . import naive

urlpatterns = [
    path("einfach/", naive.plain),
    path("naiv/", naive.results),
    path("", include("portal.urls")),
]
