"""Offers as documents.

The card holds codes, ISO days and times, and amounts as strings, never words of one day: cards are composed from it
at the reader's time. Its keys are those of `_card`; what is not known is None, an empty text or an empty list.
"""

from datetime import date

from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document, Span, Value
from providers.models import Answer, Offer, OfferDate

from . import shared

_EVER, _FOREVER = date(1970, 1, 1), date(2199, 12, 31)
_NOON, _EVENING = 12 * 60, 17 * 60
_SLOTS = ((0, _NOON, 1), (_NOON, _EVENING, 2), (_EVENING, 24 * 60, 4))  # bits of `columns.SLOTS`
_LONG_ENOUGH = 60  # minutes of a part of the day that opening hours must cover to count for it

_NO_PLACES = {Offer.Availability.FULL, Offer.Availability.WAITLIST, Offer.Availability.CANCELLED}
_PLACES = {Offer.Availability.FREE, Offer.Availability.FEW}
_LEVELS = [value for value in Offer.Level.values if value]
_FORMATS = [value for value in Offer.Format.values if value]


def findable():
    """Offers the index holds; those whose validity begins later are shown from that day on."""
    return Offer.objects.approved()


def documents(ids):
    """Documents of the findable offers among some ids."""
    return [_document(offer) for offer in _complete(findable().filter(pk__in=ids))]


def card_in_any_state(pk):
    """The card of an offer whether or not it is findable, for previews. Raises Offer.DoesNotExist."""
    return _document(_complete(Offer.objects).get(pk=pk)).card


def _complete(offers):
    return (
        offers.with_confirmed_until()
        .select_related("provider__operator", "kind", "location__district")
        .prefetch_related(
            *("life_stages", "topics__parent", "audiences", "languages", "fundings"),
            *("keyword_links__tag", "dates__location__district", "series", "hours", "access_facts__feature"),
            *("location__hours", "location__access_facts__feature"),
        )
    )


def _document(offer):
    dates = list(offer.dates.all())
    locations = _locations(offer, dates)
    access = _access(offer)
    return Document(
        kind="offer",
        object_id=offer.pk,
        texts=_texts(offer, locations, dates),
        card=_card(offer, dates, access, len(locations)),
        values=_values(offer, locations, access),
        spans=[*_date_spans(dates), *_hour_spans(offer)],
        places=shared.coordinates(locations),
        **_ages(offer),
        is_free=offer.is_free,
        price=offer.price_from,
        has_places_left=_has_places_left(offer),
        visible_from=offer.valid_from,
        last_day=offer.last_day,
        confirmed_until=offer.confirmed_until,
        published=offer.published_at or offer.created_at,
    )


def _locations(offer, dates):
    places = [offer.location, *(day.location for day in dates)]
    return list({place.pk: place for place in places if place is not None}.values())


def _texts(offer, locations, dates):
    topics = shared.with_parents(offer.topics.all())
    subjects = [row.name for rows in (topics, offer.life_stages.all(), offer.audiences.all()) for row in rows]
    keywords = [link.tag.name for link in offer.keyword_links.all()]
    kind = [offer.kind.name] if offer.kind else []
    facts = [offer.level, "kostenlos" if offer.is_free else "", "online" if _is_online(offer) else ""]
    provider = [offer.provider.name, offer.provider.operator.name if offer.provider.operator else ""]
    notes = [offer.place_note, offer.schedule_note, offer.price_note, *(day.note for day in dates)]
    return [
        (TITLE, offer.title),
        (SUBJECT, shared.joined(*subjects, *keywords, *kind, *facts)),
        (PLACE, shared.joined(*provider, shared.place_words(locations))),
        (SUMMARY, shared.joined(offer.subtitle, offer.summary)),
        (BODY, shared.plain(shared.joined(offer.description, offer.plain_language, *notes))),
    ]


def _is_online(offer):
    return offer.format in (Offer.Format.ONLINE, Offer.Format.HYBRID)


def _access(offer):
    """Features answered with yes, of the offer and of its place."""
    facts = [*offer.access_facts.all(), *(offer.location.access_facts.all() if offer.location else ())]
    return list({fact.feature_id: fact.feature for fact in facts if fact.answer == Answer.YES}.values())


def _values(offer, locations, access):
    values = shared.term_values("topic", shared.with_parents(offer.topics.all()))
    values += shared.term_values("life_stage", offer.life_stages.all())
    values += shared.term_values("audience", offer.audiences.all())
    values += shared.term_values("language", offer.languages.all())
    values += shared.term_values("funding", offer.fundings.all())
    values += shared.term_values("access", access)
    values += shared.term_values("offer_kind", [offer.kind] if offer.kind else ())
    values += shared.district_values(locations)
    values.append(Value("provider", offer.provider.slug, offer.provider.name))
    if offer.level:
        values.append(Value("level", offer.level.lower(), offer.level, _LEVELS.index(offer.level) + 1))
    if offer.format:
        label = str(offer.get_format_display())
        values.append(Value("format", offer.format, label, _FORMATS.index(offer.format) + 1))
    return values


