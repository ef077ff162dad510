"""Addresses below /konto/netzwerke/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .forms.rooms import HANDOVER_STEPS
from .views import entries, exchange, links, meeting_room, people, rooms


class StepConverter(StringConverter):
    regex = "|".join(HANDOVER_STEPS)


class KindConverter(StringConverter):
    regex = "|".join(entries.KINDS)


register_converter(StepConverter, "handover_step")
register_converter(KindConverter, "entry_kind")

app_name = "rooms"
urlpatterns = [
    path("", rooms.start, name="start"),
    path("sitz/", links.seat, name="seat-link"),
    path("einrichtungen/<slug:slug>/", rooms.organisation, name="organisation"),
    path("<slug:slug>/", rooms.network, name="network"),
    path("<slug:slug>/bearbeiten/", rooms.edit, name="edit"),
    path("<slug:slug>/mitglieder/", rooms.members, name="members"),
    path("<slug:slug>/mitglieder/einladen/", people.invite, name="invite"),
    path("<slug:slug>/mitglieder/neu/", people.seat, name="seat-new"),
    path("<slug:slug>/mitglieder/<int:pk>/", people.seat, name="seat"),
    path("<slug:slug>/mitglieder/<int:pk>/beenden/", people.end, name="seat-end"),
    path("<slug:slug>/mitglieder/<int:pk>/stimmt/", people.settle, name="seat-settle"),
    path("<slug:slug>/anfragen/<int:pk>/", people.admission, name="admission"),
    path("<slug:slug>/mein-sitz/", people.own_seat, name="own-seat"),
    path("<slug:slug>/mein-sitz/beenden/", people.leave, name="leave"),
    path("<slug:slug>/uebergabe/<handover_step:step>/", people.handover, name="handover"),
    path("<slug:slug>/uebergabe/gelesen/", people.put_away, name="put-away"),
    path("<slug:slug>/sitzungen/", rooms.meeting_list, name="meetings"),
    path("<slug:slug>/sitzungen/<int:pk>/", meeting_room.room, name="meeting"),
    path("<slug:slug>/sitzungen/<int:pk>/offenes/", meeting_room.fill, name="agenda-fill"),
    path("<slug:slug>/sitzungen/<int:pk>/einladen/", meeting_room.invite, name="meeting-invite"),
    path("<slug:slug>/sitzungen/<int:pk>/antwort/", meeting_room.answer, name="meeting-answer"),
    path("<slug:slug>/sitzungen/<int:pk>/protokoll/", meeting_room.minutes, name="minutes"),
    path("<slug:slug>/sitzungen/<int:pk>/freigabe/", meeting_room.release, name="release"),
    path("<slug:slug>/sitzungen/<int:pk>/protokoll.pdf", meeting_room.pdf, name="minutes-pdf"),
    path("<slug:slug>/sitzungen/<int:pk>/top/neu/", entries.item, name="item-new"),
    path("<slug:slug>/sitzungen/<int:pk>/top/<int:item_pk>/", entries.item, name="item"),
    path("<slug:slug>/sitzungen/<int:pk>/top/<int:item_pk>/weg/", entries.remove_item, name="item-remove"),
    path("<slug:slug>/ergebnisse/", rooms.progress, name="progress"),
    path("<slug:slug>/ziele/<int:pk>/wert/", entries.value, name="goal-value"),
    path("<slug:slug>/unterlagen/", rooms.documents, name="documents"),
    path("<slug:slug>/boerse/", exchange.board, name="exchange"),
    path("<slug:slug>/boerse/neu/", exchange.edit, name="exchange-new"),
    path("<slug:slug>/boerse/<int:pk>/", exchange.entry, name="exchange-entry"),
    path("<slug:slug>/boerse/<int:pk>/aendern/", exchange.edit, name="exchange-edit"),
    path("<slug:slug>/boerse/<int:pk>/weg/", exchange.remove, name="exchange-remove"),
    path("<slug:slug>/boerse/gespraech/<int:pk>/", exchange.contact, name="exchange-contact"),
    path("<slug:slug>/boerse/gespraech/<int:pk>/zeigen/", exchange.agree, name="exchange-agree"),
    path("<slug:slug>/<entry_kind:kind>/neu/", entries.entry, name="entry-new"),
    path("<slug:slug>/<entry_kind:kind>/<int:pk>/aendern/", entries.entry, name="entry"),
    path("<slug:slug>/<entry_kind:kind>/<int:pk>/weg/", entries.remove, name="entry-remove"),
]
