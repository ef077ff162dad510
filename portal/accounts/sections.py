"""What stands under `/konto/`: each room registers its sections and its panels on the start page when it is ready.

The ground floor knows no room above; a room says for whom its part is, so nobody is led to an empty page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the area; ``is_for`` says whether a user has anything there."""

    label: str
    url_name: str
    order: int
    is_for: Callable[[Any], bool]

    @property
    def url(self):
        return reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the start page: ``context`` returns what its template needs, or None where a user has nothing there."""

    template: str
    order: int
    context: Callable[[Any], dict | None]


SECTIONS: list[Section] = []
PANELS: list[Panel] = []


def add_section(label, url_name, *, order, is_for=lambda user: True):
    """Register a section; call it in `AppConfig.ready()`."""
    SECTIONS.append(Section(label, url_name, order, is_for))


def add_panel(template, *, order, context):
    """Register a panel of the start page; call it in `AppConfig.ready()`."""
    PANELS.append(Panel(template, order, context))


def sections_for(user):
    """The sections a user has, in their order."""
    return sorted((each for each in SECTIONS if each.is_for(user)), key=lambda each: each.order)


def panels_for(user):
    """(template, context) of the panels a user has something in, in their order."""
    for each in sorted(PANELS, key=lambda panel: panel.order):
        if (context := each.context(user)) is not None:
            yield each.template, context
