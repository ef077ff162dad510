"""Words people search for are counted, people are not."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core import retention
from portal.search import searches
from portal.search.models import SearchedText, SearchWordCount
from portal.search.searches import Book, counted_text
from tests.factories import make_offer, today

from .test_any_input import HOSTILE
from .test_processes import run

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
LONG = 3600  # seconds: nothing is written beside a test


@pytest.fixture
def book(monkeypatch):
    """An open book in the place of that of the process."""
    book = Book(LONG)
    monkeypatch.setattr("atexit.register", lambda work: None)
    book.open()
    monkeypatch.setattr("portal.search.views.book", book)
    yield book
    if book._timer:
        book._timer.cancel()


@pytest.fixture
def reader():
    return Client(headers=BROWSER)


def counts(book):
    """{text: (searches, without result)} as the table holds them."""
    book.write()
    return {row.text: (row.searches, row.without_result) for row in SearchWordCount.objects.all()}


def count(text, searches, *, without=0, days_ago=0):
    return SearchWordCount.objects.create(
        day=today(-days_ago), text=text, searches=searches, without_result=without
    )


def test_a_search_counts_once_with_its_day_and_whether_it_found_something(book, reader):
    make_offer("Chor")
    reader.get("/suche/", {"q": "  Chor "})
    reader.get("/suche/", {"q": "chor"})
    reader.get("/suche/", {"q": "Zymbal"})
    assert counts(book) == {"chor": (2, 0), "zymbal": (1, 1)}
    assert {row.day for row in SearchWordCount.objects.all()} == {timezone.localdate()}


def test_the_table_has_no_column_for_a_person_or_a_time_of_day():
    assert {field.name for field in SearchWordCount._meta.fields} == {
        "id",
        "day",
        "text",
        "searches",
        "without_result",
    }


@pytest.mark.parametrize(
    "address",
    [
        "/suche/",
        "/suche/?q=",
        "/suche/?q=chor&seite=2",
        "/suche/?q=chor&kostenlos=1",
        "/suche/feed.xml?q=chor",
    ],
)
def test_only_the_first_page_of_a_new_search_counts(book, reader, address):
    reader.get(address)
    assert counts(book) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"},
        {"User-Agent": "python-requests/2"},
        BROWSER | {"Sec-Purpose": "prefetch"},
        BROWSER | {"If-None-Match": '"seen"'},
    ],
)
def test_robots_and_repeated_views_do_not_count(book, headers):
    Client(headers=headers).get("/suche/", {"q": "chor"})
    assert counts(book) == {}


def test_a_head_request_does_not_count(book, reader):
    reader.head("/suche/", {"q": "chor"})
    assert counts(book) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "anna@example.org",
        "kurs 039154",
        "0391 540 12",
        "12.03.1985",
        "ich heiße anna muster und wohne in der weststraße",
        "...",
    ],
)
def test_what_may_be_personal_is_not_taken_down(typed):
    assert counted_text(typed) == ""


def test_a_text_is_cut_to_a_hundred_characters_and_its_spelling_evened():
    assert counted_text("„Deutsch  A1“") == "deutsch a1"
    assert counted_text("ü" * 300) == "ü" * 100


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_can_be_counted(book, text):
    if counted := counted_text(text):
        book.add([(today(), counted, False)])
    assert len(counts(book)) <= 1


def test_counting_costs_the_result_page_no_statement_and_sets_no_cookie(book, reader):
    make_offer("Chor")
    reader.get("/suche/", {"q": "chor"})
    with CaptureQueriesContext(connection) as captured:
        response = reader.get("/suche/", {"q": "chor"})
    assert len(captured) <= 4
    assert not any("searchwordcount" in query["sql"] for query in captured)
    assert not response.cookies


def test_a_closed_book_counts_nothing(monkeypatch, reader):
    book = Book(LONG)
    monkeypatch.setattr("portal.search.views.book", book)
    reader.get("/suche/", {"q": "chor"})
    assert counts(book) == {}


def test_what_cannot_be_written_now_is_written_later(book, monkeypatch):
    book.add([(today(), "chor", True)])
    with monkeypatch.context() as patch:
        patch.setattr(searches, "_ADD", "INSERT INTO no_such_table SELECT %s, %s, %s, %s")
        run(book.write)
    assert counts(book) == {"chor": (1, 0)}


def test_a_collection_is_limited(book, monkeypatch):
    monkeypatch.setattr(book, "_most", 2)
    for text in ("a", "b", "c", "a"):
        book.add([(today(), text, True)])
    assert counts(book) == {"a": (2, 0), "b": (1, 0)}


@pytest.mark.django_db(transaction=True)
def test_processes_that_count_at_once_lose_nothing(monkeypatch):
    monkeypatch.setattr("atexit.register", lambda work: None)
    texts = [f"wort {number}" for number in range(1500)]

    def one_process(order):
        book = Book(LONG)
        book.open()
        for _round in range(3):
            book.add([(today(), text, False) for text in order])
            book.write()

    run(*[lambda order=order: one_process(order) for order in (texts, texts[::-1], texts, texts[::-1])])
    assert set(SearchWordCount.objects.values_list("searches", "without_result")) == {(12, 12)}
    assert SearchWordCount.objects.count() == 1500


@pytest.mark.django_db(transaction=True)
def test_the_book_writes_by_itself_after_a_while(monkeypatch):
    monkeypatch.setattr("atexit.register", lambda work: None)
    written = threading.Event()

    class Watched(Book):
        def _write_beside(self):
            super()._write_beside()
            written.set()

    book = Watched(seconds=0.05)
    book.open()
    book.add([(today(), "chor", True)])
    assert written.wait(10)
    assert SearchWordCount.objects.get().searches == 1


class TestDesk:
    """What staff see of it."""

    ADDRESS = "/verwaltung/search/searchedtext/"

    def test_a_word_is_seen_from_three_searches_on(self, desk):
        count("zweimal", 1, days_ago=1), count("zweimal", 1)
        count("dreimal", 2, days_ago=1), count("dreimal", 1)
        page = desk.get(self.ADDRESS).content.decode()
        assert "dreimal" in page
        assert "zweimal" not in page
        assert "zweimal" not in desk.get(self.ADDRESS, {"q": "zweimal"}).context["cl"].result_list

    def test_it_shows_searches_days_and_the_share_without_result(self, desk):
        count("chor", 3, without=3, days_ago=2), count("chor", 1)
        row = SearchedText.objects.get()
        assert (row.searches, row.days, row.last_day) == (4, 2, today())
        assert "75 %" in desk.get(self.ADDRESS).content.decode()

    def test_a_gap_is_what_found_nothing_on_its_last_day(self, desk):
        count("zymbal", 3, without=3)
        count("chor", 9, without=9, days_ago=1), count("chor", 1)
        shown = desk.get(self.ADDRESS, {"luecken": "1"}).context["cl"].result_list
        assert [row.text for row in shown] == ["zymbal"]

    def test_nobody_can_change_it(self, boss_client):
        count("chor", 3)
        assert boss_client.get(f"{self.ADDRESS}add/").status_code == 403
        assert boss_client.post(f"{self.ADDRESS}chor/delete/", {"post": "yes"}).status_code == 403

    def test_visitors_and_providers_do_not_see_it(self, lena, anna, client):
        client.force_login(anna)
        assert lena.get(self.ADDRESS).status_code == client.get(self.ADDRESS).status_code == 302

    @pytest.fixture
    def boss_client(self, client, chef):
        client.force_login(chef)
        return client


def test_counts_are_deleted_after_400_days():
    count("alt", 3, days_ago=401)
    count("neu", 3, days_ago=399)
    rule = next(rule for rule in retention.RULES if rule.delete is searches.delete_search_words)
    assert rule.delete(timezone.now()) == 1
    assert [row.text for row in SearchWordCount.objects.all()] == ["neu"]
    assert rule.delete(timezone.now() + timedelta(days=2)) == 1
