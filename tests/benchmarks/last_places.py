"""Last places under a rush: ``python -m tests.benchmarks.last_places --rounds 50``.

In each round 200 people register at the same moment for an event and one of its items with few places, the organiser
edits both capacities and early guests cancel meanwhile. Counted is what must never be: more people than places, a free
place while somebody waits, a turn that was skipped. The control does the same with the lock off.

Everything happens in a throw-away database beside the one of DATABASE_URL. Requests share CONNECTIONS connections, as
behind a web server.
"""

import argparse
import json
import os
import statistics
import threading
import time

import django

PEOPLE, EARLY, CANCELLING, CONNECTIONS = 200, 5, 4, 24
EVENT_PLACES, ITEM_PLACES = 20, 8


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--control-rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from tests.benchmarks import last_places_rounds as rounds  # noqa: PLC0415 - needs the settings

    with rounds.throw_away_database():
        kept = [_timed(rounds.play) for _number in range(options.rounds)]
        control = [_timed(rounds.play_without_lock) for _number in range(options.control_rounds)]
    _report(kept, control)


def _timed(play):
    begin = time.perf_counter()
    found = play(
        PEOPLE, EARLY, CANCELLING, EVENT_PLACES, ITEM_PLACES, threading.BoundedSemaphore(CONNECTIONS)
    )
    return found | {"seconds": time.perf_counter() - begin}


def _report(kept, control):
    rows = {"with lock": kept, "control, lock off": control}
    names = ("overbooked_event", "overbooked_item", "free_while_waiting", "turn_skipped", "failed")
    print(f"{'':20}{'rounds':>8}" + "".join(f"{name:>20}" for name in names) + f"{'median s':>10}")
    summary = {}
    for label, found in rows.items():
        if not found:
            continue
        figures = {name: sum(each[name] for each in found) for name in names}
        figures |= {
            "rounds": len(found),
            "median_seconds": statistics.median(each["seconds"] for each in found),
        }
        print(
            f"{label:20}{len(found):>8}"
            + "".join(f"{figures[name]:>20}" for name in names)
            + f"{figures['median_seconds']:>10.1f}"
        )
        summary[label] = figures
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
