"""Schedule JSON of frab and pretalx, version 2 of the c3voc schema."""

import json

from django.utils.translation import gettext as _

from . import records
from .plan import Plan, PlanFault


def read(data):
    """The plan in a JSON file. Raises PlanFault."""
    conference = _conference(_loaded(data))
    plan = Plan(
        title=records.text_line(conference.get("title"), "title") or _("Programm"),
        acronym=records.text_line(conference.get("acronym"), "track"),
        version=records.text_line(conference.get("version"), "track"),
        rooms=_rooms(conference.get("rooms")),
    )
    for day in _dicts(conference.get("days")):
        rooms = day.get("rooms")
        for room, rows in rooms.items() if isinstance(rooms, dict) else ():
            plan.talks += [records.talk(row, records.text_line(room, "room")) for row in _dicts(rows)]
    return plan


def _loaded(data):
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except UnicodeDecodeError as error:
        raise PlanFault(_("Die Datei ist kein Text in UTF-8.")) from error
    except json.JSONDecodeError as error:
        raise PlanFault(
            _("Das JSON ist beschädigt: Zeile %(line)d, Spalte %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except (ValueError, RecursionError) as error:
        raise PlanFault(_("Das JSON enthält Zahlen oder Ebenen, die niemand braucht.")) from error


def _refused(constant):
    raise ValueError(constant)


def _conference(found):
    schedule = found.get("schedule") if isinstance(found, dict) else None
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if not isinstance(conference, dict):
        raise PlanFault(_("Das ist JSON, aber kein Programm: Es fehlt „schedule“ mit „conference“."))
    return {"version": schedule.get("version")} | conference


def _dicts(rows):
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _rooms(rows):
    found = []
    for row in _dicts(rows):
        capacity = row.get("capacity")
        is_number = isinstance(capacity, int) and 0 < capacity < 100_000
        found.append((records.text_line(row.get("name"), "room"), capacity if is_number else None))
    return [room for room in found if room[0]]


def write(schedule):
    """A `writing.Schedule` as JSON text."""
    event = schedule.event
    conference = {
        "acronym": schedule.acronym,
        "title": event.title,
        "start": schedule.first_day.isoformat(),
        "end": schedule.last_day.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": "00:05",
        "time_zone_name": schedule.zone,
        "rooms": [{"name": room.name, "capacity": room.capacity} for room in schedule.rooms],
        "days": [
            {
                "index": day.index,
                "date": day.date.isoformat(),
                "day_start": day.start.isoformat(),
                "day_end": day.end.isoformat(),
                "rooms": day.rooms,
            }
            for day in schedule.days
        ],
    }
    whole = {"schedule": {"version": schedule.version, "base_url": schedule.url, "conference": conference}}
    return json.dumps(whole, ensure_ascii=False, indent=1)
