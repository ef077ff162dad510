"""Events in the admin: events with their steps, programmes, contributions."""

from . import call, event, programme  # noqa: F401
