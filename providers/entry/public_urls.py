"""Addresses below /angebot-einreichen/."""

from django.urls import path

from .views import public

app_name = "submission"
urlpatterns = [
    path("", public.start, name="start"),
    path("weiter/", public.edit, name="edit"),
    path("schritt/<int:number>/", public.step, name="step"),
    path("spaeter/", public.later, name="later"),
    path("stand/", public.show_state, name="state"),
    path("stand/antworten/", public.answer, name="answer"),
    path("stand/zurueckziehen/", public.withdraw, name="withdraw"),
    path("stand/plaetze/", public.places, name="places"),
    path("zurueckgezogen/", public.deleted, name="deleted"),
]
