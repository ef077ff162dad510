"""Addresses of teams, below /konto/."""

from django.urls import path

from ..profile import views as profile
from . import claim_views, invitation_views, views

urlpatterns = [
    path("anbieter/", claim_views.own, name="own"),
    path("anbieter-neu/", claim_views.bring, name="bring"),
    path("anbieter-anfragen/<slug:slug>/", claim_views.claim, name="claim"),
    path("einladung/", invitation_views.invitation, name="invitation"),
    path("einladung/konto/", invitation_views.sign_up, name="invitation-sign-up"),
    path("einladung/ablehnen/", invitation_views.decline, name="invitation-decline"),
    path("anbieter/<slug:slug>/", profile.edit, name="profile"),
    path("anbieter/<slug:slug>/orte/neu/", profile.new_place, name="place-new"),
    path("anbieter/<slug:slug>/orte/<int:pk>/", profile.place, name="place"),
    path("anbieter/<slug:slug>/orte/<int:pk>/entfernen/", profile.remove_place, name="place-remove"),
    path("anbieter/<slug:slug>/team/", views.people, name="team"),
    path("anbieter/<slug:slug>/team/verlassen/", views.leave, name="team-leave"),
    path("anbieter/<slug:slug>/team/<int:pk>/rolle/", views.role, name="team-role"),
    path("anbieter/<slug:slug>/team/<int:pk>/entfernen/", views.remove, name="team-remove"),
    path(
        "anbieter/<slug:slug>/team/einladungen/<int:pk>/zuruecknehmen/",
        views.withdraw_invitation,
        name="invitation-withdraw",
    ),
]
