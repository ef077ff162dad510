"""Small things many pages ask for, kept in the process for some seconds instead of asked again for each."""

import time
from functools import wraps


def kept(seconds):
    """Keep what a function without arguments returned; `function.forget()` makes it ask again at once.

    What it raises is not kept. Other processes see a change after at most the given seconds.
    """

    def decorate(function):
        memory = {}

        @wraps(function)
        def remembered():
            now = time.monotonic()
            if not memory or now >= memory["until"]:
                memory.update(value=function(), until=now + seconds)
            return memory["value"]

        remembered.forget = memory.clear
        return remembered

    return decorate
