"""Networks of the demo: public facts of real bodies, and invented ones with members, meetings and results."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from networks import meetings
from networks.analysis import keeping
from networks.models import (
    AgendaItem,
    Decision,
    Goal,
    GoalValue,
    Measure,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    Network,
    NetworkInternal,
    Organisation,
    Role,
)
from providers.models import District, LifeStage, Provider, Topic, Transition

from . import content, people
from .calendar import clock

WORDS = {"topics": Topic, "stages": LifeStage, "transitions": Transition, "districts": District}
TEXTS = ("summary", "common_goal", "mandate", "tasks", "rhythm", "rhythm_note", "entry_note", "email")
DAY_OF_MEETINGS = {"day": "mi"}


def load(calendar):
    """Replace the networks of the demo."""
    data = content.read_json("networks.json")
    entries = data["real"] + data["examples"]
    Network.objects.filter(slug__in=[entry["slug"] for entry in entries]).delete()
    Organisation.objects.filter(is_example=True).delete()
    for entry in data["organisations"]:
        Organisation.objects.create(is_example=True, **entry)
    for entry in data["real"]:
        _network(entry, calendar, source_note=data["source"], entry=Network.Entry.UNKNOWN)
    for entry in data["examples"]:
        _Example(entry, calendar).fill()
    _link_sisters(entries)
    keeping.ask()


def _link_sisters(entries):
    found = {network.slug: network for network in Network.objects.all()}
    for entry in entries:
        found[entry["slug"]].sisters.add(*(found[slug] for slug in entry.get("sisters", ())))


def _network(told, calendar, **fields):
    begins, ends = told.get("begins_weeks"), told.get("ends_weeks")
    network = Network.objects.create(
        slug=told["slug"],
        name=told["name"],
        kind=told["kind"],
        state=told.get("state", Network.State.ACTIVE),
        is_public=True,
        begins_on=calendar.week(begins),
        ends_on=calendar.week(ends),
        **{name: told.get(name, "") for name in TEXTS},
        **fields,
    )
    for name, model in WORDS.items():
        relation = network.life_stages if name == "stages" else getattr(network, name)
        relation.set(model.objects.filter(slug__in=told.get(name, ())))
    return network


class _Example:
    """Fills one invented network."""

    def __init__(self, entry, calendar):
        self.entry, self.calendar, self.goals, self.meetings = entry, calendar, {}, []
        self.network = _network(entry, calendar, is_example=True, entry=entry["entry"])

    def fill(self):
        texts = {name: self.entry.get(name, "") for name in ("agreement", "notes")}
        NetworkInternal.objects.create(network=self.network, **texts)
        for seat in self.entry["seats"]:
            self._seat(seat)
        for meeting in self.entry.get("meetings", ()):
            self._meeting(meeting)
        for goal in self.entry.get("goals", ()):
            self._goal(goal)
        for decision in self.entry.get("decisions", ()):
            self._decision(decision)
        for measure in self.entry.get("measures", ()):
            self._measure(measure)
        if rule := self.entry.get("series"):
            self._series(rule)

    def _seat(self, seat):
        person, is_login = seat.get("person", ""), seat.get("login", False)
        Membership.objects.create(
            network=self.network,
            organisation=_organisation(seat["in"]),
            role=Role[seat.get("role", "MEMBER")],
            has_vote=seat.get("vote", False),
            from_day=self.calendar.week(self.entry["begins_weeks"]),
            until_day=self.calendar.week(self.entry.get("ends_weeks")),
            person_name=person,
            person_email=people.COORDINATOR if is_login else "",
            shows_person=seat.get("shown", False),
            user=people.coordinator() if is_login else None,
            expectations=seat.get("expects", ""),
            contributions=seat.get("gives", ""),
        )

    def _meeting(self, entry):
        day = self.calendar.day(DAY_OF_MEETINGS | {"week": entry["week"]})
        begin, end = (
            timezone.make_aware(datetime.combine(day, clock(entry[name]))) for name in ("start", "end")
        )
        meeting = Meeting.objects.create(
            network=self.network,
            title=entry["title"],
            begins_at=begin,
            ends_at=end,
            place=entry["place"],
            visibility="public" if entry.get("public") else "members",
            guests_welcome=entry.get("guests", False),
        )
        self.meetings.append(meeting)
        for position, (title, record) in enumerate(entry["items"], 1):
            AgendaItem.objects.create(
                meeting=meeting,
                position=position,
                title=title,
                record=record,
                state="done" if record else "open",
            )
        if text := entry.get("minutes"):
            Minutes.objects.create(meeting=meeting, text=text, release="public", released_at=end)

    def _goal(self, entry):
        goal = self.goals[entry["key"]] = Goal.objects.create(
            network=self.network,
            title=entry["title"],
            state=entry["state"],
            state_note=entry.get("note", ""),
            unit=entry.get("unit", ""),
            target=entry.get("target"),
            due_on=self.calendar.week(entry.get("due_week")),
            visibility="public",
        )
        for week, value in entry.get("values", ()):
            GoalValue.objects.create(goal=goal, day=self.calendar.week(week), value=Decimal(value))

    def _decision(self, entry):
        Decision.objects.create(
            network=self.network,
            title=entry["title"],
            decided_on=self.calendar.day(DAY_OF_MEETINGS | {"week": entry["week"]}),
            meeting=self.meetings[entry["meeting"]],
            goal=self.goals[entry["goal"]],
            visibility="public",
        )

    def _measure(self, entry):
        Measure.objects.create(
            network=self.network,
            title=entry["title"],
            organisation=_organisation(entry["in"]),
            due_on=self.calendar.week(entry["week"]),
            light=entry.get("light", Measure.Light.GREEN),
            light_reason=entry.get("reason", ""),
            goal=self.goals[entry["goal"]],
            visibility="public",
        )

    def _series(self, rule):
        first = self.calendar.day({"week": rule["from_week"], "day": rule["day"]})
        meetings.plan_series(
            MeetingSeries(
                network=self.network,
                title=rule["title"],
                frequency=rule["frequency"],
                first_day=first,
                last_day=first + timedelta(weeks=rule["weeks"]),
                start_time=clock(rule["start"]),
                end_time=clock(rule["end"]),
                place=rule["place"],
                visibility="public",
            )
        )


def _organisation(slug):
    """A body of the file, else the provider with that address."""
    if found := Organisation.objects.filter(slug=slug).first():
        return found
    provider = Provider.objects.get(slug=slug, is_example=True)
    return Organisation.objects.create(provider=provider, kind="provider", slug=slug)


MOVED = (
    (MeetingSeries, ("first_day", "last_day")),
    (Goal, ("due_on",)),
    (Decision, ("decided_on",)),
    (Measure, ("due_on",)),
)


def move(weeks):
    """Move the dates of the invented networks by so many weeks; what people did in them stays."""
    distance = timedelta(weeks=weeks)
    for model, days in MOVED:
        rows = model.objects.filter(network__is_example=True)
        rows.update(**{day: F(day) + distance for day in days})
    _move_each(Meeting.objects.filter(network__is_example=True), ("begins_at", "ends_at"), distance)
    _move_each(GoalValue.objects.filter(goal__network__is_example=True), ("day",), distance)


def _move_each(rows, fields, distance):
    """One by one, the farthest first: a row must not land where another of its series still stands."""
    first = fields[0]
    for row in rows.order_by(first if distance < timedelta(0) else f"-{first}"):
        for name in fields:
            setattr(row, name, getattr(row, name) and getattr(row, name) + distance)
        row.save(update_fields=fields)
