"""Sentences about dates and what they mean: the table is the specification. Today is Sunday, 22 November 2026."""

from datetime import date, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from providers import holidays, schedule
from providers.models import OfferDate, OfferSeries
from providers.plain_dates import MAX_TEXT, Understood, parse, say

TODAY = date(2026, 11, 22)
KNOWN = holidays.Holidays(
    school=(
        ("Sommerferien", date(2026, 7, 4), date(2026, 8, 14)),
        ("Weihnachtsferien", date(2026, 12, 21), date(2027, 1, 2)),
        ("Winterferien", date(2027, 2, 1), date(2027, 2, 6)),
    )
)


def read(text, today=TODAY, known=KNOWN):
    return parse(text, today=today, holidays=known)


def said(understood):
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in say(understood)]


CLEAR = [
    # The issue's own sentence, and what belongs to it
    ("jeden Dienstag 17-18:30 bis 15.12., nicht in den Schulferien",
     "Jeden Dienstag, 17 bis 18:30 Uhr, ab 24. November bis 15. Dezember 2026: 4 Termine"),
    ("dienstags und donnerstags, 9:00–10:30 Uhr, ab 12. Januar, 10 Termine",
     "Jeden Dienstag und Donnerstag, 9 bis 10:30 Uhr, ab 12. Januar bis 11. Februar 2027: 10 Termine"),
    ("Jeden Dienstag um 17 Uhr bis 12. Januar, außer in den Ferien",
     "Jeden Dienstag, 17 Uhr, ab 24. November 2026 bis 12. Januar 2027, nicht am 22. und 29. Dezember 2026: 6 Termine"),
    ("dienstags 17 Uhr ab 1.12., 5 Termine, nur in der Schulzeit",
     "Jeden Dienstag, 17 Uhr, ab 1. Dezember 2026 bis 12. Januar 2027, nicht am 22. und 29. Dezember 2026: 5 Termine"),
    ("freitags 10 Uhr ab 18.12.2026 bis 8.1.2027, nicht an Feiertagen",
     "Jeden Freitag, 10 Uhr, ab 18. Dezember 2026 bis 8. Januar 2027, nicht am 25. Dezember 2026 und 1. Januar 2027:"
     " 2 Termine"),
    ("donnerstags 10 Uhr ab 24.12. bis 14.1., nicht in den Weihnachtsferien",
     "Jeden Donnerstag, 10 Uhr, ab 24. Dezember 2026 bis 14. Januar 2027, nicht am 24. und 31. Dezember 2026:"
     " 2 Termine"),
    ("jeden Donnerstag 17 Uhr bis 31.12., 24.12. entfällt",
     "Jeden Donnerstag, 17 Uhr, ab 26. November bis 31. Dezember 2026, nicht am 24. Dezember 2026: 5 Termine"),
    ("jeden Mittwoch 17-18 Uhr ab 6. Januar bis 31. März, außer am 3.3. und 10.3.",
     "Jeden Mittwoch, 17 bis 18 Uhr, ab 6. Januar bis 31. März 2027, nicht am 3. und 10. März 2027: 11 Termine"),
    ("montags 9 Uhr ab 4.1. bis 1.2., kein Kurs am 18.1.",
     "Jeden Montag, 9 Uhr, ab 4. Januar bis 1. Februar 2027, nicht am 18. Januar 2027: 4 Termine"),
    # Rhythms
    ("alle zwei Wochen mittwochs 18 Uhr, ab 2. Dezember bis 27.1.2027",
     "Alle zwei Wochen mittwochs, 18 Uhr, ab 2. Dezember 2026 bis 27. Januar 2027: 5 Termine"),
    ("14-tägig mittwochs, 18 Uhr, ab 2.12., 3 Termine",
     "Alle zwei Wochen mittwochs, 18 Uhr, ab 2. Dezember bis 30. Dezember 2026: 3 Termine"),
    ("jeden ersten Samstag im Monat 10-12 Uhr, bis 30.6.2027",
     "Jeden ersten Samstag im Monat, 10 bis 12 Uhr, ab 5. Dezember 2026 bis 30. Juni 2027: 7 Termine"),
    ("am 3. Mittwoch im Monat 19 Uhr, bis Ende März",
     "Jeden dritten Mittwoch im Monat, 19 Uhr, ab 16. Dezember 2026 bis 31. März 2027: 4 Termine"),
    ("jeden letzten Freitag, 4 Termine",
     "Jeden letzten Freitag im Monat, ab 27. November 2026 bis 26. Februar 2027: 4 Termine"),
    ("Mo-Fr 8-16 Uhr, 30.11. bis 11.12.2026",
     "Montags bis freitags, 8 bis 16 Uhr, ab 30. November bis 11. Dezember 2026: 10 Termine"),
    ("montags bis freitags 8-16 Uhr bis 4.12.",
     "Montags bis freitags, 8 bis 16 Uhr, ab 23. November bis 4. Dezember 2026: 10 Termine"),
    ("12.-16. Juli 2027 täglich 9-15 Uhr", "Täglich, 9 bis 15 Uhr, ab 12. Juli bis 16. Juli 2027: 5 Termine"),
    ("in den Winterferien täglich 9-15 Uhr", "Täglich, 9 bis 15 Uhr, ab 1. Februar bis 6. Februar 2027: 6 Termine"),
    ("jedes Wochenende 10 Uhr bis 6.12.",
     "Jeden Samstag und Sonntag, 10 Uhr, ab 22. November bis 6. Dezember 2026: 5 Termine"),
    ("ab sofort jeden Sonnabend 9-10 Uhr bis 5.12.",
     "Jeden Samstag, 9 bis 10 Uhr, ab 28. November bis 5. Dezember 2026: 2 Termine"),
    ("Vom 5. Januar bis 9. Februar jeden Dienstag von 17 bis 18 Uhr",
     "Jeden Dienstag, 17 bis 18 Uhr, ab 5. Januar bis 9. Februar 2027: 6 Termine"),
    # Times
    ("jeden Montag um halb sieben abends bis 7.12.",
     "Jeden Montag, 18:30 Uhr, ab 23. November bis 7. Dezember 2026: 3 Termine"),
    ("jeden Montag 18h bis 7.12.", "Jeden Montag, 18 Uhr, ab 23. November bis 7. Dezember 2026: 3 Termine"),
    ("jeden Montag, 18.30 Uhr bis 20.00 Uhr, bis 7.12.",
     "Jeden Montag, 18:30 bis 20 Uhr, ab 23. November bis 7. Dezember 2026: 3 Termine"),
    ("jeden Montag 7 Uhr abends bis 7.12.", "Jeden Montag, 19 Uhr, ab 23. November bis 7. Dezember 2026: 3 Termine"),
    ("montags 18 Uhr, 90 Minuten, bis 7.12.",
     "Jeden Montag, 18 bis 19:30 Uhr, ab 23. November bis 7. Dezember 2026: 3 Termine"),
    ("jeden Tag 10 Uhr bis 3.12.", "Täglich, 10 Uhr, ab 22. November bis 3. Dezember 2026: 12 Termine"),
    # Single days
    ("Sa 5.12. und So 6.12.2026 je 10 bis 16 Uhr",
     "Sa, 5. Dezember 2026, 10 bis 16 Uhr", "So, 6. Dezember 2026, 10 bis 16 Uhr"),
    ("am 5., 12. und 19. Dezember, 10 Uhr",
     "Sa, 5. Dezember 2026, 10 Uhr", "Sa, 12. Dezember 2026, 10 Uhr", "Sa, 19. Dezember 2026, 10 Uhr"),
    ("28. Dezember bis 3. Januar", "28. Dezember 2026 bis 3. Januar 2027"),
    ("28. Dezember bis 3. Januar 2027", "28. Dezember 2026 bis 3. Januar 2027"),
    ("3.2. 10 Uhr", "Mi, 3. Februar 2027, 10 Uhr"),
    ("2026-12-05, 10 Uhr", "Sa, 5. Dezember 2026, 10 Uhr"),
    ("5.12.26 um 10:30", "Sa, 5. Dezember 2026, 10:30 Uhr"),
    ("am 3. Advent 15 Uhr", "So, 13. Dezember 2026, 15 Uhr"),
    ("2. und 3. Advent", "So, 6. Dezember 2026", "So, 13. Dezember 2026"),
    ("morgen 9 Uhr", "Mo, 23. November 2026, 9 Uhr"),
    ("12. bis 14. Januar 2027, Beginn 9 Uhr, Ende 17 Uhr", "12. bis 14. Januar 2027, Beginn 9 Uhr, Ende 17 Uhr"),
    # More than one series
    ("dienstags 17-18 Uhr und donnerstags 9-10 Uhr, bis 10.12.",
     "Jeden Dienstag, 17 bis 18 Uhr, ab 24. November bis 10. Dezember 2026: 3 Termine",
     "Jeden Donnerstag, 9 bis 10 Uhr, ab 26. November bis 10. Dezember 2026: 3 Termine"),
    ("9-10 Uhr montags, 11-12 Uhr dienstags bis 8.12.",
     "Jeden Montag, 9 bis 10 Uhr, ab 23. November bis 8. Dezember 2026: 3 Termine",
     "Jeden Dienstag, 11 bis 12 Uhr, ab 24. November bis 8. Dezember 2026: 3 Termine"),
    ("montags 9-12 und 13-16 Uhr bis 30.11.",
     "Jeden Montag, 9 bis 12 Uhr, ab 23. November bis 30. November 2026: 2 Termine",
     "Jeden Montag, 13 bis 16 Uhr, ab 23. November bis 30. November 2026: 2 Termine"),
    ("jeden Dienstag 17 Uhr\ndonnerstags 18 Uhr\nab 12. Januar, 5 Termine",
     "Jeden Dienstag, 17 Uhr, ab 12. Januar bis 9. Februar 2027: 5 Termine",
     "Jeden Donnerstag, 18 Uhr, ab 14. Januar bis 11. Februar 2027: 5 Termine"),
    # Without dates
    ("nach Absprache", "Nach Absprache"),
    ("Termine auf Anfrage", "Nach Absprache"),
    ("Einstieg jederzeit möglich", "Jederzeit"),
]  # fmt: skip

