"""Mails: written with what causes them, sent afterwards, each once; a dead mail server harms nothing."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from urllib.parse import quote

import pytest
from django.conf import settings as portal_settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.utils import timezone

from portal.core import outbox, worker
from portal.core.models import OutgoingMail


def write(to="lena@example.org", subject="Hallo", **options):
    context = {
        "words": "„deutsch“",
        "rhythm": "sofort",
        "confirm_url": "https://x/?code=1",
        "search_url": "https://x/",
    }
    return outbox.write("alert_confirm", to=to, subject=subject, context=context, **options)


@pytest.fixture
def smtp(settings):
    """Point the portal at a mail server of the test's own making."""

    def use(port, timeout=1):
        options = {"host": "127.0.0.1", "port": port, "timeout": timeout}
        settings.MAILERS = {
            "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
        }

    return use


class MailServer:
    """Speaks just enough SMTP to take mails; ``before_answer`` runs before a mail is acknowledged."""

    def __init__(self, before_answer=lambda: None, refuse=b""):
        self.mails, self._before, self._refuse = [], before_answer, refuse
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client):
        with client, client.makefile("rwb") as lines:
            say = lambda line: (lines.write(line + b"\r\n"), lines.flush())  # noqa: E731
            say(b"220 test")
            for line in lines:
                word = line[:4].upper().strip()
                if word == b"DATA":
                    say(b"354 go on")
                    self._take(lines)
                    self._before()
                    say(b"250 taken")
                elif word == b"RCPT" and self._refuse:
                    say(self._refuse)
                else:
                    say(b"221 bye" if word == b"QUIT" else b"250 yes")

    def _take(self, lines):
        body = b""
        while (line := next(lines)) != b".\r\n":
            body += line
        self.mails.append(message_from_bytes(body))

    def close(self):
        self._socket.close()


@contextmanager
def hanging_server():
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_only_with_its_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    outbox.send_due()
    assert (OutgoingMail.objects.count(), mail.outbox) == (0, [])


@pytest.mark.django_db
def test_a_mail_carries_text_and_design_and_who_may_stay_quiet():
    write(subject="Größe", headers={"List-Unsubscribe": "<https://x/ende>"})
    outbox.send_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["lena@example.org"], "Größe")
    assert "Guten Tag" in sent.body
    assert "&bdquo;" not in sent.body
    assert "<h1>" in sent.alternatives[0].content
    headers = sent.message()
    assert headers["List-Unsubscribe"] == "<https://x/ende>"
    assert headers["Auto-Submitted"] == "auto-generated"
    outbox.send_due()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("evil", ["Hallo\r\nBcc: x@example.org", "Hallo\nX: y", "a\x00b", "a\u2028b"])
def test_line_breaks_in_headers_are_refused(evil):
    for options in (
        {"subject": evil},
        {"to": evil},
        {"headers": {"List-Unsubscribe": evil}},
        {"headers": {evil: "x"}},
    ):
        with pytest.raises(outbox.HeaderRefused):
            write(**options)
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError):
        write(to="lena@example.org, omar@example.org")


@pytest.mark.django_db
def test_a_hanging_server_makes_the_pauses_grow_until_the_mail_is_given_up(smtp, caplog):
    write(subject="Geheim")
    with hanging_server() as port:
        smtp(port, timeout=0.2)
        pauses = [pause_after_attempt() for _number in range(5)]
    assert pauses == [1, 5, 15, 60, 60]
    OutgoingMail.objects.update(due_at=timezone.now(), created_at=timezone.now() - timedelta(days=4))
    with hanging_server() as port:
        smtp(port, timeout=0.2)
        outbox.send_due()
    assert OutgoingMail.objects.get().failed_at
    assert "example.org" not in caplog.text
    assert "Geheim" not in caplog.text


def pause_after_attempt():
    """Minutes until the next attempt."""
    OutgoingMail.objects.update(due_at=timezone.now())
    outbox.send_due()
    waiting = OutgoingMail.objects.waiting().get().due_at - timezone.now()
    return round(waiting / timedelta(minutes=1))


