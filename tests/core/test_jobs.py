"""The worker's jobs: at their times, in one worker at a time; deletion dates kept by a daily one."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone

from portal.core import jobs, outbox, retention, tasks
from portal.core.models import JobRun, OutgoingMail, RequestCount

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def no_jobs(monkeypatch):
    """A register of the test's own."""
    monkeypatch.setattr(jobs, "JOBS", {})


def at(*numbers):
    return datetime(*numbers, tzinfo=BERLIN)


def overdue():
    JobRun.objects.update(due_at=timezone.now())


@pytest.mark.parametrize(
    ("job", "moment", "following"),
    [
        (jobs.daily(3, 20), at(2026, 11, 21, 3, 19), at(2026, 11, 21, 3, 20)),
        (jobs.daily(3, 20), at(2026, 11, 21, 3, 20), at(2026, 11, 22, 3, 20)),
        (jobs.weekly(jobs.MONDAY, 6, 30), at(2026, 11, 21, 12), at(2026, 11, 23, 6, 30)),
        (jobs.weekly(jobs.MONDAY, 6, 30), at(2026, 11, 23, 6, 30), at(2026, 11, 30, 6, 30)),
        (
            jobs.weekly(jobs.MONDAY, 6, 30),
            at(2026, 10, 24, 12),
            at(2026, 10, 26, 6, 30),
        ),  # clocks go back on the 25th
    ],
)
def test_times_are_those_of_the_clock_in_the_city(no_jobs, job, moment, following):
    job(lambda: None)
    (registered,) = jobs.JOBS.values()
    assert registered.next_after(moment) == following


@pytest.mark.django_db
def test_a_job_runs_when_it_is_due_and_not_before(no_jobs):
    runs = []
    jobs.weekly(jobs.MONDAY, 6, 30)(lambda: runs.append(1))
    jobs.run_due()
    jobs.run_due()
    assert runs == []
    overdue()
    jobs.run_due()
    jobs.run_due()
    assert runs == [1]
    assert JobRun.objects.get().due_at > timezone.now()


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_soon_and_does_not_stop_the_others(no_jobs, caplog):
    runs = []

    @jobs.daily(3)
    def broken():
        raise ValueError("broken")

    @jobs.daily(4)
    def sound():
        runs.append(1)

    jobs.run_due()
    overdue()
    jobs.run_due()
    assert runs == [1]
    again = JobRun.objects.get(failures=1).due_at
    assert again - timezone.now() <= timedelta(minutes=2)
    assert "broken" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_run_a_job_at_the_same_time(no_jobs):
    runs, begun, go_on = [], threading.Event(), threading.Event()

    @jobs.every(days=1)
    def slow():
        runs.append(1)
        begun.set()
        go_on.wait(10)

    jobs.run_due()

    def first_worker():
        try:
            jobs.run_due()
        finally:
            connections.close_all()

    thread = threading.Thread(target=first_worker)
    thread.start()
    assert begun.wait(10)
    jobs.run_due()
    go_on.set()
    thread.join(10)
    jobs.run_due()
    assert runs == [1]


def test_the_jobs_of_all_rooms_are_known():
    jobs.load()
    assert {"portal.core.tasks.keep_deletion_dates", "portal.search.tasks.catch_up"} <= set(jobs.JOBS)
    assert {"portal.alerts.tasks.tell_at_once", "portal.alerts.tasks.tell_weekly"} <= set(jobs.JOBS)
    assert len({rule.delete for rule in retention.RULES}) == len(retention.RULES) >= 4


def mail_of(days_ago, **outcome):
    moment = timezone.now() - timedelta(days=days_ago)
    return OutgoingMail.objects.create(
        message_id=f"<{days_ago}-{len(outcome)}>",
        recipient="lena@example.org",
        subject="x",
        created_at=moment,
        **dict.fromkeys(outcome, moment),
    )


@pytest.mark.django_db
def test_mails_are_deleted_after_14_days_unless_they_wait():
    mail_of(13, sent_at=1)
    mail_of(15, sent_at=1)
    mail_of(16, failed_at=1)
    waiting = mail_of(17)
    tasks.keep_deletion_dates()
    assert OutgoingMail.objects.count() == 2
    assert OutgoingMail.objects.filter(pk=waiting.pk).exists()
    assert timedelta(days=14) == outbox.KEPT_FOR


@pytest.mark.django_db
def test_counts_of_requests_and_old_sessions_are_deleted():
    now = timezone.now()
    RequestCount.objects.create(who="a", until=now - timedelta(minutes=1))
    RequestCount.objects.create(who="b", until=now + timedelta(minutes=1))
    Session.objects.create(session_key="a", session_data="", expire_date=now - timedelta(minutes=1))
    Session.objects.create(session_key="b", session_data="", expire_date=now + timedelta(minutes=1))
    tasks.keep_deletion_dates()
    assert [row.who for row in RequestCount.objects.all()] == ["b"]
    assert [row.session_key for row in Session.objects.all()] == ["b"]


@pytest.mark.django_db
def test_a_failing_rule_does_not_keep_the_others_from_being_kept(monkeypatch):
    monkeypatch.setattr(retention, "RULES", [])
    kept = []

    @retention.rule("eins")
    def broken(now):
        raise ValueError

    @retention.rule("zwei")
    def sound(now):
        kept.append(now)
        return 1

    with pytest.raises(ValueError):
        retention.delete_what_is_over()
    assert len(kept) == 1