def _date_spans(dates):
    return [
        Span(
            day.first_day, day.last_day, start=_minutes(day.start_time), slots=_slot_of_start(day.start_time)
        )
        for day in dates
        if day.status == OfferDate.Status.PLANNED
    ]


def _hour_spans(offer):
    """Weekly hours as spans of one weekday each, for as long as the offer is valid."""
    begin, end = offer.valid_from or _EVER, offer.valid_until or _FOREVER
    return [
        Span(begin, end, 1 << row.weekday, _minutes(row.opens), _slots_of_hours(row)) for row in _hours(offer)
    ]


def _hours(offer):
    """The weekly hours that hold: the offer's own, else for a continuous offer those of its place."""
    own = list(offer.hours.all())
    if own or offer.schedule != Offer.Schedule.CONTINUOUS or offer.location is None:
        return own
    return list(offer.location.hours.all())


def _minutes(moment):
    return None if moment is None else moment.hour * 60 + moment.minute


def _slot_of_start(moment):
    if moment is None:
        return 0
    return next(bit for begin, end, bit in _SLOTS if begin <= _minutes(moment) < end)


def _slots_of_hours(row):
    opens, closes = _minutes(row.opens), _minutes(row.closes)
    covered = [bit for begin, end, bit in _SLOTS if min(closes, end) - max(opens, begin) >= _LONG_ENOUGH]
    return sum(covered) or _slot_of_start(row.opens)


def _ages(offer):
    """Ages in completed years: the offer's own, else those of its life stages; None is open."""
    if offer.age_from is not None or offer.age_to is not None:
        return {"age_from": offer.age_from, "age_to": offer.age_to}
    starts = [stage.age_from or 0 for stage in offer.life_stages.all()]
    ends = [stage.age_to for stage in offer.life_stages.all()]
    return {
        "age_from": min(starts, default=None),
        "age_to": None if None in ends else max(ends, default=None),
    }


def _has_places_left(offer):
    if offer.availability in _NO_PLACES or offer.places_left == 0:
        return False
    return offer.availability in _PLACES or bool(offer.places_left)


def _card(offer, dates, access, places):
    return {
        "title": offer.title,
        "subtitle": offer.subtitle,
        "summary": offer.summary,
        "slug": offer.slug,
        "url": offer.get_absolute_url(),
        "provider": {
            "name": offer.provider.name,
            "slug": offer.provider.slug,
            "url": offer.provider.get_absolute_url(),
            "is_example": offer.provider.is_example,
        },
        "kind": shared.term(offer.kind) if offer.kind else None,
        "life_stages": [
            shared.term(stage) | {"tone": stage.tone, "icon": stage.icon} for stage in offer.life_stages.all()
        ],
        "topics": [shared.term(topic) for topic in offer.topics.all()],
        "audiences": [shared.term(row) for row in offer.audiences.all()],
        "languages": [shared.term(row) for row in offer.languages.all()],
        "fundings": [shared.term(row) for row in offer.fundings.all()],
        "access": [shared.term(row) | {"icon": row.icon} for row in access],
        "place": shared.place_card(offer.location) if offer.location else None,
        "places": places,
        **_when(offer, dates),
        **_plain_facts(offer),
    }


def _when(offer, dates):
    return {
        "dates": [
            [
                day.first_day.isoformat(),
                _clock(day.start_time),
                day.last_day.isoformat(),
                _clock(day.end_time),
                day.status,
            ]
            for day in dates
        ],
        "series": [
            {
                "frequency": row.frequency,
                "weekdays": row.weekdays,
                "first_day": row.first_day.isoformat(),
                "last_day": row.last_day.isoformat(),
                "start": _clock(row.start_time),
                "end": _clock(row.end_time),
            }
            for row in offer.series.all()
        ],
        "hours": [[row.weekday, _clock(row.opens), _clock(row.closes)] for row in _hours(offer)],
    }


def _plain_facts(offer):
    """Columns of the offer that go on the card as they are."""
    codes = "level price price_note format place_note schedule schedule_note registration availability source source_id"
    numbers = "age_from age_to places_total places_left"
    amounts = "price_from price_to price_reduced"
    days = "first_day last_day valid_from valid_until registration_deadline published_at confirmed_at confirmed_until"
    return (
        {name: getattr(offer, name) for name in f"{codes} {numbers}".split()}
        | {name: _text(getattr(offer, name)) for name in amounts.split()}
        | {name: _iso(getattr(offer, name)) for name in days.split()}
    )


def _clock(moment):
    return f"{moment:%H:%M}" if moment else None


def _text(amount):
    return None if amount is None else str(amount)


def _iso(moment):
    return moment.isoformat() if moment else None
