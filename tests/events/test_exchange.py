"""Programmes go in and come out equal in meaning: schedule JSON and XML (frab, pretalx), iCalendar."""

import json
import unicodedata
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from django.core.management import CommandError, call_command

from events.exchange import run
from events.exchange.json_file import write as write_json
from events.exchange.plan import PlanFault
from events.exchange.writing import Schedule
from events.exchange.xml_file import write as write_xml
from events.models import Appearance, Event, ProgrammeItem

from .factories import make_event, make_item

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).parents[3] / "shared" / "data" / "programmes"
REAL = (
    "31c3.schedule.xml",
    "frab-camp2019.schedule.json",
    "pretalx-democon.schedule.json",
    "pretalx-rc3.schedule.json",
)
GUID = "5b6a4f57-1f2c-4b6e-9a55-0c7d2b3c41{:02}"


def record(number, room, date, duration, **more):
    values = {"guid": GUID.format(number), "id": number, "date": date, "duration": duration, "room": room}
    texts = {"title": f"Punkt {number}", "subtitle": "", "track": "", "abstract": "", "description": ""}
    return values | texts | {"type": "lecture", "language": "de", "persons": [], "links": []} | more


def schedule(*records, **conference):
    rooms = {}
    for each in records:
        rooms.setdefault(each["room"], []).append(each)
    day = {"index": 1, "date": "2027-03-05", "rooms": rooms}
    whole = {"acronym": "beispieltag", "title": "Beispieltag", "days": [day]} | conference
    return json.dumps({"schedule": {"version": "1", "conference": whole}}).encode()


EVENING = record(
    1, "Saal", "2027-03-05T19:00:00+01:00", "01:30", persons=[{"id": 7, "public_name": "Ada Beispiel"}]
)
NIGHT = record(
    2, "Saal", "2027-03-06T00:30:00+01:00", "01:00", track="Nacht", abstract="<p>Eins</p><ul><li>Zwei</ul>"
)
BESIDE = record(
    3,
    "Foyer",
    "2027-03-05T19:00:00+01:00",
    "00:30",
    title="Zeile\n zwei",
    persons=[{"id": 7, "public_name": "Ada Beispiel"}],
)