# Typed; the words that are called into question; what is proposed instead.
UNCLEAR = [
    ("alle zwei Wochen mittwochs 18 Uhr", "mittwochs", "ab 25. November 2026"),
    ("jeden zweiten Dienstag 17 Uhr", "jeden zweiten Dienstag", "jeden zweiten Dienstag im Monat"),
    ("jeden Montag um halb sieben", "um halb sieben", "18:30 Uhr"),
    ("jeden Dienstag 17-18", "17-18", "17 bis 18 Uhr"),
    ("Di 17-18 Uhr", "Di", "jeden Dienstag"),
    ("nächsten Dienstag 10 Uhr", "nächsten Dienstag", "24.11.2026"),
    ("werktags 8 Uhr", "werktags", "montags bis freitags"),
    ("bis 15.10 montags", "bis 15.10", "15.10."),
    ("jeden Dienstag 19 Uhr, bis Juni", "bis Juni", "bis 30.6.2027"),
    ("12.-16. Juli 2027 9-15 Uhr", "12.-16. Juli 2027", "12. bis 16. Juli 2027 täglich 9 bis 15 Uhr"),
    ("So, 5.12.2026 10 Uhr", "So, 5.12.2026", "Sa, 5. Dezember 2026"),
    ("31.02. 10 Uhr", "31.02.", ""),
    ("29.2. 10 Uhr", "29.2.", ""),
    ("15.12. bis 5.12.2026", "15.12. bis 5.12.2026", ""),
    ("5.12.9999", "5.12.9999", ""),
    ("montags 25 Uhr", "25 Uhr", "17:30 Uhr"),
    ("montags 22 bis 24 Uhr", "22 bis 24 Uhr", "23:59 Uhr"),
    ("jeden Montag 18:00 bis 17:00", "18:00 bis 17:00", ""),
    ("jeden Dienstag im Gemeindehaus 17 Uhr", "Gemeindehaus", ""),
    ("alle 3 Wochen dienstags", "alle 3 Wochen", ""),
    ("ab 12. Januar", "ab 12. Januar", "jeden Dienstag, 17 bis 18:30 Uhr"),
    ("in den Osterferien täglich 9 Uhr", "Osterferien", ""),
    ("dienstags 17 Uhr bis 15.12., 24.12. entfällt", "24.12. entfällt", ""),
    ("dienstags 17 Uhr und donnerstags 9 Uhr, 10 Termine", "dienstags 17 Uhr und donnerstags 9 Uhr, 10 Termine", ""),
    ("dienstags 17 Uhr ab 1.12. bis 15.12., 4 Termine", "dienstags", ""),
    ("dienstags 17 Uhr ab 1.12.2026 bis 1.11.2026", "ab 1.12.2026 bis 1.11.2026", ""),
    ("dienstags 5.12.2026", "dienstags 5.12.2026", "Sa, 5. Dezember 2026"),
    ("dienstags 5.1., 13.1.2027", "dienstags 5.1., 13.1.2027", "Mi, 13. Januar 2027"),
    ("5. und 3. Advent", "5. und 3. Advent", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), [(text, lines) for text, *lines in CLEAR])
