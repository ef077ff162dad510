"""What is suggested while somebody types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.search.places import PlaceRow
from portal.search.suggestions import MOST, Suggester
from providers.models import Offer
from tests.factories import BUCKAU, make_district, make_location, make_offer, make_provider, make_topic, today

from .support import TODAY, document, index_of
from .test_any_input import HOSTILE

ADDRESS = "/suche/vorschlaege/"


def offer(title, *values, **facts):
    made = document(title, values=values, **facts)
    made.card["url"] = f"/angebote/{made.object_id}/"
    return made


def suggester(*documents, places=()):
    return Suggester(index_of(*documents, places=places))


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *moment: TODAY)


@pytest.fixture
def city():
    """Six offers in two Stadtteile under two topics."""
    buckau, reform = ("district", "buckau"), ("district", "reform")
    language, movement = ("topic", "sprachen"), ("topic", "schwimmen")
    return suggester(
        offer("Deutschkurs am Abend", language, buckau),
        offer("Deutschkurs für Pflegekräfte", language, buckau),
        offer("Deutsch im Café", language, reform),
        offer("Schwimmen lernen", movement, reform),
        offer("Töpfern für Anfänger", buckau),
        offer("Yoga-Kurs", buckau),
        places=[PlaceRow("Buckau", 52.1, 11.6, district="buckau"), PlaceRow("39104", 52.1, 11.6)],
    )


def found(suggester, text, kind=None):
    return [each.label for each in suggester.for_text(text) if kind in (None, each.kind)]


def test_nothing_is_suggested_before_two_letters(city):
    assert city.for_text("d") == city.for_text(" d. ") == city.for_text("") == []
    assert city.for_text("de") != []


def test_the_beginning_of_any_word_of_a_title_finds_it(city):
    assert found(city, "abe", "offer") == ["Deutschkurs am Abend"]
    assert found(city, "deutschk pfl", "offer") == ["Deutschkurs für Pflegekräfte"]
    assert found(city, "bend", "offer") == []


def test_the_part_of_a_compound_finds_it_where_nothing_begins_so(city):
    assert found(city, "kurs pflege", "offer") == ["Deutschkurs für Pflegekräfte"]
    assert {"Yoga-Kurs", "Deutschkurs am Abend"} <= set(found(city, "kurs", "offer"))


def test_filling_words_and_inflections_do_not_hinder(city):
    assert found(city, "deutschkurse für pflegekräfte", "offer") == ["Deutschkurs für Pflegekräfte"]


def test_words_are_written_as_german_writes_them_most_offers_first(city):
    assert found(city, "deu", "word") == ["Deutschkurs", "Deutsch"]


def test_a_word_that_is_a_name_anyway_or_stands_there_already_is_not_suggested(city):
    assert found(city, "schwi", "word") == []
    assert found(city, "schwi", "topic") == ["Schwimmen"]
    assert found(city, "deutsch", "word") == ["Deutschkurs"]


def test_names_say_how_many_offers_stand_behind_them(city):
    assert [(each.label, each.count) for each in city.for_text("sprachen")] == [("Sprachen", 3)]
    assert [(each.value, each.count) for each in city.for_text("buck")] == [("buckau", 4)]


@pytest.mark.parametrize("typed", ["töpf", "toepf", "topf", "TÖPF"])
def test_umlauts_may_be_written_in_any_way(city, typed):
    assert found(city, typed, "offer") == ["Töpfern für Anfänger"]


@pytest.mark.parametrize("typed", ["schwimen", "schwmimen", "schqimmen", "chwimmen", "schwimmmen", "dchwimm"])
def test_one_typing_error_is_forgiven_from_five_letters_on(city, typed):
    assert found(city, typed, "topic") == ["Schwimmen"]
    assert found(city, typed, "offer") == ["Schwimmen lernen"]


def test_two_errors_or_an_error_in_a_short_word_find_nothing(city):
    assert found(city, "schwnmimen") == []
    assert found(city, "jgoa") == []


def test_what_has_ended_is_not_suggested_nor_counted():
    over = suggester(
        offer("Malkurs", ("topic", "kunst"), last_day=today(-1)),
        offer("Malwerkstatt", ("topic", "kunst")),
    )
    assert found(over, "mal", "offer") == ["Malwerkstatt"]
    assert found(over, "malk") == []
    assert over.for_text("kuns")[0].count == 1


def test_a_title_of_several_offers_stands_once_and_the_list_stays_short():
    many = suggester(*[offer("Yoga am Morgen", ("topic", f"yoga-{n}")) for n in range(20)])
    assert found(many, "yoga", "offer") == ["Yoga am Morgen"]
    assert len(many.for_text("yo")) <= MOST


def test_places_are_stadtteile_with_their_offers_then_the_others(city):
    assert [(each.kind, each.label, each.count) for each in city.for_place("buk")] == []
    assert [(each.kind, each.label, each.count) for each in city.for_place("buc")] == [
        ("district", "Buckau", 4)
    ]
    assert [each.kind for each in city.for_place("391")] == ["postcode"]


def test_an_empty_index_suggests_nothing():
    assert suggester().for_text("deutsch") == suggester().for_place("buckau") == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_has_an_answer(city, text):
    assert len(city.for_text(text)) <= MOST
    assert len(city.for_place(text)) <= MOST


@pytest.mark.django_db
class TestAnswer:
    """The list that the page fetches."""

    @pytest.fixture
    def portal(self, monkeypatch):
        monkeypatch.undo()
        place = make_location(make_provider("Beispiel-Bad"), district=make_district("buckau", BUCKAU))
        make_offer("Schwimmkurs <b>", provider=place.provider, location=place, terms=[make_topic("sport")])
        make_provider("Beispiel-Badeverein ohne Angebot")

    def ask(self, lena, **typed):
        response = lena.get(ADDRESS, typed)
        assert response.status_code == 200
        return response.content.decode()

    def test_an_offer_and_a_provider_lead_to_their_pages(self, portal, lena):
        assert f'data-url="{Offer.objects.get().get_absolute_url()}"' in self.ask(lena, q="schwimm")
        bath = self.ask(lena, q="bad")
        assert bath.count('data-url="/anbieter/') == 2
        assert "Anbieter, 1 Angebot" in bath

    def test_a_topic_and_a_stadtteil_set_the_filter(self, portal, lena):
        assert 'data-name="thema" data-value="sport"' in self.ask(lena, q="spo")
        assert 'data-name="stadtteil" data-value="buckau"' in self.ask(lena, q="buc")
        assert 'data-word="Buckau"' in self.ask(lena, ort="buc")

    def test_names_are_escaped_and_their_typed_beginnings_marked(self, portal, lena):
        assert "<strong>Schwimm</strong>kurs &lt;b&gt;" in self.ask(lena, q="schwimm")

    def test_it_says_how_many_there_are(self, portal, lena):
        assert 'data-said="1 Vorschlag. Auswahl mit den Pfeiltasten."' in self.ask(lena, q="spo")
        assert 'data-said="Keine Vorschläge."' in self.ask(lena, q="xyzzy")

    def test_it_sets_no_cookie_and_may_be_kept_by_the_browser_for_a_minute(self, portal, lena):
        response = lena.get(ADDRESS, {"q": "spo"})
        assert not response.cookies
        assert response["Cache-Control"] == "private, max-age=60"
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize("rows", [1, 20])
    def test_it_costs_at_most_two_statements(self, portal, lena, rows):
        for number in range(rows):
            make_offer(f"Schwimmen {number}")
        self.ask(lena, q="schwimm")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            self.ask(lena, q="schw")
        assert 0 < len(captured) <= 2

    def test_a_new_offer_is_suggested_at_once_and_one_taken_back_no_more(self, portal, lena):
        make_offer("Neuanfang")
        assert "Neuanfang" in self.ask(lena, q="neuanf")
        Offer.objects.filter(title="Neuanfang").update(status=Offer.Status.DRAFT)
        assert "Neuanfang" not in self.ask(lena, q="neuanf")

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_input_is_answered(self, lena, text):
        typed = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        self.ask(lena, q=typed)
        self.ask(lena, ort=typed)
