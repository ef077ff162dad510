"""A web server for one computer: gunicorn on the loopback address, in this process."""

import socket
import threading
import warnings

from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from portal.core import worker
from portal.core.pools import close_pools
from portal.search import german
from portal.search.searches import book
from providers.counts import tally

HOST = "127.0.0.1"
OPTIONS = {
    "worker_class": "gthread",
    "threads": 8,
    "graceful_timeout": 2,
    "loglevel": "warning",
    "control_socket_disable": True,
    "post_worker_init": lambda _process: work_behind_the_pages(),
}


class PortTaken(Exception):
    """Another program listens there; the message is for the person."""


def check_port(port):
    """Raise PortTaken unless we may listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(
                _(
                    "Auf dem Anschluss %(port)s läuft schon ein Programm. Wählen Sie einen anderen: --port %(other)s"
                )
                % {"port": port, "other": port + 1 if port < 65535 else 8000}
            ) from error


def serve(port):
    """Answer until Ctrl-C or SIGTERM, then end the process with status 0."""
    # Without `collectstatic` whitenoise serves from the source folders and misses the collected ones.
    warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
    german.warm_up()
    close_pools()
    Server(port).run()


def work_behind_the_pages():
    """The worker as threads of the process that answers: after the fork, which threads do not survive."""
    book.open()
    tally.open()
    worker.start(threading.Event())


class Server(BaseApplication):
    def __init__(self, port):
        self.port = port
        super().__init__()

    def load_config(self):
        for name, value in (OPTIONS | {"bind": f"{HOST}:{self.port}"}).items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()
