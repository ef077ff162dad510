"""Addresses of the desk, below /konto/, and of what works without login behind a signed link."""

from django.urls import path

from ..status_link import views as status_link
from . import actions, confirm_views, views

urlpatterns = [
    path("angebote/", views.offers, name="offers"),
    path("angebote/bestaetigen/", actions.confirm, name="offers-confirm"),
    path("angebote/<int:pk>/stand/", actions.state, name="offer-state"),
    path("angebote/<int:pk>/stand/zurueck/", actions.undo, name="offer-state-undo"),
    path("angebote/<int:pk>/zurueckziehen/", actions.withdraw, name="offer-withdraw"),
    path("angebote/<int:pk>/link/", actions.status_link, name="offer-link"),
    path("angebote/<int:pk>/aushang/", actions.notice, name="offer-notice"),
    path("angebote/<int:pk>/lernweg/", actions.relations, name="offer-relations"),
    path("bestaetigen/", confirm_views.confirm, name="confirm"),
    path("stand/", status_link.status, name="status"),
]
