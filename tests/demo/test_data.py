"""The files of the demo fit the vocabulary and show every part of the city."""

import io
import re
from collections import Counter
from datetime import date

import pytest
from PIL import Image

from portal.demo import content, institutions, offers, rows
from portal.demo.calendar import WEEKDAYS, Calendar
from providers import vocabulary
from providers.geo import contains
from providers.models import Offer

OFFERS = content.offers()
PROVIDERS = {entry["slug"]: entry for entry in content.read_json("providers.json")["providers"]}
WORDS = vocabulary.read(vocabulary.FIRST_WORDS)
OUTLINES = {
    feature["properties"]["name"]: feature["geometry"]
    for feature in content.read_json("stadtteile.geojson")["features"]
}
FIELDS = {
    topic["slug"]: field["slug"] for field in WORDS["topics"] for topic in [field, *field.get("topics", [])]
}
KEYS = {
    *rows.TEXTS,
    *offers.TAGS,
    *(
        "id",
        "provider",
        "kind",
        "keywords",
        "age",
        "price",
        "place",
        "access",
        "when",
        "valid",
        "registration",
    ),
    *("deadline", "places", "availability", "contact", "confirmed_days_ago", "picture"),
}
# The demo is loaded on a Wednesday here; which one does not matter.
CALENDAR = Calendar(date(2027, 3, 10))


def slugs(table, **where):
    return {
        term["slug"] for term in WORDS[table] if all(term[name] == value for name, value in where.items())
    }


def each_offer(check):
    """Ids of the offers that the check does not hold for."""
    return [entry["id"] for entry in OFFERS if not check(entry)]


def test_there_are_at_least_four_hundred_offers_each_with_an_address_of_its_own():
    ids = Counter(entry["id"] for entry in OFFERS)
    assert len(ids) >= 400
    assert [name for name, count in ids.items() if count > 1] == []
    assert each_offer(lambda entry: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])) == []
    assert each_offer(lambda entry: len(entry["id"]) <= 100) == []


def test_an_offer_says_only_what_the_format_knows():
    assert each_offer(lambda entry: not set(entry) - KEYS) == []


def test_offers_belong_to_invented_providers_and_their_places():
    assert each_offer(lambda entry: entry["provider"] in PROVIDERS) == []
    assert each_offer(lambda entry: entry.get("place") is None or entry["place"] in places_of(entry)) == []


def places_of(entry):
    return {place["key"]: place for place in PROVIDERS[entry["provider"]]["places"]}


@pytest.mark.parametrize("table", ["life_stages", "audiences", "languages", "fundings"])
def test_offers_use_words_of_the_vocabulary(table):
    assert each_offer(lambda entry: set(entry.get(table, ())) <= slugs(table)) == []


def test_offers_use_known_topics_kinds_and_pictures():
    assert each_offer(lambda entry: set(entry.get("topics", ())) <= set(FIELDS)) == []
    assert each_offer(lambda entry: entry.get("kind") in slugs("offer_kinds") | {None}) == []
    pictures = content.read_json("pictures.json")
    assert each_offer(lambda entry: entry.get("picture") in set(pictures) | {None}) == []


def test_offers_answer_only_questions_about_offers():
    known = slugs("access_features", scope="offer")
    assert each_offer(lambda entry: set(entry.get("access", ())) <= known) == []


@pytest.mark.django_db
def test_every_offer_is_valid_in_itself():
    faults = {entry["id"]: fault for entry in OFFERS if (fault := fault_of(entry))}
    assert faults == {}


class AnyWord:
    """Stands in for the vocabulary: every word has a key."""

    pictures = content.read_json("pictures.json")

    def key(self, model, slug):
        return 1

    def place(self, entry):
        return None

    def free_slug(self, name):
        return name


def fault_of(entry):
    """What the model and its constraints say against the entry, its series and dates."""
    try:
        offer = rows.offer(entry, AnyWord(), CALENDAR)
        offer.clean_fields(exclude=["provider", "kind"])
        offer.validate_constraints(exclude=["slug", "source", "source_id"])
        when = entry.get("when", {})
        for row in [
            *(rows.series(offer, rule, CALENDAR) for rule in when.get("series", ())),
            *(rows.single(offer, moment, CALENDAR) for moment in when.get("dates", ())),
        ]:
            row.clean_fields(exclude=["offer"])
            row.validate_constraints(exclude=["offer"])
    except Exception as error:  # noqa: BLE001 - each kind of fault is reported with its entry
        return repr(error)
    return None


