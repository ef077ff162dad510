"""A search to come back to, under its query string: the offers as RSS feed, their dates as calendar."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from providers import calendar as calendars
from providers.models import Offer

from . import cards, choices, memory
from .address import SearchAddress
from .forms import SearchForm
from .moment import Moment
from .page import leave_out_unknown
from .query import DAYTIMES, WEEKDAYS, Filters
from .results import Results

MOST_ITEMS = 50
MOST_OFFERS = 200
TTL_MINUTES = 360
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A search for current offers and its answer: ``filters`` as understood, ``notes`` what was left out."""

    name: str
    notes: str
    address: SearchAddress
    filters: Filters
    today: date
    results: Results


def ask(data, sort, most):
    """The answer to a query string of `/suche/`: never ended offers, never providers, one page of at most ``most``."""
    form, moment = SearchForm(data), Moment(memory.index)
    form.cleaned_data |= {"vergangene": False, "in": "angebote", "seite": 1, "sortierung": sort}
    names = leave_out_unknown(form, moment.current().values)
    plan, address = replace(form.plan(), page_size=most, relaxes=False), form.address()
    results = moment.search(plan)
    chips = choices.chips(results, form.cleaned_data, address, names)
    return Asked(
        name=_name(plan.text, chips),
        notes=" ".join([*form.notes, *results.notes]),
        address=address,
        filters=results.plan.filters,
        today=plan.today,
        results=results,
    )


def _name(text, chips):
    """„Bildungsportal Magdeburg: deutsch, Stadtteil: Buckau“."""
    parts = [*([text] if text else []), *(chip.label for chip in chips)]
    search = ", ".join(parts) or _("alle Angebote")
    return f"{settings.PORTAL_NAME} {settings.PORTAL_CITY}: {search}"


# Caches may keep an answer but ask each time: it must never be older than the last commit.
@require_safe
@cache_control(no_cache=True)
@conditional_page
def feed(request):
    """`/suche/feed.xml`: the newest offers of a search as RSS 2.0."""
    asked = ask(request.GET, "neu", MOST_ITEMS)
    made = Rss201rev2Feed(
        title=_xml(asked.name),
        link=settings.SITE_URL + str(asked.address),
        description=_xml(f"{_('Neue Angebote zuerst.')} {asked.notes}".strip()),
        language="de",
        feed_url=settings.SITE_URL + asked.address.at("search:feed"),
        ttl=str(TTL_MINUTES),
    )
    # Nobody reads these words as an answer: what was searched needs no mark.
    hits = [replace(hit, words=()) for hit in asked.results.hits]
    for hit, card in zip(hits, cards.compose(hits, asked.today), strict=True):
        made.add_item(**_item(hit, card))
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _item(hit, card):
    published = hit.card["published_at"]
    return {
        "title": _xml(hit.card["title"]),
        "link": settings.SITE_URL + card.url,
        "description": _xml(_summary(card)),
        "unique_id": f"angebot-{hit.object_id}@{urlsplit(settings.SITE_URL).hostname}",
        "unique_id_is_permalink": False,
        "pubdate": datetime.fromisoformat(published) if published else None,
        "categories": [_xml(topic["name"]) for topic in hit.card["topics"]],
    }


def _summary(card):
    """Readers take a description as HTML."""
    facts = (
        (_("Anbieter"), card.provider, ""),
        (_("Wann"), card.when, card.when_more),
        (_("Wo"), card.where, card.where_more),
        (_("Kosten"), card.cost, card.cost_more),
        (_("Für wen"), card.audience, card.audience_more),
    )
    rows = [(name, ", ".join(filter(None, words))) for name, *words in facts if words[0]]
    summary = format_html("<p>{}</p>", card.summary_html) if card.summary_html else ""
    return format_html("{}<p>{}</p>", summary, format_html_join(mark_safe("<br>"), "{}: {}", rows))


def _xml(text):
    """Without the characters that XML cannot hold."""
    return _NO_XML.sub(" ", text)


@require_safe
@cache_control(no_cache=True)
@conditional_page
def calendar(request):
    """`/suche/kalender.ics`: dates of the next twelve months, of the 200 offers that come soonest."""
    asked = ask(request.GET, "datum", MOST_OFFERS)
    ids = [hit.object_id for hit in asked.results.hits]
    offers = Offer.objects.current().filter(pk__in=ids)
    file = calendars.calendar(
        calendars.scheduled(offers, asked.today, asked.today + calendars.AHEAD),
        name=asked.name,
        description=f"{_('Termine der nächsten zwölf Monate.')} {asked.notes}".strip(),
        wanted=lambda each: _is_asked_for(each, asked.filters),
    )
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


def _is_asked_for(each, filters):
    """An offer is found by one fitting date; its other dates were not asked for."""
    first = max(each.first_day, filters.first_day or each.first_day)
    last = min(each.last_day, filters.last_day or each.last_day)
    days = {WEEKDAYS[(first + number * _DAY).weekday()] for number in range(min((last - first).days + 1, 7))}
    return (
        first <= last
        and (not filters.weekday or bool(days & set(filters.weekday)))
        and (not filters.daytime or _daytime(each.start_time) in filters.daytime)
    )


def _daytime(time):
    """Noon and 17 o'clock divide the day, as in the filter; an unknown time is in no part of it."""
    return DAYTIMES[(time.hour >= 12) + (time.hour >= 17)] if time else None
