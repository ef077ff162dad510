"""What a card says: by today's clock, calm about what is not known, with the found words marked."""

from datetime import date

import pytest

from portal.search import cards
from portal.search.results import Hit
from providers.wording import NBSP

TODAY = date(2026, 11, 20)
UNKNOWN = {
    "title": "Deutsch A2",
    "subtitle": "",
    "summary": "",
    "url": "/angebote/deutsch-a2/",
    "provider": {"name": "Beispiel-VHS", "url": "/anbieter/beispiel-vhs/"},
    "life_stages": [],
    "audiences": [],
    "fundings": [],
    "access": [],
    "place": None,
    "places": 0,
    "place_note": "",
    "dates": [],
    "series": [],
    "hours": [],
    "schedule": "unknown",
    "schedule_note": "",
    "last_day": None,
    "format": "",
    "level": "",
    "price": "unknown",
    "price_from": None,
    "price_to": None,
    "price_reduced": None,
    "age_from": None,
    "age_to": None,
    "availability": "unknown",
    "places_left": None,
    "confirmed_until": None,
}
BUCKAU = {
    "name": "Lernhaus",
    "street": "Musterstraße 1",
    "city": "Magdeburg",
    "district": {"slug": "buckau", "name": "Buckau"},
}


def card(*, words=(), distance_km=None, near="", **facts):
    hit = Hit("offer", 7, 1.0, UNKNOWN | facts, words=words, distance_km=distance_km)
    (found,) = cards.compose([hit], TODAY, place=near)
    return found


def plain(text):
    return text.replace(NBSP, " ")


def when(**facts):
    found = card(**facts)
    return plain(found.when), plain(found.when_more)


def texts(found):
    return [plain(text) for _tone, _icon, text in found.tags]


def on(day, start=None, end=None, status="planned", last=None):
    return [day, start, last or day, end, status]


def test_what_is_not_known_is_said_calmly():
    found = card()
    assert found.when == "Termin beim Anbieter erfragen"
    assert found.where == "Ort beim Anbieter erfragen"
    assert found.cost == "Kosten nicht bekannt"
    assert found.audience == "keine Angabe"
    assert texts(found) == ["Nicht bestätigt"]


def test_the_next_date_is_the_first_that_is_not_over_and_takes_place():
    dates = [
        on("2026-11-10", "18:00"),
        on("2026-11-24", "18:00", "20:15", status="cancelled"),
        on("2026-12-01", "18:00", "20:15"),
        on("2026-12-08", "18:00", "20:15"),
    ]
    assert when(dates=dates, last_day="2026-12-08") == (
        "Di, 1. Dezember, 18 bis 20:15 Uhr",
        "und 1 weiterer Termin",
    )


def test_a_date_of_today_still_counts_and_one_of_yesterday_does_not():
    assert when(dates=[on("2026-11-20", "09:00")])[0] == "Fr, 20. November, 9 Uhr"
    ended = card(dates=[on("2026-11-19")], last_day="2026-11-19")
    assert plain(ended.when) == "zuletzt am 19. November"
    assert texts(ended) == ["Beendet"]


def test_only_cancelled_dates_ahead_are_named_as_cancelled():
    dates = [on("2026-11-24", status="cancelled")]
    assert when(dates=dates, last_day="2026-11-24")[0] == "fällt aus: Di, 24. November"


def test_a_series_says_its_rhythm_and_when_it_begins_or_goes_on():
    row = {"frequency": "weekly", "weekdays": [1], "start": "17:00", "end": "18:30"}
    ahead = row | {"first_day": "2027-01-12", "last_day": "2027-01-19"}
    dates = [on("2027-01-12"), on("2027-01-19")]
    assert when(series=[ahead], dates=dates) == (
        "jeden Dienstag, 17 bis 18:30 Uhr",
        "ab 12. Januar 2027, 2 Termine",
    )
    running = row | {"first_day": "2026-11-03", "last_day": "2026-11-24"}
    dates = [on("2026-11-03"), on("2026-11-24")]
    assert when(series=[running], dates=dates)[1] == "nächster Termin: Di, 24. November"


def test_a_continuous_offer_shows_its_hours_and_one_by_arrangement_says_so():
    hours = [[0, "09:00", "12:00"], [1, "09:00", "12:00"]]
    assert when(schedule="continuous", hours=hours) == ("durchgehend", "Montag und Dienstag 9 bis 12 Uhr")
    assert when(schedule="on_request")[0] == "nach Absprache"


def test_the_place_names_its_district_and_the_tile_shows_its_outline():
    found = card(place=BUCKAU, places=1, access=[{"name": "stufenlos"}])
    assert (found.where, found.where_more, found.shape) == ("Lernhaus, Buckau", "stufenlos", "d-buckau")


