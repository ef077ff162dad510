"""German words for events, from plain values."""

from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from providers.wording import day_words, period_words, span_words

_NUMBERS = (
    gettext_lazy("zwei"),
    gettext_lazy("drei"),
    gettext_lazy("vier"),
    gettext_lazy("fünf"),
    gettext_lazy("sechs"),
    gettext_lazy("sieben"),
    gettext_lazy("acht"),
    gettext_lazy("neun"),
    gettext_lazy("zehn"),
    gettext_lazy("elf"),
    gettext_lazy("zwölf"),
)


def numbers_in_words(number):
    """„vier“ up to twelve, figures above, as German print does; from two on."""
    return str(_NUMBERS[number - 2]) if 2 <= number <= 12 else str(number)


def clock_words(moment):
    """„9:30 Uhr“, „16 Uhr“ for a local moment."""
    return _("%s Uhr") % (f"{moment:%-H:%M}" if moment.minute else f"{moment:%-H}")


def when_words(event, today=None):
    """„Do, 26. November, 10 bis 13 Uhr“; whole days without times."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if event.is_all_day:
        return span_words(start.date(), None, end.date(), None, today)
    return span_words(start.date(), start.time(), end.date(), end.time(), today)


def moment_words(thing):
    """„Fr, 19. November 2021, 11:30 bis 12:30 Uhr“ of anything with a beginning and an end."""
    start, end = timezone.localtime(thing.starts_at), timezone.localtime(thing.ends_at)
    return span_words(start.date(), start.time(), end.date(), end.time())


def long_when_words(event):
    """„Freitag, 19. November 2021, 10:00 bis 13:15 Uhr“, for the head of the event's own page."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if start.date() != end.date():
        return period_words(start.date(), end.date())
    day = f"{WEEKDAYS[start.weekday()]}, {day_words(start.date(), weekday=False)}"
    if event.is_all_day:
        return day
    return _("%(day)s, %(start)s bis %(end)s Uhr") % {
        "day": day,
        "start": f"{start:%-H:%M}",
        "end": f"{end:%-H:%M}",
    }


def date_tile(event):
    """(„Nov“, 19, 2021) of the first day."""
    start = timezone.localtime(event.starts_at)
    return (str(MONTHS_3[start.month]).title(), start.day, start.year)


def place_words(event):
    """„Altes Rathaus, Alter Markt 6, Magdeburg“, „online“ or nothing."""
    if event.format == "online":
        return _("online")
    address = ", ".join(part for part in (event.street, f"{event.postcode} {event.city}".strip()) if part)
    words = ", ".join(part for part in (event.place_name, address) if part)
    return _("%s und online") % words if event.format == "hybrid" and words else words


def organiser_words(event):
    """Who invites: the name given, else the network or the provider; empty: the city."""
    if event.organiser_name:
        return event.organiser_name
    inviting = event.network or event.provider
    return inviting.name if inviting else ""