@pytest.mark.django_db
def test_every_mail_goes_out_once_the_server_is_back_with_the_same_message_id(smtp):
    written = {write(to=f"p{number}@example.org").message_id for number in range(3)}
    with hanging_server() as port:
        smtp(port, timeout=0.2)
        outbox.send_due()
    server = MailServer()
    smtp(server.port)
    OutgoingMail.objects.update(due_at=timezone.now())
    outbox.send_due()
    server.close()
    assert sorted(sent["Message-ID"] for sent in server.mails) == sorted(written)


@pytest.mark.django_db
def test_an_address_the_server_refuses_for_good_is_not_tried_again(smtp):
    server = MailServer(refuse=b"550 no such person")
    smtp(server.port)
    write()
    outbox.send_due()
    server.close()
    refused = OutgoingMail.objects.get()
    assert refused.failed_at
    assert refused.attempts == 1


@pytest.fixture
def working(transactional_db):
    """The threads of the worker, ended with the test."""
    stop = threading.Event()
    threads = []
    yield lambda: threads.extend(worker.start(stop))
    stop.set()
    for thread in threads:
        thread.join(25)


@pytest.mark.django_db(transaction=True)
def test_pages_do_not_wait_for_a_hanging_server(smtp, client, working):
    with hanging_server() as port:
        smtp(port, timeout=3)
        write()
        working()
        wait_for(lambda: is_locked(OutgoingMail))
        begin = time.monotonic()
        for _number in range(20):
            assert client.get("/healthz").status_code == 200
            write()
        assert is_locked(OutgoingMail), "the worker was not hanging all the time"
        assert time.monotonic() - begin < 3
        assert OutgoingMail.objects.waiting().count() == 21


def is_locked(model):
    """Is any row held by somebody else?"""
    with transaction.atomic():
        return len(model.objects.select_for_update(skip_locked=True)) < model.objects.count()


def wait_for(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_mail_once(smtp):
    server = MailServer(before_answer=lambda: time.sleep(0.01))
    smtp(server.port, timeout=10)
    written = sorted(write(to=f"p{number}@example.org").message_id for number in range(30))

    def send():
        try:
            outbox.send_due()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    server.close()
    assert sorted(sent["Message-ID"] for sent in server.mails) == written


@pytest.fixture
def start_worker(transactional_db):
    """Starts `manage.py worker` in a process of its own, on the database of the tests, with the server at a port."""
    started = []

    def start(port):
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "DJANGO_DEBUG": "1",
            "MAIL_URL": f"smtp://127.0.0.1:{port}",
        }
        command = [sys.executable, "manage.py", "worker"]
        started.append(
            subprocess.Popen(
                command, cwd=portal_settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(10)


def database_url():
    info = connection.connection.info
    login = f"{info.user}:{quote(info.password or '', safe='')}"
    return f"postgres://{login}@/{info.dbname}?host={quote(info.host, safe='')}&port={info.port}"


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_leaves_the_mail_to_the_next_with_the_same_id(smtp, start_worker):
    """The worst case: the server has taken the mail and the worker dies before it can note that."""
    message_id = write().message_id
    server = MailServer(before_answer=lambda: time.sleep(60))
    process = start_worker(server.port)
    wait_for(lambda: server.mails, seconds=30)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    wait_for(lambda: not is_locked(OutgoingMail))
    assert OutgoingMail.objects.waiting().count() == 1
    second = MailServer()
    smtp(second.port)
    outbox.send_due()
    assert [sent["Message-ID"] for sent in server.mails + second.mails] == [message_id] * 2
    outbox.send_due()
    assert len(second.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_command_sends_and_ends_on_sigterm(start_worker):
    server = MailServer()
    write()
    process = start_worker(server.port)
    wait_for(lambda: OutgoingMail.objects.exclude(sent_at=None).exists(), seconds=30)
    process.terminate()
    assert process.wait(15) == 0
    assert len(server.mails) == 1
