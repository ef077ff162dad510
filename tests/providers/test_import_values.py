"""Dates, prices, addresses and texts of an offer file: what is read, and what is never guessed."""

from datetime import date, time
from decimal import Decimal

import pytest

from providers.imports.addresses import Place, split_address
from providers.imports.dates import on_request, spans_of
from providers.imports.prices import price_of
from providers.imports.slugs import free_slugs, german_slug
from providers.imports.text import cleaned, lines, one_line, without_html

DAY = date(2026, 2, 1)
LATER = date(2026, 2, 8)


def spans(text):
    found, unread = spans_of(text)
    return [(span.first_day, span.start_time, span.last_day, span.end_time) for span in found], unread


@pytest.mark.parametrize(
    "text",
    ["2026-02-01", "01.02.2026", "1.2.2026", "1. 2. 2026", "'2026-02-01'", "So, 01.02.2026", "2026-02-01 null",
     "2026-02-01 00:00:00", " 2026-02-01T00:00 "],
)  # fmt: skip
def test_a_day_without_a_time_stays_without(text):
    assert spans(text) == ([(DAY, None, DAY, None)], [])


@pytest.mark.parametrize(
    "text",
    ["2026-02-01 18:30", "'2026-02-01 18:30:00'", "2026-02-01T18:30", "01.02.2026, 18:30 Uhr",
     "01.02.2026 um 18.30 Uhr", "2026-02-01T17:30:00Z", "2026-02-01T18:30:00+01:00"],
)  # fmt: skip
def test_a_stated_time_is_kept_in_local_time(text):
    assert spans(text) == ([(DAY, time(18, 30), DAY, None)], [])


def test_a_time_near_midnight_in_another_zone_is_on_the_local_day():
    assert spans("2026-01-31T23:30:00Z") == ([(DAY, time(0, 30), DAY, None)], [])


@pytest.mark.parametrize(
    "text",
    ["01.02.2026, 08.02.2026", "01.02.2026,8.2.2026,", "2026-02-01; 2026-02-08", "1.2.2026 und 8.2.2026",
     "01.02.2026\n08.02.2026", "So, 01.02.2026; So, 08.02.2026"],
)  # fmt: skip
def test_a_list_of_days_gives_a_date_each(text):
    assert spans(text) == ([(DAY, None, DAY, None), (LATER, None, LATER, None)], [])


@pytest.mark.parametrize(
    "text",
    ["01.02.2026 - 08.02.2026", "01.02.2026–08.02.2026", "1.2.2026 bis 8.2.2026", "2026-02-01/2026-02-08"],
)
def test_a_span_is_one_date_of_several_days(text):
    assert spans(text) == ([(DAY, None, LATER, None)], [])


def test_times_from_and_to_belong_to_their_day():
    expected = [(DAY, time(10), DAY, time(12)), (LATER, time(10), LATER, None)]
    assert spans("01.02.2026 10:00–12:00; 08.02.2026 10 Uhr") == (expected, [])


def test_a_span_with_times_begins_and_ends_at_them():
    assert spans("01.02.2026 10:00 - 08.02.2026 16:00") == ([(DAY, time(10), LATER, time(16))], [])


@pytest.mark.parametrize(
    "text",
    ["31.02.2026", "2026-13-01", "02/03/2026", "1.2.26", "46054", "ab 01.02.2026", "9999-12-31", "demnächst"],
)
def test_an_unclear_day_is_not_guessed(text):
    assert spans(text) == ([], [text])


@pytest.mark.parametrize("text", ["2026-02-01 25:00", "2026-02-01 abends", "01.02.2026 18"])
def test_an_unclear_time_leaves_the_day(text):
    assert spans(text) == ([(DAY, None, DAY, None)], [text])


