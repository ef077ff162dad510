"""What a text about dates means."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import OfferDate, OfferSeries

MAX_TEXT = 2000


@dataclass(frozen=True)
class Problem:
    """Words that cannot be used as they are: ``text`` as typed, what is wrong, and words that would do."""

    text: str
    message: str
    proposal: str = ""

    def __str__(self):
        words = self.message if self.text in self.message else f"„{self.text}“: {self.message}"
        if not self.proposal or self.proposal in words:
            return words
        return _("%(words)s Zum Beispiel: „%(proposal)s“.") % {"words": words, "proposal": self.proposal}


@dataclass(frozen=True)
class Understood:
    """Unsaved series and dates; ``schedule`` is a code of `Offer.Schedule` or empty where nothing was understood."""

    series: tuple[OfferSeries, ...] = ()
    dates: tuple[OfferDate, ...] = ()
    schedule: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_clear(self):
        return not self.problems
