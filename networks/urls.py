"""Public addresses below /netzwerke/."""

from django.urls import path

from .views import exports, landscape, links, public

app_name = "networks"
urlpatterns = [
    path("", public.listing, name="list"),
    path("vergleich/", public.compare, name="compare"),
    path("landkarte/", landscape.landscape, name="landscape"),
    path("verzeichnis.csv", exports.register_csv, name="register-csv"),
    path("verzeichnis.json", exports.register_json, name="register-json"),
    path("sitzungen.ics", exports.meetings, name="meetings-calendar"),
    path("gruenden/", public.found, name="found"),
    path("gesendet/<slug:what>/", public.sent, name="sent"),
    path("einladung/", links.invitation, name="invitation"),
    path("zusage/", links.answer, name="answer"),
    path("kalender/", links.member_calendar, name="member-calendar"),
    path("einrichtungen/<slug:slug>/", public.organisation, name="organisation"),
    path("<slug:slug>/", public.network, name="network"),
    path("<slug:slug>/kalender.ics", public.network_calendar, name="calendar"),
    path("<slug:slug>/kontakt.vcf", exports.vcard, name="vcard"),
    path("<slug:slug>/mitmachen/", public.ask, name="ask"),
    path("<slug:slug>/sitzungen/<int:pk>/", public.meeting, name="meeting"),
    path("<slug:slug>/sitzungen/<int:pk>/protokoll.pdf", public.meeting_minutes, name="minutes"),
    path("<slug:slug>/sitzungen/<int:pk>/anmelden/", public.guest, name="guest"),
]