@pytest.mark.parametrize(
    "text", ["Nach Absprache", "nach  vereinbarung", "Termin nach Absprache", "auf Anfrage"]
)
def test_words_for_on_request_are_known(text):
    assert on_request(text)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("20.00", "amount", "20", None),
        ("20,00 €", "amount", "20", None),
        ("EUR 20", "amount", "20", None),
        ("20,-", "amount", "20", None),
        ("1.234,50", "amount", "1234.50", None),
        ("1,234.50", "amount", "1234.50", None),
        ("10-20", "range", "10", "20"),
        ("10 bis 20 Euro", "range", "10", "20"),
        ("0 - 5 €", "range", "0", "5"),
        ("kostenlos", "free", None, None),
        ("Eintritt frei", "free", None, None),
        ("", "unknown", None, None),
        ("unbekannt", "unknown", None, None),
    ],
)
def test_prices_are_read_as_people_write_them(text, kind, low, high):
    price = price_of(text)
    assert (price.kind, price.low, price.high) == (kind, low and Decimal(low), high and Decimal(high))
    assert not price.problem


@pytest.mark.parametrize(
    "text", ["0", "0.0", "0,00 €", "20-10", "1.234", "ab 20 €", "-5", "99999999", "nan", "∞"]
)
def test_an_unclear_price_is_not_known(text):
    price = price_of(text)
    assert (price.kind, price.low) == ("unknown", None)
    assert price.problem or text == "nan"


def test_words_that_are_no_price_stay_as_a_note():
    assert price_of("Spende erbeten").note == "Spende erbeten"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mainz", Place("Mainz")),
        ("39104 Magdeburg", Place("", "", "39104", "Magdeburg")),
        ("Weg 1, 39104 Magdeburg", Place("", "Weg 1", "39104", "Magdeburg")),
        ("Ring 9 - 11, 13057, Berlin", Place("", "Ring 9 - 11", "13057", "Berlin")),
        (
            "Haus der Probe, Am Weg 12a, 39104 Magdeburg",
            Place("Haus der Probe", "Am Weg 12a", "39104", "Magdeburg"),
        ),
        ("Halle (Kleiner Weg 7, 39114 Magdeburg)", Place("Halle", "Kleiner Weg 7", "39114", "Magdeburg")),
        ("Weg 1 (Büro), 45127 Essen", Place("Weg 1 (Büro)", "", "45127", "Essen")),
        ("Elbauenpark, Tessenowstraße 7, Magdeburg", Place("Elbauenpark, Tessenowstraße 7, Magdeburg")),
        ("Aachen, Kiel", Place("Aachen, Kiel")),
        ("Raum 12345", Place("Raum 12345")),
    ],
)
def test_an_address_is_split_at_its_postcode_only(text, place):
    assert split_address(text) == place


def test_html_becomes_text():
    html = "<p>Wir &amp; Sie</p><ul><li>eins</li><li>zwei</li></ul><script>böse()</script>Ende<br/>gut"
    assert lines(html) == "Wir & Sie\n\n- eins\n- zwei\n\nEnde\ngut"


@pytest.mark.parametrize("text", ["Kinder <6 Jahre", "Nachhaltig<keit> lernen", "a < b > c", "R&B und AT&T"])
def test_text_that_only_looks_like_html_stays(text):
    assert without_html(text) == text


def test_characters_no_database_takes_are_dropped_and_umlauts_composed():
    assert one_line(cleaned("To\u0308p\0fe\ud800r\x85n\r\nfür  alle")) == "Töpfern für alle"


@pytest.mark.parametrize(
    "text", ["<a" * 25_000, "<script>" * 6_000, "&" * 50_000, "<p " + "x" * 50_000, "- " * 25_000]
)
def test_long_broken_text_is_cleaned_at_once(text):
    assert isinstance(lines(text), str)
    assert split_address(text) == Place(name=text)
    assert price_of(text).kind == "unknown"
    assert spans_of(text)[0] == []


def test_addresses_spell_out_umlauts_and_stay_short():
    assert german_slug("Töpfern für Große & Kleine", 100) == "toepfern-fuer-grosse-kleine"
    assert german_slug("eins zwei drei", 9) == "eins-zwei"
    assert german_slug("日本", 20) == ""


def test_equal_titles_get_different_addresses_that_do_not_depend_on_their_order():
    wishes = [("Yoga", ("a", "1")), ("Yoga", ("a", "2")), ("日本", ("a", "3"))]
    first = free_slugs(wishes, lambda slugs: {"yoga"}, 60)
    assert len(set(first)) == 3 and "yoga" not in first and all(first)
    assert sorted(free_slugs(wishes[::-1], lambda slugs: {"yoga"}, 60)) == sorted(first)
