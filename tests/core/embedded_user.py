"""What test_embedded*.py share: processes that use a server of their own, and a checkout for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("embedded_script.py")
ROOT = SCRIPT.resolve().parents[2]


class User:
    """`home`: folder of the server, else that of the checkout; `account` runs the process, if we are root."""

    def __init__(self, home="", *, checkout=ROOT, account=None, pool=False, paths=(), **environ):
        database = {"ENGINE": "portal.core.embedded", "NAME": "bildungsportal", "HOST": str(home)}
        database |= {
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": {"min_size": 0, "max_size": 4}} if pool else {},
        }
        environ |= {"PYTHONPATH": ":".join(map(str, (*paths, checkout))), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, SCRIPT, json.dumps(database)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environ,
            cwd="/",
            **({"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}),
        )

    def ask(self, line):
        self.tell(line)
        return self.answer()

    def answer(self):
        answer = self.process.stdout.readline()
        assert answer, self.end()
        return answer.rstrip("\n")

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self):
        """What it had to say to the person at the terminal."""
        return self.process.communicate(timeout=30)[1]

    def kill(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def small_checkout(folder):
    """A copy of as much of the project as the server needs."""
    target = folder / "portal" / "core" / "embedded"
    shutil.copytree(
        ROOT / "portal" / "core" / "embedded", target, ignore=shutil.ignore_patterns("__pycache__")
    )
    for package in (target.parent, target.parent.parent):
        (package / "__init__.py").touch()
    return folder
