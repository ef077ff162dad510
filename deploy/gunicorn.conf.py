"""gunicorn for the portal: `gunicorn -c deploy/gunicorn.conf.py portal.wsgi`.

Behind nginx only (`deploy/nginx.conf`): alone, 200 half-open connections stop gunicorn.
"""

import multiprocessing
import os

from django.db import connections

bind = os.environ.get("BIND", "127.0.0.1:8001")
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 30
# The index is loaded once and shared by the forked workers.
preload_app = True
# No query string and no address: what people search for is nobody's business.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
accesslog = "-" if os.environ.get("ACCESS_LOG") else None


def pre_fork(server, worker):
    """A pool must not cross a fork: its connections and threads belong to one process."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.pool:
            connection.close_pool()
