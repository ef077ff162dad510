"""The watch: a small process of its own that runs the server for as long as anybody uses it.

Started by `users` with the watch lock inherited, so there is one watch at most. It starts the server (or takes over
one whose watch was killed), starts it again if it dies, and ends it once it gets the users lock for itself alone: then
no process uses the server, and one that wants to waits for the lock until the watch has ended.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from portal.core.embedded import locks, server
from portal.core.embedded.account import Account
from portal.core.embedded.cluster import Cluster

SERVER_GONE, USERS_GONE, TOLD_TO_END = "server gone", "users gone", "told to end"
# Fast shutdown, immediate shutdown, and for a server that hangs.
WAYS_TO_END = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
PATIENCE = 30  # seconds for each of them
PAUSE = 3  # seconds between two looks at the files


class Watch:
    def __init__(self, cluster: Cluster, program: Path, lock: int):
        self.cluster = cluster
        self.program = program
        self.lock = lock  # the watch lock
        self.process = None
        self.events = SimpleQueue()  # the one queue that a signal handler may use

    def run(self) -> None:
        """Return when the server has ended: after its last user, when told so, or if it does not start."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.events.put((TOLD_TO_END, None)))
        self._report(SERVER_GONE, self.cluster.server_lock)
        self._report(USERS_GONE, self.cluster.users_lock)
        while True:
            try:
                event, lock = self.events.get(timeout=PAUSE)
            except Empty:
                self._look_after_files()
                continue
            if event != SERVER_GONE:
                break
            if not self._start(lock):
                return
            self._report(SERVER_GONE, self.cluster.server_lock)
        self._end()

    def _report(self, event: str, path: Path) -> None:
        """Put the event into the queue once the lock is ours; it stays ours until its descriptor is closed."""

        def wait():
            self.events.put((event, locks.wait_for_lock(path, locks.EXCLUSIVE)))

        Thread(target=wait, daemon=True).start()

    def _look_after_files(self) -> None:
        """A server whose files or whose socket somebody deleted is of no use to anyone."""
        if not (self._is_in_place() and self.cluster.socket.exists()):
            self._tell(signal.SIGINT)

    def _is_in_place(self) -> bool:
        """Whether the files are still those we started with; others may lie there by now."""
        return locks.is_open(self.lock, self.cluster.watch_lock)

    def _start(self, lock: int) -> bool:
        """Whether the server got ready."""
        if not self._is_in_place():
            return False
        if self.process:
            self.process.wait()
        self.process = server.start(self.cluster, self.program, lock)
        os.close(lock)
        while self.process.poll() is None:
            if server.is_ready(self.cluster):
                return True
            time.sleep(locks.PAUSE)
        return False

    def _end(self) -> None:
        for number in WAYS_TO_END:
            self._tell(number)
            if self._server_is_gone(time.monotonic() + PATIENCE):
                break
        server.remove_socket_folder(self.cluster)

    def _tell(self, number: signal.Signals) -> None:
        """A server with time to tidy up would delete the socket that now lies in the place of its own."""
        if self.process:
            self.process.send_signal(number if self._is_in_place() else signal.SIGKILL)
        elif self._is_in_place():
            server.tell(self.cluster, number)

    def _server_is_gone(self, deadline: float) -> bool:
        try:
            while self.events.get(timeout=max(0, deadline - time.monotonic()))[0] != SERVER_GONE:
                pass
        except Empty:
            return False
        return True


def arguments(cluster: Cluster, program: Path, lock: int) -> str:
    """What the watch has to know, for its command line."""
    account = cluster.account and [cluster.account.name, cluster.account.uid, cluster.account.gid]
    return json.dumps([str(cluster.home), account, str(program), lock])


def main() -> None:
    home, account, program, lock = json.loads(sys.argv[1])
    if os.fork():
        os._exit(0)  # so that no user of the server is our parent
    os.chdir("/")
    cluster = Cluster(Path(home), account and Account(*account))
    Watch(cluster, Path(program), lock).run()


if __name__ == "__main__":
    main()
