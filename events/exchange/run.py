"""Take a plan over into an event: all of it or nothing; the same plan a second time changes nothing."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from events import programme, publication
from events.addresses import is_taken
from events.models import Appearance, Event, ProgrammeItem, Room, Speaker, Track
from events.wording import moment_words
from portal.core.slugs import free_slug, german_slug

from . import ics_file, json_file, xml_file
from .plan import MOST_BYTES, PlanFault, checked
from .writing import guid_of

_KINDS = (
    ("workshop", ProgrammeItem.Kind.WORKSHOP),
    ("podium", ProgrammeItem.Kind.PANEL),
    ("panel", ProgrammeItem.Kind.PANEL),
    ("break", ProgrammeItem.Kind.BREAK),
    ("pause", ProgrammeItem.Kind.BREAK),
    ("welcome", ProgrammeItem.Kind.WELCOME),
    ("talk", ProgrammeItem.Kind.TALK),
    ("lecture", ProgrammeItem.Kind.TALK),
    ("session", ProgrammeItem.Kind.SESSION),
)
_FIELDS = (
    "title", "subtitle", "kind", "language", "abstract", "description", "starts_at", "ends_at", "room_id", "track_id",
    "status", "extra",
)  # fmt: skip
_MARKED = (*_FIELDS, "changed_after_publication_at", "change_note")


@dataclass(slots=True)
class Report:
    """What an import did; ``warnings`` are sentences for the person."""

    event: Event
    made: int = 0
    changed: int = 0
    same: int = 0
    warnings: list[str] = field(default_factory=list)

    def words(self):
        return _("%(made)d neu, %(changed)d geändert, %(same)d unverändert.") % {
            "made": self.made,
            "changed": self.changed,
            "same": self.same,
        }


def read(data):
    """The plan in the bytes of a file, whatever its format. Raises PlanFault."""
    if len(data) > MOST_BYTES:
        raise PlanFault(_("Die Datei ist größer als 10 MB."))
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"{"):
        return checked(json_file.read(data))
    if begin.startswith(b"<"):
        return checked(xml_file.read(data))
    if begin.upper().startswith(b"BEGIN:VCALENDAR"):
        return checked(ics_file.read(data))
    raise PlanFault(_("Das ist weder ein Programm als JSON oder XML noch ein Kalender (iCalendar)."))


@transaction.atomic
def import_new(plan):
    """A new draft event of the plan. Raises PlanFault where its address is taken."""
    slug = german_slug(plan.acronym or plan.title, 120)
    if is_taken(slug):
        raise PlanFault(_("Die Veranstaltung „%s“ gibt es schon. Lesen Sie das Programm in sie ein.") % slug)
    event = Event.objects.create(
        slug=slug,
        kind=Event.Kind.CONFERENCE,
        title=plan.title,
        starts_at=min(talk.starts_at for talk in plan.talks),
        ends_at=max(talk.ends_at for talk in plan.talks),
    )
    return import_into(event, plan)


@transaction.atomic
def import_into(event, plan):
    """The plan as the programme of the event. Raises PlanFault; what the plan does not name stays."""
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    _check_time(event, plan)
    report = Report(event, warnings=list(plan.warnings))
    items = _Items(event, plan, report)
    items.place()
    items.write()
    if event.programme_published_at and report.made + report.changed:
        publication.publish_programme(event, note=_("Programm neu eingelesen: %s") % report.words())
    return report


def _check_time(event, plan):
    for talk in plan.talks:
        if talk.starts_at < event.starts_at or talk.ends_at > event.ends_at:
            raise PlanFault(
                _(
                    "„%(title)s“ (%(when)s) liegt außerhalb der Veranstaltung (%(event)s). Es wurde nichts übernommen."
                )
                % {"title": talk.title, "when": moment_words(talk), "event": moment_words(event)}
            )


class _Items:
    """The items of one import, first placed into rooms, then written in few statements."""

    def __init__(self, event, plan, report):
        self.event, self.plan, self.report = event, plan, report
        self.rooms = self._rooms()
        self.tracks = _named(event.tracks, Track, event, [talk.track for talk in plan.talks])
        self.stored = {guid_of(event, item): item for item in event.items.select_related("room")}
        self.rows = []

    def _rooms(self):
        capacities = dict(self.plan.rooms)
        names = [*capacities, *(talk.room for talk in self.plan.talks)]
        return _named(self.event.rooms, Room, self.event, names, capacities)

    def place(self):
        """Give each item its room; where two want one at a time, the later one stays without and is named."""
        named = {talk.guid for talk in self.plan.talks}
        kept = [item.pk for guid, item in self.stored.items() if guid in named]
        others = self.event.items.taking_place().filter(room__isnull=False).exclude(pk__in=kept)
        taken = [(other.room_id, other.starts_at, other.ends_at, other.title) for other in others]
        for talk in sorted(self.plan.talks, key=lambda talk: (talk.starts_at, talk.guid)):
            room = self.rooms.get(talk.room)
            if room and not talk.is_cancelled:
                room = self._free(room, talk, taken)
            self.rows.append((talk, room))

    def _free(self, room, talk, taken):
        for place, start, end, title in taken:
            if place == room.pk and start < talk.ends_at and end > talk.starts_at:
                self.report.warnings.append(
                    _("„%(title)s“ steht ohne Raum: „%(room)s“ ist dann belegt mit „%(other)s“.")
                    % {"title": talk.title, "room": room.name, "other": title}
                )
                return None
        taken.append((room.pk, talk.starts_at, talk.ends_at, talk.title))
        return room

    def write(self):
        made, changed = [], []
        slugs = set(self.event.items.values_list("slug", flat=True))
        for talk, room in self.rows:
            before = self.stored.get(talk.guid)
            item = self._item(talk, room)
            if before is None:
                item.slug = free_slug(talk.title, slugs.__contains__, max_length=120)
                slugs.add(item.slug)
                made.append(item)
            elif _differs(before, item):
                changed.append((before, item))
        self._save(made, changed)
        self._count(made, changed)
        self._write_speakers()

    def _item(self, talk, room):
        track = self.tracks.get(talk.track)
        status = ProgrammeItem.Status.CANCELLED if talk.is_cancelled else ProgrammeItem.Status.PLANNED
        names = ("title", "subtitle", "language", "abstract", "description", "starts_at", "ends_at", "extra")
        return ProgrammeItem(
            event=self.event,
            source_id=talk.guid,
            kind=_kind(talk.extra.get("type")),
            room=room,
            track=track,
            status=status,
            **{name: getattr(talk, name) for name in names},
        )

    def _save(self, made, changed):
        is_public = self.event.programme_published_at is not None
        for before, item in changed:
            item.pk, item.change_note = before.pk, before.change_note
            item.changed_after_publication_at = before.changed_after_publication_at
        for before, item in [*((None, item) for item in made), *changed] if is_public else ():
            programme.mark_change(before, item)
        items = [item for _before, item in changed]
        # Two items may change rooms with each other: first all leave theirs.
        self.event.items.filter(pk__in=[item.pk for item in items]).update(room=None)
        ProgrammeItem.objects.bulk_update(items, _MARKED)
        ProgrammeItem.objects.bulk_create(made)
        self.stored |= {item.source_id: item for item in [*items, *made]}

    def _count(self, made, changed):
        self.report.made, self.report.changed = len(made), len(changed)
        self.report.same = len(self.rows) - len(made) - len(changed)
        named = {talk.guid for talk, _room in self.rows}
        for guid, item in self.stored.items():
            if guid not in named and item.source_id:
                self.report.warnings.append(
                    _("„%s“ steht nicht mehr in der Datei und ist hier stehen geblieben.") % item.title
                )

    def _write_speakers(self):
        speakers = self._speakers()
        before = {}
        for appearance in Appearance.objects.filter(item__event=self.event):
            before.setdefault(appearance.item_id, []).append(appearance.speaker_id)
        renewed = []
        for talk, _room in self.rows:
            item = self.stored[talk.guid]
            wanted = list(dict.fromkeys(speakers[_key(person, speakers)].pk for person in talk.persons))
            if before.get(item.pk, []) != wanted:
                renewed.append((item, wanted))
        Appearance.objects.filter(item__in=[item for item, _wanted in renewed]).delete()
        Appearance.objects.bulk_create(
            Appearance(item=item, speaker_id=pk, position=position)
            for item, wanted in renewed
            for position, pk in enumerate(wanted)
        )

    def _speakers(self):
        stored = {speaker.source_id or speaker.name: speaker for speaker in self.event.speakers.all()}
        slugs = {speaker.slug for speaker in stored.values()}
        made = []
        for talk, _room in self.rows:
            for person in talk.persons:
                if _key(person, stored) not in stored:
                    slug = free_slug(person.name, slugs.__contains__, max_length=120)
                    slugs.add(slug)
                    stored[_key(person, stored)] = Speaker(
                        event=self.event,
                        name=person.name,
                        slug=slug,
                        biography=person.biography,
                        source_id=person.identity,
                    )
                    made.append(stored[_key(person, stored)])
        Speaker.objects.bulk_create(made)
        return stored


def _key(person, known):
    """By the number of the other programme; people entered here have none and are known by name."""
    return person.name if person.name in known or not person.identity else person.identity


def _differs(before, item):
    return any(getattr(before, name) != getattr(item, name) for name in _FIELDS)


def _named(rows, model, event, names, capacities=None):
    """{name: row} of all names, those not stored yet made in the order of the plan."""
    stored = {row.name: row for row in rows.all()}
    new = [name for name in dict.fromkeys(names) if name and name not in stored]
    more = {"capacity": capacities} if capacities else {}
    made = [
        model(
            event=event,
            name=name,
            position=len(stored) + place,
            **{column: values.get(name) for column, values in more.items()},
        )
        for place, name in enumerate(new)
    ]
    model.objects.bulk_create(made)
    return stored | {row.name: row for row in made}


def _kind(words):
    words = str(words or "").lower()
    return next((kind for word, kind in _KINDS if word in words), ProgrammeItem.Kind.OTHER)
