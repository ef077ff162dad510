"""What the worker does at its times. Each app registers its jobs in `tasks.py`::

    @every(minutes=1)
    def send_at_once(): ...

A job runs in one worker at a time; killed in the middle, it runs again, so it must bear that.
"""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from .models import JobRun

logger = logging.getLogger(__name__)

LOCK = 7_305  # first half of the advisory locks of jobs; the second is made from the name
MONDAY = 0
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Job:
    """``next_after`` gives the next time after a moment; only jobs with ``at_start`` run when first seen."""

    name: str
    run: Callable[[], object]
    next_after: Callable[[datetime], datetime]
    at_start: bool


JOBS: dict[str, Job] = {}


def every(**span):
    """``@every(minutes=1)``: at the start of the first worker and then after each such span."""
    return _registered(lambda moment: moment + timedelta(**span), at_start=True)


def daily(hour, minute=0):
    """``@daily(3, 20)``: at that time of the portal's day."""
    return _registered(lambda moment: _next_day(moment, time(hour, minute), range(7)))


def weekly(weekday, hour, minute=0):
    """``@weekly(MONDAY, 6, 30)``."""
    return _registered(lambda moment: _next_day(moment, time(hour, minute), [weekday]))


def _registered(next_after, *, at_start=False):
    def register(run):
        name = f"{run.__module__}.{run.__qualname__}"
        JOBS[name] = Job(name, run, next_after, at_start)
        return run

    return register


def _next_day(moment, clock, weekdays):
    local = timezone.localtime(moment)
    days = (local.date() + timedelta(days=ahead) for ahead in range(8))
    times = (timezone.make_aware(datetime.combine(day, clock)) for day in days if day.weekday() in weekdays)
    return next(begin for begin in times if begin > moment)


def load():
    """Make the jobs and the retention rules of all apps known."""
    autodiscover_modules("tasks")


def run_due():
    """Run each job whose time has come, unless another worker is at it."""
    now = timezone.now()
    due = dict(JobRun.objects.values_list("name", "due_at"))
    for job in JOBS.values():
        if job.name not in due:
            _remember(job, now)
        elif due[job.name] <= now:
            _run_alone(job)


def _remember(job, now):
    JobRun.objects.get_or_create(
        name=job.name, defaults={"due_at": now if job.at_start else job.next_after(now)}
    )


def _run_alone(job):
    with _lock(job) as is_ours:
        state = JobRun.objects.get(name=job.name)
        if is_ours and state.due_at <= timezone.now():
            _run(job, state)


def _run(job, state):
    """Run it and set its next time, after a failure sooner than usual."""
    now = timezone.now()
    try:
        job.run()
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception("Job %s failed", job.name)
        state.failures += 1
        pause = min(timedelta(minutes=2 ** min(state.failures, 6)), _LONGEST_PAUSE)
        state.due_at = min(job.next_after(now), now + pause)
    else:
        state.failures, state.finished_at = 0, timezone.now()
        state.due_at = job.next_after(now)
    state.save()


@contextmanager
def _lock(job):
    """True where no other worker holds the job; ends with the connection, however the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK, job.name])
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK, job.name])
