"""The home page."""

from django.utils.translation import gettext as _

from providers import wording

from .context import stored_site
from .links import search_url
from .teasers import Teasers
from .vocabulary import life_line, topic_fields

WEEK_CARDS = 4
NEW_CARDS = 4


def frequent_searches():
    """(words, address) as staff set them, else what a new portal starts with."""
    words = stored_site().frequent_searches or (
        _("Deutschkurs"),
        _("Ferienprogramm"),
        _("Schwimmen lernen"),
        _("Schulabschluss nachholen"),
        _("Smartphone-Hilfe"),
    )
    return [(text, search_url(q=text)) for text in words]


def home_page():
    """The context of the template."""
    teasers = Teasers()
    week, new = teasers.this_week(WEEK_CARDS), teasers.newest(NEW_CARDS)
    return {
        "frequent": frequent_searches(),
        "stages": life_line(),
        "week": week,
        "new": new,
        "topics": _topics(teasers),
        "stats": _stats(*teasers.figures()),
    }


def _topics(teasers):
    """Fields of the first level: (name, address, number in words)."""
    fields = topic_fields()
    counts = teasers.counts("topic", [field.slug for field in fields])
    return [
        (field.name, field.get_absolute_url(), wording.number_words(counts.get(field.slug, 0)))
        for field in fields
    ]


def _stats(offers, free, providers):
    """(label, number in words) of the portal today."""
    found = [(_("Angebote"), offers), (_("davon kostenlos"), free), (_("Anbieter"), providers)]
    return [(label, wording.number_words(number)) for label, number in found]
