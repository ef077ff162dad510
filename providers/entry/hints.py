"""What a step says back while somebody writes: understood dates, hard words, offers that are alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import duplicates, readability
from ..models import Offer

MOST_ROWS, MOST_ADVICE = 40, 5


@dataclass(frozen=True, slots=True)
class Hints:
    """``understood`` is one line, ``rows`` the single dates, ``notes`` what was read into them.

    ``alike`` are (title, provider, address or "", reason); ``advice`` are (words of the text, what to do).
    """

    understood: str = ""
    rows: tuple = ()
    more: str = ""
    notes: tuple = ()
    problems: tuple = ()
    alike: tuple = ()
    reading: str = ""
    advice: tuple = ()


def of(offer, step, form):
    """Hints of a step from its form, bound (typed, not saved) or not (as stored)."""
    return _OF_STEP.get(step.number, _nothing)(offer, form)


def _nothing(_offer, _form):
    return Hints()


def _what(offer, form):
    """Words typed so far, read for hard ones, and offers that may be the same."""
    title, summary, description = (
        str(form[name].value() or "") for name in ("title", "summary", "description")
    )
    # Not checked yet: the time to read a text grows faster than its length.
    read = readability.read(f"{summary}\n\n{description}"[: readability.LONGEST_TEXT])
    # A stranger sees only what is public; whoever keeps the provider sees its drafts too.
    provider = None if offer.provider_id is None or hasattr(offer, "submission") else offer.provider
    alike = duplicates.likely_duplicates(title, provider=provider, exclude=offer if offer.pk else None)
    return Hints(
        alike=tuple(map(_alike, alike)),
        reading=read.summary if read.level else "",
        advice=tuple((_short(hint.text), hint.message) for hint in read.hints[:MOST_ADVICE]),
    )


def _alike(duplicate):
    offer = duplicate.offer
    url = offer.get_absolute_url() if offer.status == Offer.Status.PUBLISHED else ""
    return offer.title, offer.provider.name, url, duplicate.reason


def _short(text):
    return text if len(text) <= 80 else f"{text[:78].rsplit(' ', 1)[0]} …"


def _when(_offer, form):
    rows = form.understood_rows
    left = len(rows) - MOST_ROWS
    return Hints(
        understood=form.understood_words,
        rows=tuple(rows[:MOST_ROWS]),
        more=_("und %(number)s weitere") % {"number": left} if left > 0 else "",
        notes=tuple(form.understood.notes),
        problems=tuple(form.understood.problems),
    )


_OF_STEP = {1: _what, 3: _when}
