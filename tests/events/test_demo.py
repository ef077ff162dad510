"""The conference of the seed, minute by minute, as the data file tells it; examples move with the calendar."""

from datetime import timedelta

import pytest

from events.models import Event
from portal.demo import events as demo
from portal.demo.content import read_json

from .factories import make_event, make_item

# From the printed programme: beginning, beginning of what follows, who.
PROGRAMME = [
    ("10:00", "10:15", ["Dr. Lutz Trümper"]),
    ("10:15", "10:20", ["Dr. Dorothea Trebesius"]),
    ("10:20", "10:45", ["Torsten Haß"]),
    ("10:45", "11:10", ["Dr. Melanie Baumgarten"]),
    ("11:10", "11:30", []),
    ("11:30", "12:30", ["Torsten Haß"]),
    ("11:30", "12:30", ["Josephine Kosak"]),
    ("11:30", "12:30", ["Djamila Sauerhering", "Marlen Ulonska"]),
    ("11:30", "12:30", ["Daniela Küllertz"]),
    ("12:30", "12:45", []),
    ("12:45", "13:15", []),
    ("13:15", "13:15", []),  # the seed tells no end
]


def test_programme_of_2021_is_that_of_the_seed_to_the_minute():
    event = next(row for row in read_json("events.json") if row["slug"] == "bildungskonferenz-2021")
    people = {key: name for key, (name, _affiliation) in event["speakers"].items()}
    told = [
        (row["start"], row["end"], [people[key] for key in row.get("speakers") or []])
        for row in event["items"]
    ]
    assert told == PROGRAMME
    assert [row["label"] for row in event["items"] if row["start"] == "11:30"] == [
        "Session I", "Session II", "Session III", "Session IV",
    ]  # fmt: skip
    assert event["day"] == "2021-11-19" and event["is_date_confirmed"] is False


@pytest.mark.django_db
def test_examples_move_by_whole_weeks_and_real_events_stay():
    example = make_event("Beispiel", is_example=True, registration_closes_at=None)
    example.call_closes_at = example.starts_at - timedelta(days=7)
    example.save()
    item, real = make_item(example), make_event("Wirklich")
    demo.move(3)
    moved = Event.objects.get(pk=example.pk)
    assert moved.starts_at - example.starts_at == timedelta(weeks=3)
    assert moved.call_closes_at - example.call_closes_at == timedelta(weeks=3)
    assert moved.items.get().starts_at - item.starts_at == timedelta(weeks=3)
    assert Event.objects.get(pk=real.pk).starts_at == real.starts_at
