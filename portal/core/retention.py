"""Deletion dates: every kind of personal record has a rule here, and a daily job keeps them.

An app names its rules beside what they delete; its `tasks.py` imports them, so that the worker knows them all.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rule:
    """``delete`` takes the present moment and returns how many rows it has deleted."""

    words: str
    delete: Callable[[datetime], int]


RULES: list[Rule] = []


def rule(words):
    """``@rule("Was, nach welcher Zeit")`` before a function that deletes what is over its date."""

    def register(delete):
        RULES.append(Rule(words, delete))
        return delete

    return register


def delete_what_is_over():
    """Keep every rule; a failing one is raised after the others have had their turn."""
    failed, now = None, timezone.now()
    for each in RULES:
        try:
            if count := each.delete(now):
                logger.info("%s: %s", each.words, count)
        except Exception as error:  # noqa: BLE001 - one rule must not keep the others from being kept
            failed = error
    if failed:
        raise failed
