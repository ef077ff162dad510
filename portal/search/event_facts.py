"""The facts on the card of an event (layout: `documents.event`), in words and by today's clock."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from providers.wording import price_words, span_words


def shown_date(card, reader):
    """(date, how many more are to come): the next one, else the last there was."""
    ahead = [date for date in card["dates"] if date[1][:10] >= reader.iso_today]
    return (ahead[0], len(ahead) - 1) if ahead else (card["dates"][-1], 0)


def when(card, reader):
    """(when, more dates)."""
    (begin, end, is_all_day, _status, _url), further = shown_date(card, reader)
    start, stop = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    clocks = (None, None) if is_all_day else (start.time(), stop.time())
    words = span_words(start.date(), clocks[0], stop.date(), clocks[1], reader.today)
    more = ngettext("und %d weiterer Termin", "und %d weitere Termine", further) % further if further else ""
    return words, more


def by(card):
    """Kind and organiser: „Konferenz, Stadt Magdeburg“."""
    return ", ".join(part for part in (str(Event.Kind(card["kind"]).label), card["organiser"]) if part)


def badges(card, reader):
    """What a reader must know first, as `icons.badges` takes it."""
    (_begin, end, _is_all_day, status, _url), _further = shown_date(card, reader)
    if status == Event.Status.CANCELLED:
        return (("bad", "close", _("Abgesagt")),)
    found = [("", "history", _("Vorbei"))] if end[:10] < reader.iso_today else []
    if not card["is_date_confirmed"]:
        found.append(("warn", "question", _("Datum unbestätigt")))
    if card["has_record"]:
        found.append(("good", "eye", _("Dokumentation liegt vor")))
    return (*found, ("", "euro", price_words(card["price"])))