def test_a_sentence_is_understood(text, lines):
    understood = read(text)
    assert [str(problem) for problem in understood.problems] == []
    assert said(understood) == lines


@pytest.mark.parametrize(("text", "words", "proposal"), UNCLEAR)
def test_what_is_not_clear_is_asked_and_never_guessed(text, words, proposal):
    understood = read(text)
    assert (words, proposal) in [(problem.text, problem.proposal) for problem in understood.problems]
    assert not understood.is_clear


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("jeden Dienstag 17 Uhr", "Ein Ende ist nicht genannt: Die Reihe geht bis"),
        ("jeden Dienstag 17 Uhr bis 15.12.", "Die Reihe beginnt am Di, 24. November 2026"),
        ("jeden Dienstag ab 6.1. bis 20.1.", "gehört nicht zur Reihe: Sie beginnt am Di, 12. Januar 2027"),
        (
            "dienstags bis 30.6.2027, nicht in den Schulferien",
            "Die Schulferien sind bis 6. Februar 2027 bekannt",
        ),
        ("5.12.2025", "ist schon vorbei"),
        ("dienstags 9 Uhr bis 15.12. und nach Absprache", "schreiben Sie bitte in den Hinweis"),
    ],
)
def test_what_was_assumed_is_said(text, note):
    assert any(note in words.replace("\N{NO-BREAK SPACE}", " ") for words in read(text).notes)


