"""One round of the rush for last places, and what it must leave behind."""

import threading
from contextlib import contextmanager
from functools import partial
from unittest import mock

from django.db import connection, connections

from events import places, publication, registration
from events.models import Event, PlaceStatus, ProgrammeItem
from tests.events.factories import make_event, make_item, wish


@contextmanager
def throw_away_database():
    """A database of its own, gone afterwards; connections are not pooled, so that each thread has one."""
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict.setdefault("TEST", {})["NAME"] = "bildungsportal_last_places"
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


def play(people, early, cancelling, event_places, item_places, gate):
    """One round; returns how often a rule was broken."""
    event = make_event(capacity=event_places)
    item = make_item(event, capacity=item_places)
    guests = [_arrive(event, item) for _number in range(early)]
    work = [partial(_arrive, event, item) for _number in range(people)]
    work += [partial(registration.cancel, guest) for guest in guests[:cancelling]]
    work += [partial(_resize, event, item, more) for more in (3, 5, 1)]
    with _watched_turns() as skipped:
        failed = _at_once(work, gate)
    return _found(event, item, event_places + 5, item_places + 5, skipped) | {"failed": failed}


def play_without_lock(*args):
    """The control."""
    with mock.patch.object(registration, "_locked", lambda event: Event.objects.get(pk=event.pk)):
        return play(*args)


@contextmanager
def _watched_turns():
    """Note each time somebody moves up while somebody before them, confirmed and in line, does not."""
    skipped, move_up = [], places.move_up

    def watched(queue):
        moved = move_up(queue)
        first = queue.waiting().first()
        skipped.extend(row for row in moved if first and row.queued > first.queued)
        return moved

    with mock.patch.object(places, "move_up", watched):
        yield skipped


def _arrive(event, item):
    return registration.confirm(registration.register(event, wish(items=[item])))


def _resize(event, item, more):
    ProgrammeItem.objects.filter(pk=item.pk).update(capacity=item.capacity + more)
    publication.set_capacity(event, event.capacity + more)


def _at_once(work, gate):
    """Run everything from one moment on; returns how much of it failed."""
    start, failures = threading.Barrier(len(work)), []

    def run(each):
        start.wait()
        with gate:
            try:
                each()
            except Exception as error:  # noqa: BLE001 - counted
                failures.append(error)
            finally:
                connections.close_all()

    threads = [threading.Thread(target=run, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(failures)


def _found(event, item, most_people, most_in_item, skipped):
    """Broken rules; the most places there ever were are the bound, since fewer take none away."""
    event, item = Event.objects.get(pk=event.pk), ProgrammeItem.objects.get(pk=item.pk)
    queues = places.Queue(event), places.Queue(event, item)
    taken = [queue.rows.filter(status__in=PlaceStatus.holding()).count() for queue in queues]
    return {
        "overbooked_event": max(taken[0] - most_people, 0),
        "overbooked_item": max(taken[1] - most_in_item, 0),
        "free_while_waiting": sum(queue.free() > 0 and queue.waiting().exists() for queue in queues),
        "turn_skipped": len(skipped),
    }
