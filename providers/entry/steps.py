"""The five steps and their words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import forms, musts


@dataclass(frozen=True, slots=True)
class Step:
    """``label`` stands in the line of steps, ``heading`` over the page, ``button`` leads on from the step before."""

    number: int
    label: str
    heading: str
    button: str
    form: type
    template: str


STEPS = (
    Step(1, _("Was"), _("Was bieten Sie an?"), "", forms.WhatForm, "providers/entry/_what.html"),
    Step(
        2, _("Für wen"), _("Für wen ist es?"), _("Weiter zu Für wen"), forms.AudienceForm,
        "providers/entry/_audience.html",
    ),
    Step(
        3, _("Wann und wo"), _("Wann und wo findet es statt?"), _("Weiter zu Wann und wo"), forms.WhenForm,
        "providers/entry/_when.html",
    ),
    Step(
        4, _("Kosten"), _("Was kostet es, und wie meldet man sich an?"), _("Weiter zu Kosten"), forms.CostForm,
        "providers/entry/_cost.html",
    ),
    Step(
        5, _("Prüfen"), _("Bild wählen, prüfen, einreichen"), _("Weiter zu Prüfen"), forms.PictureForm,
        "providers/entry/_picture.html",
    ),
)  # fmt: skip
LAST = len(STEPS)


def step(number):
    """The step of that number, or None."""
    return STEPS[number - 1] if 1 <= number <= LAST else None


def first_open(offer):
    """The number of the first step in which something is missing, else the last."""
    return min((gap.step for gap in musts.missing(offer)), default=LAST)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stop in the line of steps."""

    number: int
    label: str
    url: str
    is_current: bool
    is_done: bool


def line(offer, current, url_of):
    """The line of steps: done is what lies behind and misses nothing."""
    gaps = {gap.step for gap in musts.missing(offer)}
    return [
        Mark(one.number, one.label, url_of(one.number), one.number == current, _is_done(one, current, gaps))
        for one in STEPS
    ]


def _is_done(one, current, gaps):
    return one.number < current and one.number not in gaps
