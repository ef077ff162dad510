"""CPU of the result page beside a plain answer and a naive page, over HTTP by one gunicorn worker.

Usage: .venv/bin/python -m tests.benchmarks.result_page [--offers 10000] [--requests 200]

Makes a throw-away database on the configured server, prints a table and JSON. CPU is that of the worker process, read
from the kernel; the database's own share is not in it. Exit code 1 where a bar is missed.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.benchmarks.population import populate  # noqa: E402

SEARCHES = ("", "q=deutsch", "q=kochen&zeit=abends", "kostenlos=1&lebensphase=jugend", "q=gitare+abends")
BARS = {"plain": 15, "naive": 0.4}
ROUNDS = 5
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    arguments = _arguments()
    with _throw_away_database(arguments.offers), _server() as (port, worker):
        figures = _measured(port, worker, arguments.requests)
    _print(figures | {"offers": arguments.offers})
    return 0 if all(figures["ratios"][name] <= bar for name, bar in BARS.items()) else 1


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200, help="measured requests an address")
    return parser.parse_args()


@contextmanager
def _throw_away_database(offers):
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"benchmark_page_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        populate(offers)
        call_command("reindex", verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


@contextmanager
def _server():
    """(port, process id of the one worker) of gunicorn over the throw-away database."""
    port = _free_port()
    env = os.environ | {
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "DJANGO_SECRET_KEY": "only for this measurement" * 3,
        "DJANGO_DEBUG": "0",
    }
    command = [sys.executable, "-m", "gunicorn", "--worker-class=gthread", "--workers=1", "--threads=4"]
    command += [f"--bind=127.0.0.1:{port}", "--log-level=error", "portal.wsgi"]
    master = subprocess.Popen(command, env=env, cwd=settings.BASE_DIR)
    try:
        _wait_for(port)
        (worker,) = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        yield port, int(worker)
    finally:
        master.terminate()
        master.wait(timeout=30)


def _database_url():
    """The address of the throw-away database, on whichever server the settings chose."""
    own = connection.get_connection_params()
    secret = f":{quote(own['password'], safe='')}" if own.get("password") else ""
    port = f":{own['port']}" if own.get("port") else ""
    host, name = str(own.get("host", "")), connection.settings_dict["NAME"]
    if host.startswith("/"):  # the folder of a socket
        return f"postgres://{own['user']}{secret}@/{host}/{name}"
    return f"postgres://{own['user']}{secret}@{host}{port}/{name}"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port):
    for _attempt in range(100):
        try:
            return _get(http.client.HTTPConnection("127.0.0.1", port, timeout=30), "/healthz")
        except ConnectionError:
            time.sleep(0.2)
    raise RuntimeError("gunicorn did not start")


def _measured(port, worker, requests):
    """CPU in milliseconds a request, the median of some rounds taken by turns, and the ratios of the bars."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    addresses = {
        "plain": ["/einfach/"] * len(SEARCHES),
        "naive": [f"/naiv/?{search}" for search in SEARCHES],
        "ours": [f"/suche/?{search}" for search in SEARCHES],
    }
    sizes = {name: max(len(_get(line, address)) for address in every) for name, every in addresses.items()}
    rounds = {name: [] for name in addresses}
    for _round in range(ROUNDS):
        for name, every in addresses.items():
            count = requests // ROUNDS * (10 if name == "plain" else 1)
            rounds[name].append(_cpu_ms(line, worker, every, count))
    cpu = {name: round(statistics.median(costs), 2) for name, costs in rounds.items()}
    ratios = {name: round(cpu["ours"] / cpu[name], 2) for name in BARS}
    return {"cpu_ms": cpu, "ratios": ratios, "bars": BARS, "bytes": sizes}


def _cpu_ms(line, worker, addresses, count):
    before = _cpu_seconds(worker)
    for number in range(count):
        _get(line, addresses[number % len(addresses)])
    return (_cpu_seconds(worker) - before) / count * 1000


def _cpu_seconds(process):
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _get(line, address):
    line.request("GET", address)
    response = line.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{address}: {response.status}")
    return body


def _print(figures):
    print(f"{figures['offers']} offers, CPU of the worker a request")
    for name, cost in figures["cpu_ms"].items():
        ratio = f"{figures['ratios'][name]:6.2f} (bar {BARS[name]})" if name in BARS else ""
        print(f"{name:8s} {cost:8.2f} ms {figures['bytes'][name]:8d} bytes  {ratio}")
    print(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main())
