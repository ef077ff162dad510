"""What may stand in a programme: clashes are refused with the other item and its time; later changes are marked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import programme, publication
from events.models import Appearance, Event, ProgrammeItem

from .factories import make_event, make_item

pytestmark = pytest.mark.django_db


def moved(item, minutes):
    span = timedelta(minutes=minutes)
    item.starts_at, item.ends_at = item.starts_at + span, item.ends_at + span
    return item


def test_second_item_in_a_room_is_refused_with_the_name_of_the_first():
    event = make_event()
    room = event.rooms.create(name="Ratsdiele")
    make_item(event, "Begrüßung", room=room)
    other = moved(make_item(event, "Podium", after=60, room=room), -30)
    with pytest.raises(programme.ProgrammeRefused, match="„Ratsdiele“ ist dann belegt: „Begrüßung“, .*Uhr"):
        programme.save_item(other)


def test_nobody_is_in_two_items_at_once():
    event = make_event()
    person = event.speakers.create(name="Torsten Haß", slug="hass")
    Appearance.objects.create(item=make_item(event, "Impuls"), speaker=person)
    beside = make_item(event, "Session")
    Appearance.objects.create(item=beside, speaker=person)
    with pytest.raises(programme.ProgrammeRefused, match="Torsten Haß wirkt dann schon mit bei „Impuls“"):
        programme.save_item(beside)
    programme.save_item(moved(beside, 60))


def test_item_outside_the_event_is_refused_with_its_time():
    event = make_event()
    with pytest.raises(programme.ProgrammeRefused, match="Die Veranstaltung dauert nur so lange: "):
        programme.save_item(moved(make_item(event), 200))


def test_item_that_is_off_clashes_with_nothing():
    event = make_event()
    room = event.rooms.create(name="Saal")
    make_item(event, room=room)
    make_item(event, room=room, status=ProgrammeItem.Status.CANCELLED)
    assert programme.clashes(event.items.last()) == []


CHANGES = {
    "time": (lambda item: moved(item, 30), "Geändert, bisher: "),
    "title": (lambda item: setattr(item, "title", "Neu") or item, "Neuer Titel, bisher: Alt"),
    "room": (
        lambda item: setattr(item, "room", item.event.rooms.create(name="B")) or item,
        "Anderer Raum, bisher: kein",
    ),
    "off": (lambda item: setattr(item, "status", "cancelled") or item, "Fällt aus"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_change_of_a_public_programme_is_marked_and_kept_as_a_version(what, lena):
    change, words = CHANGES[what]
    item = make_item(make_event(), "Alt")
    publication.publish_programme(item.event)
    programme.save_item(change(item))
    item.refresh_from_db()
    assert item.change_note.startswith(words)
    assert item.changed_after_publication_at
    assert item.event.programme_versions.count() == 2
    assert "bp-tag" in lena.get(f"/veranstaltungen/{item.event.slug}/programm/").content.decode()


def test_change_before_publication_and_change_of_the_abstract_are_not_marked():
    item = make_item(make_event())
    programme.save_item(moved(item, 30))
    publication.publish_programme(item.event)
    item.abstract = "Neuer Text"
    programme.save_item(item)
    item.refresh_from_db()
    assert item.changed_after_publication_at is None
    assert item.event.programme_versions.count() == 1


def test_words_of_the_organisers_about_a_change_stand():
    item = make_item(make_event())
    Event.objects.update(programme_published_at=timezone.now())
    item.change_note = "Der Zug hat Verspätung"
    programme.save_item(moved(item, 30))
    assert item.change_note == "Der Zug hat Verspätung"
