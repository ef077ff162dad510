"""What a question asks for besides its words, and what must not be misread."""

from datetime import date

import pytest

from portal.search import wishes
from portal.search.entries import Value
from portal.search.places import PlaceRow
from portal.search.query import ALL_WORDS, Filters

from .support import ask, date_span, document, index_of, titles

SATURDAY = date(2026, 11, 21)
NAMES = {
    "district": [
        "Buckau",
        "Reform",
        "Altstadt",
        "Nordwest",
        "Kannenstieg",
        "Stadtfeld Ost",
        "Stadtfeld West",
    ],
    "audience": ["Kinder", "Jugendliche", "Ältere Menschen", "Mädchen und Frauen", "Familien", "Eltern"],
    "language": ["Deutsch", "Englisch"],
    "funding": ["Bildungsgutschein", "Stipendium", "Ermäßigung"],
    "access": ["stufenlos erreichbar", "Aufzug"],
    "format": ["online", "vor Ort"],
    "offer_kind": ["Ferienangebot"],
    "life_stage": ["Grundschulzeit"],
    "level": ["A2", "B1"],
}
SLUGS = {
    "Ältere Menschen": "aeltere",
    "Mädchen und Frauen": "maedchen-und-frauen",
    "stufenlos erreichbar": "stufenlos",
    "Ermäßigung": "ermaessigung",
    "Englisch": "en",
    "Deutsch": "de",
}


def value(facet, name):
    return Value(facet, SLUGS.get(name, name.lower().replace(" ", "-")), name)


@pytest.fixture(scope="module")
def index():
    """An index that knows these names, two places, and some long words."""
    first = document("Onlinemarketing, Abendgymnasium, Frauenchor")
    first.values.extend(value(facet, name) for facet, found in NAMES.items() for name in found)
    return index_of(
        first, places=[PlaceRow("Hasselbachplatz", 52.12, 11.63), PlaceRow("39104", 52.13, 11.63)]
    )


def read(index, text, **arguments):
    return wishes.read(text, index.current(), SATURDAY, **arguments)


def chosen(understood):
    """{field: value} of the filters that were understood."""
    return {field: value for match in understood.matches for field, value in match.chosen}


@pytest.mark.parametrize(
    ("text", "left", "filters"),
    [
        (
            "kostenloser Deutschkurs abends in Buckau",
            "Deutschkurs",
            {"free": True, "daytime": ("abends",), "district": ("buckau",)},
        ),
        ("Ferienprogramm für mein Kind, 9 Jahre", "Ferienprogramm", {"age": 9, "oldest": 9}),
        ("Schwimmen für Senioren am Dienstag", "Schwimmen", {"audience": ("aeltere",), "weekday": ("di",)}),
        (
            "Excel online Bildungsgutschein",
            "Excel",
            {"format": ("online",), "funding": ("bildungsgutschein",)},
        ),
        ("Yoga am Wochenende", "Yoga", {"weekday": ("sa", "so")}),
        ("Englisch B1 ab Januar", "Englisch", {"first_day": date(2027, 1, 1), "level": ("b1",)}),
        ("Deutsch auf Niveau A2", "Deutsch", {"level": ("a2",)}),
        ("Deutsch C1", "Deutsch C1", {}),
        (
            "Nachhilfe Mathe 8. Klasse unter 20 Euro",
            "Nachhilfe Mathe",
            {"age": 13, "oldest": 14, "most_euros": 20},
        ),
        ("Töpfern bis zu 50 €", "Töpfern", {"most_euros": 50}),
        ("Töpfern unter 99999 Euro", "Töpfern unter 99999 Euro", {}),
        ("in den Ferien", "", {"offer_kind": ("ferienangebot",)}),
        ("Yoga in der Nähe vom Hasselbachplatz", "Yoga", {"place": "Hasselbachplatz"}),
        ("Kurse 39104", "Kurse", {"place": "39104"}),
        ("malen rollstuhlgerecht", "malen", {"access": ("stufenlos",)}),
        ("Malen barrierefrei", "Malen", {"access": ("stufenlos",)}),
        ("Töpfern mit Aufzug", "Töpfern", {"access": ("aufzug",)}),
        ("Töpfern auf Englisch", "Töpfern", {"language": ("en",)}),
        ("Computer für Frauen", "Computer", {"audience": ("maedchen-und-frauen",)}),
        ("gratis Beratung", "Beratung", {"free": True}),
        ("umsonst vor Ort Musik", "Musik", {"free": True, "format": ("vor-ort",)}),
        ("Teenager programmieren", "programmieren", {"audience": ("jugendliche",)}),
        ("Smartphone Rentner", "Smartphone", {"audience": ("aeltere",)}),
        ("Senior:innen Smartphone", "Smartphone", {"audience": ("aeltere",)}),
        ("Kurs in Stadtfeld", "Kurs", {"district": ("stadtfeld-ost", "stadtfeld-west")}),
        ("Deutsch in Reform", "Deutsch", {"district": ("reform",)}),
        ("Führung in der Altstadt", "Führung", {"district": ("altstadt",)}),
        ("Stipendium", "Stipendium", {}),
        ("Studium mit Stipendium", "Studium", {"funding": ("stipendium",)}),
        ("freie Plätze Yoga", "Yoga", {"places_left": True}),
    ],
)
def test_words_become_filters_and_leave_the_text(index, text, left, filters):
    understood = read(index, text)
    assert (understood.text_left, chosen(understood)) == (left, filters)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("heute", date(2026, 11, 21), date(2026, 11, 21)),
        ("morgen", date(2026, 11, 22), date(2026, 11, 22)),
        ("diese Woche", date(2026, 11, 21), date(2026, 11, 22)),
        ("nächste Woche", date(2026, 11, 23), date(2026, 11, 29)),
        ("naechste woche", date(2026, 11, 23), date(2026, 11, 29)),
        ("nächstes Wochenende", date(2026, 11, 28), date(2026, 11, 29)),
        ("nächsten Monat", date(2026, 12, 1), date(2026, 12, 31)),
        ("im Februar", date(2027, 2, 1), date(2027, 2, 28)),
        ("im November", date(2026, 11, 1), date(2026, 11, 30)),
        ("bis Ende März", None, date(2027, 3, 31)),
        ("ab 12.1.", date(2027, 1, 12), None),
        ("am 12. Januar 2028", date(2028, 1, 12), date(2028, 1, 12)),
        ("ab sofort", date(2026, 11, 21), None),
    ],
)
def test_days_are_counted_from_the_day_of_the_plan(index, text, first, last):
    filters = read(index, f"Kurs {text}").filters
    assert (filters.first_day, filters.last_day) == (first, last)


