"""Address below /konto/angebote/."""

from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/fragen/", views.talk, name="offer-talk")]
