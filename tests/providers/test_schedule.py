"""Series become dates; an offer's first and last day follow, and nothing is guessed."""

from datetime import date, time

import pytest

from providers import schedule
from providers.models import Offer, OfferDate, OfferSeries
from tests.factories import make_date, make_offer, today

TUESDAY, THURSDAY = 1, 3


def series(offer=None, **fields):
    defaults = {
        "frequency": OfferSeries.Frequency.WEEKLY,
        "weekdays": [TUESDAY],
        "first_day": date(2027, 1, 5),
        "last_day": date(2027, 2, 2),
    }
    return OfferSeries(offer=offer, **(defaults | fields))


def days(**fields):
    return [day.isoformat() for day in schedule.series_days(series(**fields))]


def test_weekly_takes_every_chosen_weekday_last_day_included():
    assert days(weekdays=[TUESDAY, THURSDAY], last_day=date(2027, 1, 14)) == [
        "2027-01-05",
        "2027-01-07",
        "2027-01-12",
        "2027-01-14",
    ]


def test_fortnightly_skips_every_second_week():
    assert days(frequency="fortnightly") == ["2027-01-05", "2027-01-19", "2027-02-02"]


def test_monthly_keeps_the_first_tuesday():
    assert days(frequency="monthly", last_day=date(2027, 4, 30)) == [
        "2027-01-05",
        "2027-02-02",
        "2027-03-02",
        "2027-04-06",
    ]


def test_exceptions_fall_out():
    assert "2027-01-12" not in days(except_days=[date(2027, 1, 12)])


def test_a_series_of_a_lifetime_ends_at_four_hundred_dates():
    assert len(days(weekdays=list(range(7)), last_day=date(2090, 1, 1))) == schedule.MAX_DATES_PER_SERIES


@pytest.fixture
def offer(db):
    return make_offer()


def test_refreshing_writes_the_dates_with_their_times_and_sets_the_span(offer):
    row = series(offer, start_time=time(17), end_time=time(18, 30))
    row.save()
    schedule.refresh(offer)
    assert OfferDate.objects.filter(start_time=time(17), end_time=time(18, 30)).count() == 5
    assert (offer.first_day, offer.last_day) == (date(2027, 1, 5), date(2027, 2, 2))


def test_refreshing_twice_keeps_single_dates_and_repeats_nothing(offer):
    make_date(offer, 3)
    series(offer).save()
    schedule.refresh(offer)
    schedule.refresh(offer)
    assert offer.dates.count() == 6


def test_without_dates_and_validity_the_end_stays_unknown(offer):
    schedule.refresh(offer)
    assert offer.last_day is None
    assert not offer.has_ended


def test_the_validity_ends_an_offer_before_its_last_date(offer):
    make_date(offer, 30)
    offer.valid_until = today(10)
    offer.save()
    schedule.refresh(offer)
    assert offer.last_day == today(10)


def test_an_offer_ends_on_the_day_after_its_last_date(offer):
    make_date(offer, 0)
    schedule.refresh(offer)
    assert not offer.has_ended
    OfferDate.objects.update(first_day=today(-1), last_day=today(-1))
    schedule.refresh(offer)
    assert offer.has_ended
    assert Offer.objects.ended().get() == offer
    assert not Offer.objects.current().exists()


def test_before_its_first_day_of_showing_an_offer_is_hidden(db):
    make_offer(valid_from=today(1))
    shown = make_offer(valid_from=today())
    assert list(Offer.objects.published()) == [shown]
