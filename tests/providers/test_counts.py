"""Figures of offers: counted without anything about a person, never at the cost of a page."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone

from portal.core.tally import Tally, is_person
from providers import counts
from providers.models import Offer, OfferCount
from tests.factories import make_offer, today

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture
def tally(monkeypatch):
    """A book that is open for this test alone."""
    book = Tally(counts._save, seconds=3600)
    book._is_open = True
    monkeypatch.setattr(counts, "tally", book)
    yield book
    if book._timer:
        book._timer.cancel()


def test_what_a_person_is_shown_and_opens_is_counted_by_day(tally, lena):
    offer = make_offer("Siebdruck", slug="siebdruck")
    lena.get("/suche/?q=siebdruck", **BROWSER)
    lena.get("/suche/", **BROWSER)
    lena.get("/angebote/siebdruck/", **BROWSER)
    tally.write()
    row = OfferCount.objects.get()
    assert (row.offer, row.day, row.shown, row.opened) == (offer, today(), 2, 1)


def test_a_row_says_nothing_about_who_it_was():
    assert {field.name for field in OfferCount._meta.fields} == {
        "id",
        "offer",
        "day",
        "is_month",
        "shown",
        "opened",
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": "python-requests/2"},
        {"HTTP_USER_AGENT": ""},
        BROWSER | {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
    ],
)
def test_programs_are_not_counted(headers):
    assert not is_person(RequestFactory().get("/", **headers))
    assert is_person(RequestFactory().get("/", **BROWSER))


def test_a_page_costs_no_statement_more_for_being_counted(tally, lena, django_assert_num_queries):
    make_offer("Siebdruck", slug="siebdruck")
    lena.get("/suche/", **BROWSER)
    with django_assert_num_queries(0):
        counts.shown(RequestFactory().get("/", **BROWSER), [1, 2, 3])


def test_writing_adds_to_what_is_there_and_forgets_deleted_offers(tally):
    offer = make_offer()
    for _time in range(2):
        tally.add([(offer.pk, today(), counts.SHOWN), (10**9, today(), counts.SHOWN)])
        tally.write()
    assert OfferCount.objects.get().shown == 2


def test_counts_that_could_not_be_written_are_kept_for_the_next_time():
    written, is_down = [], [True]

    def save(numbers):
        if is_down[0]:
            raise OperationalError
        written.extend(numbers)

    book = Tally(save, seconds=3600)
    book._is_open = True
    book.add(["a", "a"])
    book.write()
    is_down[0] = False
    book.write()
    book._timer.cancel() if book._timer else None
    assert written == [("a", 2)]


def test_days_over_400_days_old_become_months_and_nothing_is_lost():
    offer = make_offer()
    month = (today(-460)).replace(day=1)
    for day in (month, month + timedelta(days=3), today(-1)):
        OfferCount.objects.create(offer=offer, day=day, shown=5, opened=1)
    for _time in range(2):
        counts.fold(timezone.now())
    rows = OfferCount.objects.order_by("day").values_list("day", "is_month", "shown", "opened")
    assert list(rows) == [(month, True, 10, 2), (today(-1), False, 5, 1)]


def test_the_provider_reads_exact_figures_of_90_days():
    offer = make_offer()
    for days, shown in ((-1, 1000), (-89, 34), (-91, 7)):
        OfferCount.objects.create(offer=offer, day=today(days), shown=shown, opened=1)
    found = counts.with_figures(Offer.objects.all()).get()
    assert counts.words(found) == "in 90 Tagen 2-mal angesehen, 1.034-mal in Listen"