@pytest.mark.parametrize("text", ["am 31.2.", "am 12.13.", "am 31. Juni", "am 0.0."])
def test_days_the_calendar_lacks_stay_words(index, text):
    assert read(index, f"Kurs {text}").matches == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("für 9-Jährige", 9, 9),
        ("3 Jahre alt", 3, 3),
        ("6-10 Jahre", 6, 10),
        ("von 6 bis 10 Jahren", 6, 10),
        ("ab 60", 60, 120),
        ("ab 60 Jahren", 60, 120),
        ("60+", 60, 120),
        ("Ü60", 60, 120),
        ("bis 12 Jahre", 0, 12),
        ("Klasse 1", 6, 7),
    ],
)
def test_ages_as_people_write_them(index, text, first, last):
    filters = read(index, f"Turnen {text}").filters
    assert (filters.age, filters.oldest) == (first, last)


@pytest.mark.parametrize(
    "text", ["seit 9 Jahren", "ab 5 Euro", "ab 10 Personen", "ab 999", "1968", "Klasse 20"]
)
def test_other_numbers_are_no_age(index, text):
    assert "age" not in chosen(read(index, text))


def test_a_part_of_the_day_goes_with_its_day(index):
    assert chosen(read(index, "heute Abend")) == {
        "first_day": SATURDAY,
        "last_day": SATURDAY,
        "daytime": ("abends",),
    }
    assert chosen(read(index, "Dienstagabend")) == {"weekday": ("di",), "daytime": ("abends",)}
    assert chosen(read(index, "Kurs ab 18 Uhr")) == {"daytime": ("abends",)}
    assert chosen(read(index, "Kurs am Morgen")) == {"daytime": ("morgens",)}
    assert read(index, "dienstags und donnerstags").filters.weekday == ("di", "do")
    assert read(index, "Montag bis Mittwoch").filters.weekday == ("mo", "di", "mi")


@pytest.mark.parametrize(
    "text",
    [
        "Online-Marketing",
        "Online Marketing",
        "Onlinemarketing",
        "Abendgymnasium",
        "Abend Gymnasium",
        "Frauenchor",
        "Frauen Chor",
        "Frauen in der Geschichte",
        "Alter",
        "Deutsch",
        "Englisch",
        "Deutsch Englisch Nachhilfe",
        "Nachhilfe in Englisch",
        "Dienstagstreff",
        "Herbstferien",
        "Reform",
        "Reform der Rente",
        "Altstadt Führung",
        "Nordwest Passage",
        "Kinder und Familie",
        "Stadtfeld Chronik",
        '"Yoga am Abend"',
        "„Kurse in Buckau“",
        "Yoga -abends",
        "Beratung -online",
        "A1 B2",
        "Ermäßigung",
    ],
)
def test_these_are_words_and_no_filters(index, text):
    understood = read(index, text)
    assert (understood.text_left, understood.matches) == (text, ())


