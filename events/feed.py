"""Coming events as an RSS feed, the newest announcements first."""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from providers.imports.text import cleaned

from . import wording

MOST_ITEMS = 50


def of_events(events):
    """The feed as text; ``events`` are those a reader may see."""
    made = Rss201rev2Feed(
        title=_("Veranstaltungen: %s") % settings.PORTAL_NAME,
        link=settings.SITE_URL + reverse("events:list"),
        description=_("Neu angekündigt im Portal"),
        language="de",
        feed_url=settings.SITE_URL + reverse("events:feed"),
    )
    for event in events.order_by("-published_at", "pk")[:MOST_ITEMS]:
        words = (wording.long_when_words(event), wording.place_words(event), event.summary)
        made.add_item(
            title=cleaned(event.title),
            link=settings.SITE_URL + event.get_absolute_url(),
            description=cleaned(". ".join(part for part in words if part)),
            pubdate=event.published_at,
            unique_id=f"veranstaltung-{event.pk}",
            unique_id_is_permalink=False,
        )
    return made.writeString("utf-8")
