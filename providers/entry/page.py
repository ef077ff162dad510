"""What the page of a step shows, the same in both frames."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import changes
from ..models import Offer
from . import live, musts, steps


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step of an offer as a page. ``url_of`` gives the address of a step by its number."""

    offer: Offer
    step: steps.Step
    form: object
    url_of: object
    preview_url: str
    by: object = None
    differences: tuple = ()

    @property
    def line(self):
        return steps.line(self.offer, self.step.number, self.url_of)

    @property
    def url(self):
        return self.url_of(self.step.number)

    @property
    def back_url(self):
        return self.url_of(self.step.number - 1) if self.step.number > 1 else ""

    @property
    def is_last(self):
        return self.step.number == steps.LAST

    @property
    def button(self):
        return steps.STEPS[self.step.number].button if not self.is_last else ""

    @property
    def counter(self):
        return _("Angebot eintragen · Schritt %(number)s von %(all)s") % {
            "number": self.step.number,
            "all": steps.LAST,
        }

    @property
    def gaps(self):
        """What is still missing as (address of the field in its step, message)."""
        return [(f"{self.url_of(gap.step)}#{gap.anchor}", gap.message) for gap in musts.missing(self.offer)]

    @property
    def is_live(self):
        return self.offer.status == Offer.Status.PUBLISHED

    @property
    def live_words(self):
        """What becomes of a change of this step, before it is made."""
        return live.words(self.offer, self.form, self.by) if self.is_live else ""

    @property
    def pending(self):
        """What of a published offer waits for the team, side by side."""
        return changes.pending(self.offer) if self.is_live else []

    @property
    def review(self):
        """Every step before the last as (label, address, [(field, value in words)]) of what is filled in."""
        return [
            (one.label, self.url_of(one.number), list(one.form(instance=self.offer).facts()))
            for one in steps.STEPS[:-1]
        ]
