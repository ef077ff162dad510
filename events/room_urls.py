"""The organisers' room under /konto/veranstaltungen/."""

from django.urls import path

from .views import after, day, organiser

app_name = "event-room"
urlpatterns = [
    path("", organiser.start, name="start"),
    path("<slug:slug>/", organiser.registrations, name="registrations"),
    path("<slug:slug>/anmeldungen.csv", organiser.csv_file, name="csv"),
    path("<slug:slug>/anmeldungen/<int:pk>/", organiser.decide, name="decide"),
    path("<slug:slug>/plaetze/", organiser.capacities, name="places"),
    path("<slug:slug>/fragen/", organiser.questions, name="questions"),
    path("<slug:slug>/nachricht/", organiser.message, name="message"),
    path("<slug:slug>/einlass/", day.entrance, name="entrance"),
    path("<slug:slug>/vor-ort/", day.walk_in, name="walk-in"),
    path("<slug:slug>/papiere/", day.papers, name="papers"),
    path("<slug:slug>/papiere/<slug:name>.pdf", day.paper, name="paper"),
    path("<slug:slug>/dokumentation/", after.record, name="record"),
    path("<slug:slug>/dokumentation/freigeben/", after.publish_record, name="publish-record"),
    path("<slug:slug>/dokumentation/teil/", after.part, name="part"),
    path("<slug:slug>/dokumentation/teil/<int:pk>/entfernen/", after.remove_part, name="remove-part"),
    path("<slug:slug>/dokumentation/<int:pk>/", after.item_record, name="item-record"),
    path("<slug:slug>/dokumentation/<int:pk>/teil/", after.part, name="item-part"),
    path("<slug:slug>/rueckmeldungen/", after.feedback_room, name="feedback"),
]
