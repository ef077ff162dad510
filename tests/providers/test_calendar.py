"""Offers as a calendar: one event a date, known again after every change, in the time of the place."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from providers import calendar
from providers.models import Offer, OfferDate, OfferSeries
from providers.schedule import refresh
from tests.factories import make_date, make_location, make_offer, today

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def file_of(*offers, first=None, last=None, **options):
    found = calendar.scheduled(
        Offer.objects.filter(pk__in=[offer.pk for offer in offers]), first or today(), last
    )
    return calendar.calendar(found, name=options.pop("name", "Merkliste"), **options)


def events_of(*offers, **options):
    return Calendar.from_ical(file_of(*offers, **options)).events


def only_event_of(offer, **options):
    (event,) = events_of(offer, **options)
    return event


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), BERLIN)


def test_a_date_with_times_is_an_event_in_local_time():
    offer = make_offer("Deutsch A2", summary="Sprechen, hören; schreiben")
    make_date(offer, 3, start_time=time(17), end_time=time(18, 30))
    event = only_event_of(offer)
    assert (event.start, event.end) == (at(today(3), 17), at(today(3), 18, 30))
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert event["summary"] == "Deutsch A2"
    assert "Sprechen, hören; schreiben" in event["description"]
    assert event["url"] == settings.SITE_URL + offer.get_absolute_url()
    assert event["status"] == "CONFIRMED"


def test_the_time_zone_in_the_file_changes_as_clocks_do():
    zone = Calendar.from_ical(file_of()).timezones[0].to_tz(lookup_tzid=False)
    for moment in (
        datetime(2026, 3, 29, 1, 59),
        datetime(2026, 3, 29, 3),
        datetime(2027, 10, 31, 3),
        datetime(2031, 7, 1),
    ):
        assert zone.utcoffset(moment) == moment.replace(tzinfo=BERLIN).utcoffset()


def test_a_date_without_time_is_a_whole_day_that_blocks_nothing():
    event = only_event_of(make_offer(days=[2]))
    assert (event.start, event.end) == (today(2), today(3))
    assert event["transp"] == "TRANSPARENT"


def test_a_beginning_without_an_end_gets_no_invented_end():
    offer = make_offer()
    make_date(offer, 2, start_time=time(9))
    event = only_event_of(offer)
    assert event["dtstart"].dt == at(today(2), 9)
    assert "dtend" not in event


def test_several_days_are_whole_days_with_their_times_in_words():
    offer = make_offer()
    make_date(offer, 2, last_day=today(4), start_time=time(9), end_time=time(16))
    event = only_event_of(offer)
    assert (event.start, event.end) == (today(2), today(5))
    assert "Beginn 9 Uhr, Ende 16 Uhr" in event["description"].replace("\N{NO-BREAK SPACE}", " ")


def test_a_night_keeps_its_times():
    offer = make_offer()
    make_date(offer, 2, last_day=today(3), start_time=time(20), end_time=time(2))
    event = only_event_of(offer)
    assert (event.start, event.end) == (at(today(2), 20), at(today(3), 2))


@pytest.mark.parametrize("what", ["date", "offer"])
def test_what_is_cancelled_says_so_and_stays_in_the_calendar(what):
    offer = make_offer("Töpfern", availability="cancelled" if what == "offer" else "unknown")
    make_date(offer, 2, status="cancelled" if what == "date" else "planned")
    event = only_event_of(offer)
    assert event["status"] == "CANCELLED"
    assert event["summary"] == "Fällt aus: Töpfern"


def test_an_event_is_known_again_after_its_series_was_written_anew():
    offer = make_offer()
    series = OfferSeries.objects.create(
        offer=offer, weekdays=[0, 3], first_day=today(), last_day=today(20), start_time=time(17)
    )
    refresh(offer)
    before = {event["uid"]: event["sequence"] for event in events_of(offer)}
    series.start_time = time(18)
    series.save()
    Offer.objects.filter(pk=offer.pk).update(changed_at=timezone.now() + timedelta(minutes=5))
    refresh(offer)
    after = {event["uid"]: event["sequence"] for event in events_of(offer)}
    assert len(before) > 3
    assert before.keys() == after.keys()
    assert all(after[uid] > before[uid] for uid in before)


def test_two_dates_of_a_day_are_two_events():
    offer = make_offer()
    for hour in (9, 15):
        make_date(offer, 2, start_time=time(hour))
    assert len({event["uid"] for event in events_of(offer)}) == 2


def test_the_same_date_has_one_name_in_every_calendar():
    offer = make_offer(days=[2, 2, 9])
    everything = {event["uid"] for event in events_of(offer)}
    some = {event["uid"] for event in events_of(offer, last=today(5), wanted=lambda row: True)}
    assert some < everything


def test_only_dates_of_the_span_and_the_wanted_ones_are_in_it():
    offer = make_offer(days=[-1, 0, 5, 400])
    days = [event.start for event in events_of(offer, last=today(30))]
    assert days == [today(), today(5)]
    assert [event.start for event in events_of(offer, wanted=lambda row: row.first_day == today(5))] == [
        today(5)
    ]


def test_a_date_elsewhere_names_its_own_place():
    offer = make_offer(location=make_location(name="Haus A"), days=[1])
    make_date(offer, 2, location=make_location(name="Haus B", street="Weg 2"))
    places = [event["location"] for event in events_of(offer)]
    assert places == ["Haus A, Musterstraße 1, 39104 Magdeburg", "Haus B, Weg 2, 39104 Magdeburg"]


def test_online_is_a_place():
    assert only_event_of(make_offer(format="online", days=[1]))["location"] == "online"


def test_no_text_breaks_the_file():
    title = "Zeile\r\nBEGIN:VEVENT\x0b\x85\u2028Ende; mit, Komma \\ und 🎈" + "ä" * 300
    event = only_event_of(make_offer(title, days=[1]), name="Liste\nX-EVIL:1")
    assert event["summary"].startswith("Zeile\nBEGIN:VEVENT")
    raw = file_of(make_offer(title, days=[1]), name="Liste\nX-EVIL:1")
    assert b"\r\nX-EVIL" not in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_an_empty_calendar_is_a_calendar():
    made = Calendar.from_ical(file_of(make_offer()))
    assert made.events == []
    assert made["x-wr-calname"] == "Merkliste"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in file_of()


def test_a_long_calendar_is_cut_says_so_and_costs_two_statements(django_assert_num_queries):
    offers = [make_offer() for _number in range(4)]
    OfferDate.objects.bulk_create(
        OfferDate(offer=offer, first_day=day, last_day=day)
        for offer in offers
        for day in (today() + timedelta(days=number) for number in range(300))
    )
    with django_assert_num_queries(2):
        made = Calendar.from_ical(file_of(*offers))
    events = made.events
    assert made["x-wr-caldesc"] == "Hier stehen die nächsten 500 von 1.200 Terminen."
    assert len(events) == calendar.MOST_EVENTS
    assert events[0].start == today()
    assert max(event.start for event in events) < today(300)


def test_far_days_are_no_trouble():
    offer = make_offer()
    OfferDate.objects.create(offer=offer, first_day=date(9998, 12, 30), last_day=date(9998, 12, 31))
    assert only_event_of(offer).end == date(9999, 1, 1)
