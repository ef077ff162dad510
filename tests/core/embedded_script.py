"""A process that uses an embedded server: every line it reads is SQL or a command, each gets one line as answer.

Its argument is the DATABASES entry; `embedded_user.User` starts it.
"""

import json
import os
import signal
import subprocess
import sys

import django
from django.conf import settings
from django.db import Error, connection

from portal.core.embedded import removal


def execute(sql):
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else "done"
    finally:
        connection.close()


def join():
    """The same for all users of one server."""
    return execute("SELECT pg_postmaster_start_time()")


def fork():
    """The number of a child that does nothing."""
    pid = os.fork()
    if not pid:
        os.closerange(0, 3)
        signal.pause()
    return pid


def ask_in_child():
    reading, writing = os.pipe()
    if not os.fork():
        os.write(writing, str(execute("SELECT 6 * 7")).encode())
        sys.exit()
    os.close(writing)
    os.wait()
    return os.read(reading, 100).decode()


def shell():
    arguments, environ = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, ["-tAc", "SELECT 6 * 7"]
    )
    return subprocess.run(
        arguments, capture_output=True, text=True, check=True, env=os.environ | environ
    ).stdout.strip()


def home():
    return connection.cluster.home


def remove():
    return removal.remove(connection.cluster)


COMMANDS = {
    "join": join,
    "fork": fork,
    "shell": shell,
    "ask in child": ask_in_child,
    "home": home,
    "remove": remove,
}


def main():
    settings.configure(USE_I18N=False, DATABASES={"default": json.loads(sys.argv[1])})
    django.setup()
    for line in sys.stdin:
        command = line.strip()
        try:
            answer = COMMANDS[command]() if command in COMMANDS else execute(command)
        except Error as error:
            answer = f"{type(error).__name__}: {error}"
        print(" ".join(str(answer).split("\n")), flush=True)


if __name__ == "__main__":
    main()
