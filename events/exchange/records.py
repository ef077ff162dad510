"""One item of a schedule, given as the dictionary schedule JSON uses; schedule XML is read into the same shape."""

from django.utils.translation import gettext as _

from providers.imports.text import cleaned, lines, one_line

from .plan import NO_ROOM, Person, PlanFault, Talk, duration, moment

_TEXTS = ("abstract", "description")
# What pages do not show but the next program wants back. Answers to questions are private and stay behind.
_KEPT = ("id", "code", "type", "links", "attachments", "recording_license", "do_not_record")
_LENGTHS = {"title": 300, "subtitle": 300, "language": 10, "room": 120, "track": 120}


def talk(record, room):
    """A `Talk`; raises PlanFault naming the item where title or time cannot be read."""
    title = text_line(record.get("title"), "title")
    if not title:
        raise PlanFault(_("Ein Programmpunkt in der Datei hat keinen Titel (Raum „%s“).") % room)
    try:
        start = moment(record.get("date"))
        end = start + duration(record.get("duration"))
    except ValueError as error:
        raise PlanFault(
            _("„%s“: Beginn oder Dauer ist nicht lesbar. Nötig sind Datum mit Zeitzone und Dauer wie 01:30.")
            % title
        ) from error
    return Talk(
        guid=_identity(record, title, start),
        title=title,
        starts_at=start,
        ends_at=end,
        room=_room(record.get("room") or room),
        **{name: text_line(record.get(name), name) for name in ("track", "subtitle", "language")},
        **{name: text(record.get(name)) for name in _TEXTS},
        persons=persons(record.get("persons")),
        extra=_extra(record),
    )


def _room(name):
    name = text_line(name, "room")
    return "" if name == NO_ROOM else name


def text(value):
    """Several lines without HTML; anything but a text is no text."""
    return lines(cleaned(value)) if isinstance(value, str) else ""


def text_line(value, name):
    """One line, as long as its column allows."""
    return one_line(cleaned(value))[: _LENGTHS[name]].rstrip() if isinstance(value, str) else ""


def _identity(record, title, start):
    found = record.get("guid") or record.get("id") or f"{title}@{start.isoformat()}"
    return cleaned(str(found))[:100]


def persons(rows):
    """Persons with a name, each once."""
    found = {}
    for row in rows if isinstance(rows, list) else []:
        person = _person(row) if isinstance(row, dict) else None
        if person:
            found.setdefault(person.identity or person.name, person)
    return list(found.values())


def _person(row):
    name = one_line(cleaned(str(row.get("public_name") or row.get("name") or "")))[:150].rstrip()
    number = row.get("id") or row.get("guid") or row.get("code") or ""
    return Person(name, cleaned(str(number))[:100], text(row.get("biography"))) if name else None


def _extra(record):
    kept = {name: record[name] for name in _KEPT if record.get(name) not in (None, "", [], False)}
    # Texts with HTML are shown without it; who takes the programme over again gets them back as they came.
    raw = {name: cleaned(record[name]) for name in _TEXTS if _has_html(record.get(name))}
    return _storable(kept | ({"raw": raw} if raw else {}))


def _has_html(value):
    return isinstance(value, str) and text(value).split() != cleaned(value).split()


def _storable(value):
    """JSON without characters PostgreSQL refuses."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value


def as_they_came(item):
    """(abstract, description) of an item, with the HTML they came with as long as nobody has changed the text."""
    raw = item.extra.get("raw", {})
    return tuple(
        raw[name] if text(raw.get(name)) == getattr(item, name) and name in raw else getattr(item, name)
        for name in _TEXTS
    )