def test_without_known_holidays_it_says_so():
    understood = read("dienstags bis 15.12., nicht in den Schulferien", known=holidays.Holidays())
    assert "Die Schulferien sind nicht bekannt" in understood.notes[-1]


@pytest.mark.parametrize(
    "text", ["", " \n ", "\x00", "?!", ";;;", "\ud800", "1" * MAX_TEXT, "." * MAX_TEXT, "9" * 3000]
)
def test_nothing_breaks_it(text):
    understood = read(text)
    assert not understood.series
    assert not understood.dates


def test_the_29th_of_february_waits_for_its_year():
    assert said(read("29.2. 10 Uhr", today=date(2027, 11, 22))) == ["Di, 29. Februar 2028, 10 Uhr"]


def test_two_hundred_days_are_read_in_a_blink():
    days = ", ".join(f"{number % 28 + 1}.{number % 12 + 1}." for number in range(200))
    assert len(read(days[:MAX_TEXT].rpartition(", ")[0]).dates) > 100


def _times(each):
    return each.start_time, each.end_time


def facts(understood):
    series = [
        (each.frequency, each.weekdays, each.first_day, each.last_day, *_times(each), each.except_days)
        for each in understood.series
    ]
    dates = [(each.first_day, each.last_day, *_times(each)) for each in understood.dates]
    return series, dates


days = st.dates(date(2026, 11, 22), date(2029, 12, 31))
times = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(0, 22), st.integers(0, 59)).map(lambda at: (time(*at), None)),
    st.tuples(st.integers(0, 21), st.integers(0, 59), st.integers(1, 2)).map(
        lambda at: (time(at[0], at[1]), time(at[0] + at[2], at[1]))
    ),
)


@st.composite
def series(draw):
    weekdays = sorted(draw(st.sets(st.integers(0, 6), min_size=1)))
    start, end = draw(times)
    rule = OfferSeries(
        frequency=draw(st.sampled_from(OfferSeries.Frequency.values)),
        weekdays=weekdays,
        first_day=draw(days),
        start_time=start,
        end_time=end,
        except_days=[],
    )
    rule.last_day = date(rule.first_day.year + 1, 12, 28)
    # A series as the form stores it begins on a day of its own; the place in the month is that day's.
    made = (
        schedule.series_days(rule)
        if rule.frequency != "monthly"
        else [
            day for day in schedule.series_days(rule) if (day.day - 1) // 7 == (rule.first_day.day - 1) // 7
        ]
    )
    if not made:
        rule.frequency, made = "weekly", []
        made = schedule.series_days(rule)
    rule.first_day, rule.last_day = made[0], made[min(len(made) - 1, draw(st.integers(0, 30)))]
    kept = schedule.series_days(rule)
    rule.except_days = (
        sorted(draw(st.sets(st.sampled_from(kept), max_size=min(4, len(kept) - 1)))) if kept[1:] else []
    )
    return rule


@st.composite
def single(draw):
    first, (start, end) = draw(days), draw(times)
    return OfferDate(first_day=first, last_day=first, start_time=start, end_time=end)


@settings(max_examples=150, deadline=None)
@given(st.lists(series(), max_size=2), st.lists(single(), max_size=3))
def test_what_it_says_it_understands(rules, dates):
    meant = Understood(series=tuple(rules), dates=tuple(dates))
    heard = read("\n".join(say(meant)))
    assert [str(problem) for problem in heard.problems] == []
    assert facts(heard) == facts(meant)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
@example("Do 1.1. - 1.1.2027 nicht 1.1.")
def test_any_text_gets_an_answer(text):
    read(text)
