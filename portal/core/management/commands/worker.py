"""worker: sends mails and does what has its time, until it is stopped."""

import signal
import threading

from django.core.management.base import BaseCommand

from portal.core import worker


class Command(BaseCommand):
    help = "Versendet Mails und erledigt, was seine Zeit hat. Endet mit Strg+C oder SIGTERM nach der begonnenen Arbeit."

    def handle(self, **options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stop.set())
        threads = worker.start(stop)
        self.stdout.write("Der Arbeiter läuft.")
        self.stdout.flush()
        while not stop.wait(1):
            pass
        for thread in threads:
            thread.join()
