"""gunicorn for the portal: `gunicorn -c deploy/gunicorn.conf.py portal.wsgi`.

Behind nginx only (`deploy/nginx.conf`): alone, 200 half-open connections stop gunicorn.
"""

import multiprocessing
import os

from portal.core.pools import close_pools

bind = os.environ.get("BIND", "127.0.0.1:8001")
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 30
# The index is loaded once and shared by the forked workers.
preload_app = True
control_socket_disable = True
# No query string and no address: what people search for is nobody's business.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
accesslog = "-" if os.environ.get("ACCESS_LOG") else None


def when_ready(server):
    """Load dictionary and index once, before the first fork, so that all workers share their memory."""
    from portal.search import german, memory, searches, suggestions  # the apps are loaded only now
    from providers import counts

    german.warm_up()
    memory.index.current()
    suggestions.suggester.lookup()
    searches.book.open()
    counts.tally.open()
    close_pools()


def pre_fork(server, worker):
    close_pools()
