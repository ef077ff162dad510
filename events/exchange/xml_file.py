"""Schedule XML of frab and pretalx. Read by defusedxml: entities and external documents are refused."""

from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from providers.imports.text import cleaned

from . import records
from .plan import Plan, PlanFault

_PLAIN = (
    "date",
    "start",
    "duration",
    "room",
    "slug",
    "url",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
)
_TEXTS = ("abstract", "description")


def read(data):
    """The plan in an XML file. Raises PlanFault."""
    root = _loaded(data)
    if root.tag != "schedule":
        raise PlanFault(_("Das ist XML, aber kein Programm: Das erste Element heißt nicht „schedule“."))
    plan = Plan(
        title=records.text_line(root.findtext("conference/title"), "title") or _("Programm"),
        acronym=records.text_line(root.findtext("conference/acronym"), "track"),
        version=records.text_line(root.findtext("version"), "track"),
    )
    for room in root.iterfind("day/room"):
        name = records.text_line(room.get("name"), "room")
        plan.talks += [records.talk(_record(event), name) for event in room.iterfind("event")]
    return plan


def _loaded(data):
    try:
        return fromstring(data)
    except ParseError as error:
        line, column = error.position
        raise PlanFault(
            _("Das XML ist beschädigt: Zeile %(line)d, Spalte %(column)d.") % {"line": line, "column": column}
        ) from error
    except (DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise PlanFault(_("Dieses XML lässt sich nicht sicher lesen.")) from error


def _record(event):
    """The element as the dictionary schedule JSON would have."""
    record = {name: event.findtext(name) for name in (*_PLAIN, *_TEXTS)}
    record |= {name: event.get(name) for name in ("guid", "code")} | {"id": _number(event.get("id"))}
    record["persons"] = [
        {"id": person.get("id"), "guid": person.get("guid"), "public_name": person.text}
        for person in event.iterfind("persons/person")
    ]
    record["links"] = _links(event, "links/link")
    record["attachments"] = _links(event, "attachments/attachment")
    record["recording_license"] = event.findtext("recording/license")
    record["do_not_record"] = event.findtext("recording/optout") == "true"
    return record


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else text


def _links(event, path):
    return [{"url": link.get("href") or "", "title": link.text or ""} for link in event.iterfind(path)]


def write(schedule):
    """A `writing.Schedule` as XML text."""
    root = Element("schedule")
    _texts(root, {"url": schedule.url, "version": schedule.version})
    conference = {
        "title": schedule.event.title,
        "acronym": schedule.acronym,
        "start": schedule.first_day.isoformat(),
        "end": schedule.last_day.isoformat(),
        "days": str(len(schedule.days)),
        "timeslot_duration": "00:05",
        "time_zone_name": schedule.zone,
    }
    _texts(SubElement(root, "conference"), conference)
    for day in schedule.days:
        values = {"index": str(day.index), "date": day.date.isoformat()}
        moments = {"start": day.start.isoformat(), "end": day.end.isoformat()}
        element = SubElement(root, "day", values | moments)
        for name, rows in day.rooms.items():
            _write_room(SubElement(element, "room", {"name": name}), rows)
    indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")


def _write_room(element, rows):
    for row in rows:
        event = SubElement(element, "event", {"guid": row["guid"], "id": str(row["id"])})
        _texts(event, {name: row[name] for name in (*_PLAIN, *_TEXTS)})
        _write_recording(SubElement(event, "recording"), row)
        persons = SubElement(event, "persons")
        for person in row["persons"]:
            SubElement(persons, "person", {"id": str(person["id"])}).text = person["public_name"]
        for group, single in (("links", "link"), ("attachments", "attachment")):
            _write_links(SubElement(event, group), single, row[group])


def _write_recording(element, row):
    _texts(element, {"license": row["recording_license"], "optout": str(row["do_not_record"]).lower()})


def _write_links(element, name, rows):
    for row in rows:
        if isinstance(row, dict):
            link = SubElement(element, name, {"href": cleaned(str(row.get("url") or ""))})
            link.text = cleaned(str(row.get("title") or ""))


def _texts(parent, values):
    for name, value in values.items():
        SubElement(parent, name).text = cleaned(value)