def plain(text):
    """The same for texts that differ only in white space or in how an umlaut is composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def meaning_of_records(days):
    """What two schedules must share, item by item; texts without the difference of line ends."""
    return {
        each["guid"]: (
            plain(each["title"]),
            plain(each["subtitle"]),
            datetime.fromisoformat(each["date"]),
            each["duration"],
            room,
            each["track"] or "",
            each["language"],
            each["type"],
            plain(each["abstract"]),
            plain(each["description"]),
            [plain(person["public_name"]) for person in each["persons"]],
            index,
        )
        for index, rooms in days
        for room, rows in rooms.items()
        for each in rows
    }


def meaning_of_json(text):
    days = json.loads(text)["schedule"]["conference"]["days"]
    return meaning_of_records([(day["index"], day["rooms"]) for day in days])


def meaning_of_xml(text):
    days = []
    for day in fromstring(text).iterfind("day"):
        rooms = {
            room.get("name"): [row_of(event) for event in room.iterfind("event")]
            for room in day.iterfind("room")
        }
        days.append((int(day.get("index")), rooms))
    return meaning_of_records(days)


def row_of(event):
    names = ("title", "subtitle", "date", "duration", "track", "language", "type", "abstract", "description")
    persons = [{"public_name": person.text} for person in event.iterfind("persons/person")]
    return {name: event.findtext(name) or "" for name in names} | {
        "guid": event.get("guid"),
        "persons": persons,
    }


def meaning(data):
    text = data.decode() if isinstance(data, bytes) else data
    return meaning_of_xml(text) if text.lstrip().startswith("<") else meaning_of_json(text)


def taken_in(data):
    return run.import_new(run.read(data))


@pytest.mark.parametrize("name", REAL)
def test_real_programmes_come_out_equal_in_meaning_in_both_formats(name):
    if not SHARED.exists():
        pytest.skip("the shared folder with the real programmes is not here")
    data = (SHARED / name).read_bytes()
    report = taken_in(data)
    exported = Schedule(report.event)
    assert report.warnings == []
    assert meaning(write_json(exported)) == meaning(write_xml(exported)) == meaning(data)
    again = run.import_into(report.event, run.read(data))
    assert (again.made, again.changed, again.same) == (0, 0, report.made)


def test_programme_with_a_night_html_and_parallel_items_comes_out_equal():
    report = taken_in(schedule(EVENING, NIGHT, BESIDE))
    exported = Schedule(report.event)
    expected = meaning(schedule(EVENING, NIGHT, BESIDE))
    assert meaning(write_json(exported)) == meaning(write_xml(exported)) == expected
    night = report.event.items.get(source_id=NIGHT["guid"])
    assert night.abstract == "Eins\n\n- Zwei"
    assert report.event.speakers.count() == 1


def test_own_export_goes_back_in_without_any_change():
    event = taken_in(schedule(EVENING, NIGHT, BESIDE)).event
    for text in (write_json(Schedule(event)), write_xml(Schedule(event))):
        report = run.import_into(event, run.read(text.encode()))
        assert (report.made, report.changed, report.same) == (0, 0, 3)


def test_programme_made_here_goes_back_in_without_a_second_item_or_person():
    event = make_event()
    item = make_item(event, "Hier angelegt", room=event.rooms.create(name="Saal"))
    Appearance.objects.create(item=item, speaker=event.speakers.create(name="Ada Beispiel", slug="ada"))
    for place in range(2):
        make_item(event, f"Ohne Raum {place}")
    for text in (write_json(Schedule(event)), write_xml(Schedule(event))):
        report = run.import_into(event, run.read(text.encode()))
        assert (report.made, report.warnings) == (0, [])
        assert (event.items.count(), event.speakers.count(), event.rooms.count()) == (3, 1, 1)


def test_second_item_in_a_room_is_named_and_kept_without_room():
    clash = record(4, "Saal", "2027-03-05T20:00:00+01:00", "01:00")
    report = taken_in(schedule(EVENING, clash))
    assert report.event.items.get(source_id=clash["guid"]).room is None
    assert "„Saal“ ist dann belegt mit „Punkt 1“" in report.warnings[0]


def test_items_that_change_rooms_with_each_other_are_taken_over():
    event = taken_in(schedule(EVENING, BESIDE)).event
    swapped = schedule(EVENING | {"room": "Foyer"}, BESIDE | {"room": "Saal"})
    report = run.import_into(event, run.read(swapped))
    assert report.changed == 2 and report.warnings == []


def test_answers_of_speakers_to_private_questions_stay_behind():
    event = taken_in(schedule(EVENING | {"answers": [{"question": 10, "answer": "0391 000000"}]})).event
    assert "0391" not in str(event.items.get().extra) + write_json(Schedule(event))


BROKEN = {
    "broken json": (b'{"schedule": ', "Das JSON ist beschädigt: Zeile 1"),
    "other json": (b'{"events": []}', "Es fehlt „schedule“"),
    "not a number": (b'{"schedule": {"conference": NaN}}', "Zahlen oder Ebenen"),
    "deep json": (b'{"a":' * 100_000, "JSON"),
    "broken xml": (b"<schedule><day></schedule>", "Das XML ist beschädigt: Zeile 1"),
    "other xml": (b"<html/>", "heißt nicht „schedule“"),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><schedule>&b;</schedule>', "nicht sicher lesen"),
    "broken calendar": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "Kalender|kein Programmpunkt"),
    "empty": (b"", "weder ein Programm"),
    "huge": (b"{" * (10 * 1024 * 1024 + 1), "größer als 10 MB"),
    "no items": (schedule(), "kein Programmpunkt"),
    "no time": (schedule(EVENING | {"date": "morgen"}), "„Punkt 1“: Beginn oder Dauer"),
    "no title": (schedule(EVENING | {"title": " \n"}), "keinen Titel"),
    "far year": (schedule(EVENING | {"date": "9999-12-31T23:00:00+01:00"}), "„Punkt 1“: Beginn oder Dauer"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_read_is_said_in_german(case):
    data, words = BROKEN[case]
    with pytest.raises(PlanFault, match=words):
        run.read(data)


def test_odd_values_are_left_out_without_harm():
    odd = EVENING | {
        "persons": [None, {"public_name": "\x00"}, 7],
        "track": 5,
        "abstract": None,
        "slug": "a\x00\ud800",
    }
    item = taken_in(
        schedule(odd, rooms=[{"name": 4}, {"name": "Saal", "capacity": 10**30}])
    ).event.items.get()
    assert (item.track, item.abstract, item.speakers.count(), item.room.capacity) == (None, "", 0, None)


def test_programme_outside_the_event_changes_nothing():
    event = make_event()
    with pytest.raises(PlanFault, match="„Punkt 1“ .* liegt außerhalb der Veranstaltung"):
        run.import_into(event, run.read(schedule(EVENING)))
    assert not event.rooms.exists() and not event.items.exists()


def test_later_plan_marks_what_readers_rely_on():
    event = taken_in(schedule(EVENING, BESIDE, NIGHT)).event
    Event.objects.filter(pk=event.pk).update(programme_published_at=event.starts_at)
    later = EVENING | {"date": "2027-03-05T20:00:00+01:00", "description": "Neu."}
    run.import_into(event, run.read(schedule(later, BESIDE, NIGHT)))
    changed = event.items.exclude(changed_after_publication_at=None).get()
    assert changed.source_id == EVENING["guid"]
    assert changed.change_note.startswith("Geändert, bisher: ")
    assert event.programme_versions.count() == 1


def test_command_takes_a_file_in_once(tmp_path, capsys):
    path = tmp_path / "plan.json"
    path.write_bytes(schedule(EVENING, BESIDE))
    call_command("import_programme", path, "--new")
    with pytest.raises(CommandError, match="gibt es schon"):
        call_command("import_programme", path, "--new")
    call_command("import_programme", path, "--event", "beispieltag")
    assert "0 neu, 0 geändert, 2 unverändert" in capsys.readouterr().out
    assert Event.objects.get(slug="beispieltag").status == Event.Status.DRAFT
    for argument in (("--event", "fehlt"), ("--new",)):
        with pytest.raises(CommandError):
            call_command("import_programme", tmp_path / "fehlt.json", *argument)


def test_calendar_of_an_event_goes_in_again(client):
    event = make_event()
    make_item(event, "Impuls", minutes=45)
    data = client.get(f"/veranstaltungen/{event.slug}/programm.ics").content
    plan = run.read(data)
    assert [(talk.title, talk.ends_at - talk.starts_at) for talk in plan.talks] == [
        ("Impuls", event.items.get().ends_at - event.items.get().starts_at)
    ]


@pytest.mark.parametrize(
    ("ending", "content_type"), [("json", "application/json"), ("xml", "application/xml")]
)
def test_exports_are_public_valid_and_without_cookie(
    client, ending, content_type, django_assert_max_num_queries
):
    event = taken_in(schedule(EVENING, BESIDE)).event
    Event.objects.filter(pk=event.pk).update(status=Event.Status.PUBLISHED)
    with django_assert_max_num_queries(6):
        response = client.get(f"/veranstaltungen/{event.slug}/programm.{ending}")
    assert response["Content-Type"].startswith(content_type)
    assert meaning(response.content) == meaning(schedule(EVENING, BESIDE))
    assert not response.cookies


def test_items_that_are_off_are_not_exported():
    event = make_event()
    make_item(event, status=ProgrammeItem.Status.CANCELLED)
    assert meaning(write_json(Schedule(event))) == {}