def test_several_places_show_the_city_and_online_offers_a_screen():
    several = card(place=BUCKAU, places=3)
    assert (several.where_more, several.shape) == ("insgesamt 3 Orte", "city")
    online = card(format="online", place=BUCKAU, places=1)
    assert (online.where, online.shape) == ("online", "i-screen")
    assert card(format="hybrid", place=BUCKAU, places=1).where_more == "oder online"


def test_the_distance_names_where_it_starts():
    found = card(place=BUCKAU, places=1, distance_km=1.24, near="Altstadt")
    assert plain(found.where_more) == "1,2 km von Altstadt"
    assert card(place=BUCKAU, places=1, distance_km=1.24).where_more == ""


def test_costs_name_what_may_make_them_lower():
    funding = [{"name": "Bildungsgutschein"}]
    found = card(price="amount", price_from="96.00", price_reduced="48.00", fundings=funding)
    assert (plain(found.cost), plain(found.cost_more)) == ("96 €", "ermäßigt 48 €, Bildungsgutschein möglich")
    assert card(price="free", price_reduced="0.00").cost == "kostenlos"
    assert card(fundings=funding).cost_more == "Bildungsgutschein möglich"


def test_ages_come_before_groups_and_groups_before_life_stages():
    stage = {"name": "Jugend", "tone": "l3"}
    found = card(age_from=16, audiences=[{"name": "Erwachsene"}], life_stages=[stage], level="A2")
    assert (plain(found.audience), found.audience_more) == ("ab 16 Jahren", "Erwachsene, Niveau A2")
    assert card(life_stages=[stage]).audience == "Jugend"
    assert (found.stage, found.stage_tone) == ("Jugend", "l3")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"availability": "free"}, ["Plätze frei"]),
        ({"availability": "few", "places_left": 3}, ["Noch 3 Plätze"]),
        ({"availability": "full"}, ["Ausgebucht"]),
        ({"availability": "waitlist"}, ["Ausgebucht", "Warteliste"]),
        ({"availability": "cancelled"}, ["Fällt aus"]),
        ({"availability": "delayed"}, ["Beginnt später"]),
        ({"places_left": 12}, ["Plätze frei"]),
        ({"places_left": 1}, ["Noch 1 Platz"]),
        ({"places_left": 0}, ["Ausgebucht"]),
        ({}, []),
    ],
)
def test_the_state_follows_what_the_provider_said_or_the_places_left(facts, expected):
    assert texts(card(confirmed_until="2027-04-30", **facts)) == [*expected, "Aktuell bestätigt"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-11-20", "Aktuell bestätigt"),
        ("2026-11-19", "Nicht bestätigt"),
        (None, "Nicht bestätigt"),
    ],
)
def test_a_confirmation_holds_through_its_last_day(until, expected):
    assert texts(card(confirmed_until=until)) == [expected]


@pytest.mark.parametrize(
    ("words", "title", "expected"),
    [
        (("abend", "deutsch"), "Deutsch am Abend", "<mark>Deutsch</mark> am <mark>Abend</mark>"),
        (("kurs",), "Kurs, Exkursion, Diskurs", "<mark>Kurs</mark>, Exkursion, Diskurs"),
        (("übungen",), "ÜBUNGEN", "<mark>ÜBUNGEN</mark>"),
        (("kurs",), "Online-Kurs", "Online-<mark>Kurs</mark>"),
        (("a2",), "Deutsch A2", "Deutsch <mark>A2</mark>"),
        (("amp", "lt", "b"), "A & <b>", "A &amp; &lt;b&gt;"),
        (("script",), "<script>x</script>", "&lt;<mark>script</mark>&gt;x&lt;/<mark>script</mark>&gt;"),
        ((), "Tee & Kekse", "Tee &amp; Kekse"),
    ],
)
def test_found_words_are_marked_whole_and_everything_else_is_escaped(words, title, expected):
    assert card(words=words, title=title).title_html == expected


def test_the_subtitle_stands_in_for_a_missing_summary():
    assert card(subtitle="Sprechen und lesen").summary_html == "Sprechen und lesen"


def test_a_provider_shows_its_kind_place_and_offers():
    facts = {
        "title": "Beispiel-Volkshochschule",
        "summary": "Kurs für alle.",
        "url": "/anbieter/vhs/",
        "kind": {"name": "Volkshochschule"},
        "operator": None,
        "place": BUCKAU,
        "places": 1,
        "offers": 1284,
    }
    (found,) = cards.compose([Hit("provider", 3, 1.0, facts, words=("kurs",))], TODAY)
    assert (found.provider, found.where, found.shape) == ("Volkshochschule", "Lernhaus, Buckau", "d-buckau")
    assert found.summary_html == "<mark>Kurs</mark> für alle."
    assert texts(found) == ["1.284 Angebote"]
    assert found.keep_id == ""
    (empty,) = cards.compose([Hit("provider", 3, 1.0, facts | {"offers": 0})], TODAY)
    assert empty.tags == ()