def test_a_district_needs_no_preposition_unless_its_name_is_a_word_of_its_own(index):
    assert read(index, "Yoga Kannenstieg").filters.district == ("kannenstieg",)
    assert read(index, "Yoga Nordwest").filters.district == ()


def test_explicit_filters_win_and_the_words_are_not_searched_for(index):
    understood = read(index, "Deutsch abends in Buckau", explicit=Filters(daytime=("morgens",)))
    assert understood.filters == Filters(daytime=("morgens",), district=("buckau",))
    assert understood.text_left == "Deutsch"
    assert [match.parameter for match in understood.matches] == ["stadtteil"]


def test_an_explicit_place_stands_for_the_stadtteil_too(index):
    understood = read(index, "Deutsch in Buckau", explicit=Filters(place="39104"))
    assert understood.filters == Filters(place="39104")


def test_words_wanted_literally_stay_words(index):
    understood = read(index, "Deutsch abends in Buckau", literal=("ABENDS",))
    assert (understood.text_left, understood.filters) == ("Deutsch abends", Filters(district=("buckau",)))
    assert read(index, "Deutsch abends", literal=(ALL_WORDS,)).matches == ()


def test_a_match_says_its_words_and_its_value(index):
    (match,) = read(index, "Deutsch in Buckau").matches
    assert (match.words, match.parameter, match.label, match.text_without) == (
        "in Buckau",
        "stadtteil",
        "Buckau",
        "Deutsch",
    )


def test_names_staff_give_count_at_once():
    def understood(name):
        return read(
            index_of(document("x", values=[("district", name.lower())])), "Kurs Neustadt"
        ).filters.district

    assert understood("Neustadt") == ("neustadt",)
    assert understood("Altdorf") == ()


OFFERS = index_of(
    document("Yoga Montag", spans=[date_span(7, hour=18)]),
    document("Yoga früh", spans=[date_span(8, hour=9)]),
    document("Chor", spans=[date_span(7, hour=18)]),
)


def test_what_is_understood_narrows_the_answer():
    results = ask(OFFERS, "Yoga abends")
    assert titles(results) == ["Yoga Montag"]
    assert [match.label for match in results.understood] == ["abends"]


def test_filters_that_leave_nothing_are_dropped_and_named():
    results = ask(OFFERS, "Yoga am Sonntag")
    assert sorted(titles(results)) == ["Yoga Montag", "Yoga früh"]
    assert (results.understood, [match.label for match in results.dropped]) == ((), ["Sonntag"])


def test_words_that_fit_literally_are_found_before_filters_are_dropped():
    index = index_of(
        document("Chor"),
        document("Chor der Senioren", values=[("audience", "kinder")]),
        document("Tanz", values=[("audience", "aeltere")]),
    )
    results = ask(index, "Chor Senioren")
    assert titles(results) == ["Chor der Senioren"]
    assert results.is_literal


def test_nothing_but_filters_needs_no_word():
    assert sorted(titles(ask(OFFERS, "am Montag"))) == ["Chor", "Yoga Montag"]


def test_an_offer_that_leaves_the_fact_open_counts_where_its_text_says_the_words():
    index = index_of(
        document("Chor", values=[("audience", "aeltere")]),
        document("Chor für Senioren"),
        document("Chor gegen Senioren", values=[("audience", "kinder")]),
        "Chor",
    )
    assert sorted(titles(ask(index, "Chor für Senioren"))) == ["Chor", "Chor für Senioren"]
    assert titles(ask(index, "Chor", Filters(audience=("aeltere",)))) == ["Chor"]


def test_hours_nobody_entered_count_where_the_text_says_them():
    index = index_of(
        document("Yoga", spans=[date_span(7, hour=18)]),
        document("Yoga am Abend", spans=[date_span(7)]),
        document("Yoga nicht abends", spans=[date_span(7, hour=9)]),
    )
    assert sorted(titles(ask(index, "Yoga abends"))) == ["Yoga", "Yoga am Abend"]
    assert sorted(titles(ask(index, "Yoga montags abends"))) == ["Yoga", "Yoga am Abend"]
