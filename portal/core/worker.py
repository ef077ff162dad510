"""The work behind the pages: mails and jobs, a thread for each, so that a hanging mail server delays no job."""

import logging
import threading

from django.db import InterfaceError, OperationalError, connections
from psycopg_pool import PoolTimeout

from . import jobs, outbox

logger = logging.getLogger(__name__)

# (name, work, seconds of rest between two rounds)
ROUNDS = (("mails", outbox.send_due, 1), ("jobs", jobs.run_due, 2))


def start(stop):
    """Start the threads of the worker; they end after their present round once ``stop`` (an Event) is set."""
    jobs.load()
    threads = [
        threading.Thread(target=_go_round, args=(work, rest, stop), name=f"worker-{name}", daemon=True)
        for name, work, rest in ROUNDS
    ]
    for thread in threads:
        thread.start()
    return threads


def _go_round(work, rest, stop):
    while not stop.is_set():
        try:
            work()
        except (InterfaceError, OperationalError, PoolTimeout) as error:
            logger.warning("Worker waits for the database: %s", type(error).__name__)
        except Exception:
            logger.exception("A round of the worker failed")
        finally:
            connections.close_all()
        stop.wait(rest)
