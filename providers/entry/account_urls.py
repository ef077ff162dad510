"""Addresses below /konto/angebote/ (included in the room's own)."""

from django.urls import path

from .views import account

urlpatterns = [
    path("neu/", account.new, name="offer-new"),
    path("<int:pk>/schritt/<int:number>/", account.step, name="offer-step"),
    path("<int:pk>/kopieren/", account.copy, name="offer-copy"),
]
