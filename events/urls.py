"""Veranstaltungen: lists, pages, programme and registration."""

from django.urls import path

from .views import after, call, exchange, managing, personal, public, registration

app_name = "events"
urlpatterns = [
    path("", public.listing, name="list"),
    path("monat/", public.month, name="month"),
    path("feed.xml", public.feed, name="feed"),
    path("kalender.ics", public.every_calendar, name="every-calendar"),
    path("anmeldung/bestaetigen/", registration.confirm, name="confirm"),
    path("anmeldung/", managing.manage, name="registration"),
    path("anmeldung/absagen/", managing.cancel, name="cancel"),
    path("anmeldung/person/", managing.person, name="person"),
    path("anmeldung/dazu/", managing.add, name="add-person"),
    path("anmeldung/platz/", managing.answer, name="answer-offer"),
    path("anmeldung/kalender.ics", managing.calendar_file, name="own-calendar"),
    path("anmeldung/code.svg", managing.qr, name="own-code"),
    path("anmeldung/daten.json", managing.export, name="own-data"),
    path("anmeldung/loeschen/", managing.forget, name="forget"),
    path("anmeldung/bescheinigung.pdf", after.certificate, name="certificate"),
    path("anmeldung/geloescht/", managing.forgotten, name="forgotten"),
    path("beitrag/bestaetigen/", call.confirm, name="confirm-contribution"),
    path("<slug:slug>/", public.event, name="event"),
    path("<slug:slug>/beitrag/", call.hand_in, name="call"),
    path("<slug:slug>/beitrag/gesendet/", call.sent, name="call-sent"),
    path("<slug:slug>/anmelden/", registration.register, name="register"),
    path("<slug:slug>/mein-programm/", personal.programme, name="personal"),
    path("<slug:slug>/mein-programm/kalender.ics", personal.calendar_file, name="personal-calendar"),
    path("<slug:slug>/rueckmeldung/", after.give_feedback, name="give-feedback"),
    path("<slug:slug>/rueckmeldung/danke/", after.feedback_thanks, name="feedback-thanks"),
    path("<slug:slug>/rueckmeldungen/", after.feedback_results, name="feedback-results"),
    path("<slug:slug>/anmelden/gesendet/", registration.sent, name="register-sent"),
    path("<slug:slug>/kalender.ics", public.event_calendar, name="calendar"),
    path("<slug:slug>/programm/", public.programme_page, name="programme"),
    path("<slug:slug>/programm.json", exchange.programme_file, {"ending": "json"}, name="programme-json"),
    path("<slug:slug>/programm.xml", exchange.programme_file, {"ending": "xml"}, name="programme-xml"),
    path("<slug:slug>/programm.ics", public.event_calendar, name="programme-ics"),
    path("<slug:slug>/programm/<slug:item>/", public.item, name="item"),
    path("<slug:slug>/mitwirkende/", public.speakers, name="speakers"),
    path("<slug:slug>/mitwirkende/<slug:speaker>/", public.speaker, name="speaker"),
    path("<slug:slug>/dokumentation/", public.record, name="record"),
]
