"""Offers as a calendar (iCalendar, RFC 5545 and 7986): every date is an event of its own.

Dates that a series makes are written anew whenever it changes, so an event is known by its offer and its day, not by a
row. Offers come from `scheduled`; building the calendar asks the database nothing more.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby, islice
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDuration, vText

from . import wording
from .models import Offer, OfferDate

MOST_EVENTS = 500
AHEAD = timedelta(days=366)
REFRESH_EVERY = timedelta(hours=12)
ZONE = ZoneInfo("Europe/Berlin")
# From here on the seconds of SEQUENCE are counted; it stays below 2**31 until 2088.
_SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)
_WHOLE_DAYS = timedelta(days=1)
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def scheduled(offers, first_day, last_day=None):
    """The given offers, in two statements, with their dates from the first day to the last or without end."""
    dates = OfferDate.objects.filter(last_day__gte=first_day).select_related("location")
    if last_day is not None:
        dates = dates.filter(first_day__lte=last_day)
    return (
        offers.select_related("provider", "location")
        .defer("description", "plain_language", "provider__description")
        .prefetch_related(Prefetch("dates", dates.order_by("first_day", "start_time", "pk")))
    )


def calendar(offers, *, name, description="", wanted=None) -> bytes:
    """A calendar file with the dates of offers from `scheduled`, the soonest first and at most 500, which it then says.

    ``wanted`` chooses among the dates; without any the file is valid and empty.
    """
    found = [
        (date, number, offer)
        for offer in offers
        for date, number in _numbered(offer.dates.all())
        if wanted is None or wanted(date)
    ]
    found.sort(key=lambda each: (each[0].first_day, each[2].pk))
    made = head(name, " ".join(filter(None, [description, _cut(len(found))])))
    for date, number, offer in islice(found, MOST_EVENTS):
        made.add_component(_event(date, number, offer))
    return made.to_ical()


def _cut(number):
    if number <= MOST_EVENTS:
        return ""
    return _("Hier stehen die nächsten %(most)s von %(all)s Terminen.") % {
        "most": MOST_EVENTS,
        "all": wording.number_words(number),
    }


def _numbered(dates):
    """(date, its place among those that begin on the same day)."""
    for _day, same in groupby(dates, key=lambda date: date.first_day):
        yield from ((date, number) for number, date in enumerate(same, 1))


def sequence(changed):
    """SEQUENCE of an entry last changed at a moment: it grows with every change, also two within a minute."""
    return int((changed - _SEQUENCE_START).total_seconds())


def head(name, description=""):
    """An empty calendar that names itself and its time zone; other rooms fill theirs too."""
    made = Calendar()
    made.add("prodid", f"-//{settings.PORTAL_NAME} {settings.PORTAL_CITY}//DE")
    made.add("version", "2.0")
    made.add("name", as_text(name))
    made.add("x-wr-calname", as_text(name))
    made.add("x-wr-timezone", ZONE.key)
    if description:
        made.add("description", as_text(description))
        made.add("x-wr-caldesc", as_text(description))
    made.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH_EVERY))
    made.add_component(_zone())
    return made


@cache
def _zone():
    """Summer and winter time as they have changed in Germany since 1996 (directive 2000/84/EC)."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    changes = (
        (TimezoneDaylight(), "CEST", winter, summer, datetime(1996, 3, 31, 2), 3),
        (TimezoneStandard(), "CET", summer, winter, datetime(1996, 10, 27, 3), 10),
    )
    for part, tzname, before, after, first, month in changes:
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", tzname)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _event(date, number, offer):
    event = Event()
    is_cancelled = (
        date.status == OfferDate.Status.CANCELLED or offer.availability == Offer.Availability.CANCELLED
    )
    event.add("uid", _uid(date, number, offer))
    event.add("dtstamp", offer.changed_at)
    event.add("last-modified", offer.changed_at)
    event.add("sequence", sequence(offer.changed_at))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    title = _("Fällt aus: %(title)s") % {"title": offer.title} if is_cancelled else offer.title
    event.add("summary", as_text(title))
    event.add("description", as_text(_description(date, offer)))
    if place := _place(date.location or offer.location, offer):
        event.add("location", as_text(place))
    event.add("url", settings.SITE_URL + offer.get_absolute_url())
    _add_times(event, date)
    return event


def _uid(date, number, offer):
    host = urlsplit(settings.SITE_URL).hostname
    place = f"-{number}" if number > 1 else ""
    return f"angebot-{offer.pk}-{date.first_day:%Y%m%d}{place}@{host}"


def _add_times(event, date):
    """Times where a beginning is known and the date is short; else whole days, which block nobody's calendar."""
    start = _moment(date.first_day, date.start_time)
    end = _moment(date.last_day, date.end_time)
    if start is None or (end or start) - start >= _WHOLE_DAYS or date.last_day > date.first_day and not end:
        event.add("dtstart", date.first_day)
        event.add("dtend", date.last_day + _WHOLE_DAYS)
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", start)
        # An end that is not known is left out: the event then has a beginning and no length.
        if end and end > start:
            event.add("dtend", end)


def _moment(day, time):
    return None if time is None else datetime.combine(day, time, ZONE)


def _description(date, offer):
    times = wording.span_parts(date.first_day, date.start_time, date.last_day, date.end_time)[1]
    lines = (
        date.note,
        times if date.first_day != date.last_day or not date.start_time else "",
        offer.summary,
        _("Anbieter: %(name)s") % {"name": offer.provider.name},
        _("Kosten: %(price)s") % {"price": _price(offer)},
        settings.SITE_URL + offer.get_absolute_url(),
    )
    return "\n".join(line for line in lines if line)


def _price(offer):
    return wording.price_words(offer.price, offer.price_from, offer.price_to)


def _place(location, offer):
    if offer.format == Offer.Format.ONLINE:
        return _("online")
    if location is None:
        return offer.place_note.splitlines()[0] if offer.place_note else ""
    return str(location)


def as_text(value):
    """A text typed as such, since icalendar escapes no property it does not know; without what no line can hold."""
    return vText(_NO_TEXT.sub(" ", str(value).replace("\r\n", "\n")))