def test_times_are_told_in_one_way():
    assert each_offer(lambda entry: len(entry.get("when", {"none": 1})) == 1) == []
    kinds = {"series", "dates", "hours", "on_request"}
    assert each_offer(lambda entry: set(entry.get("when", {})) <= kinds) == []
    assert (
        each_offer(lambda entry: {day for rule in _rules(entry) for day in rule["days"]} <= set(WEEKDAYS))
        == []
    )


def _rules(entry):
    return entry.get("when", {}).get("series", ())


def test_all_life_stages_topic_fields_and_districts_have_offers():
    assert {stage for entry in OFFERS for stage in entry.get("life_stages", ())} == slugs("life_stages")
    assert {FIELDS[topic] for entry in OFFERS for topic in entry.get("topics", ())} == set(FIELDS.values())
    assert {district_of(entry) for entry in OFFERS} - {None} == set(OUTLINES)


def district_of(entry):
    if entry.get("format") == "online" and "place" not in entry:
        return None
    key = entry.get("place", next(iter(places_of(entry)), None))
    return places_of(entry)[key]["district"] if key else None


def test_most_offers_are_current_and_a_few_have_ended():
    ended = [entry for entry in OFFERS if _last_week(entry) is not None and _last_week(entry) < 0]
    assert 0.02 <= len(ended) / len(OFFERS) <= 0.1


def _last_week(entry):
    when = entry.get("when", {})
    weeks = [rule["to_week"] for rule in when.get("series", ())] + [d["week"] for d in when.get("dates", ())]
    return max(weeks, default=None)


def test_prices_forms_and_registration_vary():
    assert {rows.price(entry.get("price", "unknown"))["price"] for entry in OFFERS} == set(Offer.Price)
    assert {entry.get("format", "") for entry in OFFERS} >= {"vor-ort", "online", "hybrid"}
    assert {entry.get("registration", "unknown") for entry in OFFERS} == set(Offer.Registration)


def test_contacts_cannot_reach_anybody_real():
    text = "\n".join(
        path.read_text()
        for path in [*(content.DATA / "offers").glob("*.json"), content.DATA / "providers.json"]
    )
    hosts = re.findall(r"[\w.+-]+@([\w.-]+\w)", text) + re.findall(r"https?://([\w.-]+)", text)
    assert {".".join(host.split(".")[-2:]) for host in hosts} == {"example.org"}
    assert (
        set(re.findall(r"\b0\d{2,4}[ /-]?\d[\d /-]{4,}", text)) - set(re.findall(r"0391 000 00 \d\d", text))
        == set()
    )


def test_example_providers_say_so_and_lie_where_they_say():
    for entry in PROVIDERS.values():
        assert "Beispiel" in entry["name"]
        assert entry["kind"] in slugs("provider_kinds")
        for place in entry["places"]:
            assert contains(OUTLINES[place["district"]], place["lat"], place["lon"]), place
            assert place["street"].startswith("Musterstraße ")
            assert set(place.get("access", ())) <= slugs("access_features", scope="place")


def test_schools_say_no_more_than_the_register():
    entries = [institutions.school(row) for row in content.read_csv("schulen_2017.csv")]
    assert len(entries) == 74
    assert {name for entry in entries for name in entry} == {"id", "slug", "name", "kind", "places"}
    assert {name for entry in entries for place in entry["places"] for name in place} == {
        "postcode",
        "lat",
        "lon",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Grundschule Buckau", "grundschule"),
        ("Evangelische Domgrundschule Magdeburg", "grundschule"),
        ("Gemeinschaftsschule/Sekundarschule Heinrich Heine", "gemeinschaftsschule"),
        ("Sportgymnasium", "gymnasium"),
        ("Comeniusschule Förderschule (LB)", "foerderschule"),
        ("Neue Schule Magdeburg", None),
    ],
)
def test_the_kind_of_a_school_follows_from_its_name_or_stays_open(name, kind):
    assert institutions.kind_of(name) == kind


@pytest.mark.parametrize("name", content.read_json("pictures.json"))
def test_pictures_are_small(name):
    data = (content.DATA / "pictures" / f"{name}.webp").read_bytes()
    assert len(data) < 40_000
    assert Image.open(io.BytesIO(data)).size == (1200, 800)
