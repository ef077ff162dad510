"""What an import does with good rows: recognise, change, keep, publish, mark."""

from datetime import date, time
from decimal import Decimal

import pytest
from taggit.models import Tag

from providers.models import Location, Offer, OfferDate, Provider
from tests.factories import (
    ALTSTADT,
    make_access_feature,
    make_date,
    make_district,
    make_offer_kind,
    make_provider,
    make_topic,
)

from .offer_files import FULL, counts, faults, fields, reasons, row, take

pytestmark = pytest.mark.django_db


def test_a_row_becomes_an_offer_with_its_place_dates_and_keywords(tmp_path):
    take(tmp_path, FULL)
    offer = Offer.objects.get()
    assert (offer.source, offer.source_id, offer.slug) == ("probe", "1", "toepfern-fuer-alle")
    assert (offer.subtitle, offer.description, offer.source_category) == ("Kurs", "Ton", "Kunst")
    assert (offer.price, offer.price_from) == ("amount", Decimal(20))
    assert (offer.location.street, offer.location.postcode, offer.location.city) == (
        "Weg 1",
        "39104",
        "Magdeburg",
    )
    when = OfferDate.objects.values_list("first_day", "start_time", "last_day", "end_time").get()
    assert when == (date(2026, 12, 1), time(18), date(2026, 12, 1), time(20))
    assert (offer.schedule, offer.first_day, offer.last_day) == ("dates", when[0], when[2])
    assert sorted(offer.keywords.names()) == ["Drehscheibe", "Ton"]


def test_the_same_file_twice_changes_nothing(tmp_path):
    rows = [
        FULL,
        row(id="2", provider="Verein B", start="Nach Absprache"),
        row(id="3", start="31.02.2026", price="0"),
    ]
    first = take(tmp_path, *rows, publish=True)
    before = counts(), list(Offer.objects.order_by("pk").values())
    second = take(tmp_path, *rows, publish=True)
    assert (first.created, first.changes) == (3, 3)
    assert (second.created, second.changed, second.unchanged, second.changes) == (0, 0, 3, 0)
    assert (counts(), list(Offer.objects.order_by("pk").values())) == before


def test_a_changed_row_changes_its_offer_only(tmp_path):
    take(tmp_path, FULL, row(id="2"))
    offer = Offer.objects.get(source_id="1")
    changed = dict(zip(range(17), FULL, strict=True)) | {
        2: "Töpfern am Abend",
        12: "2026-12-08",
        13: "",
        6: "Ton; Glasur",
    }
    report = take(tmp_path, list(changed.values()), row(id="2"))
    offer = Offer.objects.get(source_id="1")
    assert (report.changed, report.unchanged) == (1, 1)
    assert (offer.title, offer.slug, offer.first_day) == (
        "Töpfern am Abend",
        "toepfern-fuer-alle",
        date(2026, 12, 8),
    )
    assert sorted(offer.keywords.names()) == ["Glasur", "Ton"]


def test_a_pair_of_source_and_id_counts_once_in_a_file(tmp_path):
    report = take(tmp_path, row(title="Erste"), row(title="Zweite"), row(source="andere", title="Dritte"))
    assert faults(report, "refused") == [(3, "id", "1")] and "stehen schon in Zeile 2" in reasons(report)
    assert sorted(Offer.objects.values_list("title", flat=True)) == ["Dritte", "Erste"]


def test_only_a_missing_id_or_title_refuses_a_row(tmp_path):
    bad = row(
        id="3",
        start="x",
        end="y",
        price="z",
        lat="a",
        url="b",
        kind="c",
        postcode="d" * 20,
        category="e" * 400,
    )
    report = take(tmp_path, row(id=""), row(title="<p> </p>"), bad)
    assert faults(report, "refused") == [(2, "id", "Töpfern für alle"), (3, "title", "1")]
    assert Offer.objects.get().source_id == "3"


def test_an_unreadable_date_stays_unknown_and_is_named(tmp_path):
    report = take(tmp_path, row(start="31.02.2026"))
    assert faults(report) == [(2, "start", "31.02.2026")]
    offer = Offer.objects.get()
    assert (offer.schedule, offer.first_day, offer.dates.count()) == ("unknown", None, 0)


def test_on_request_is_no_fault(tmp_path):
    assert not faults(take(tmp_path, row(start="Nach Absprache")))
    assert Offer.objects.get().schedule == Offer.Schedule.ON_REQUEST


def test_words_about_the_time_stay_as_a_note(tmp_path):
    take(tmp_path, row(start="laufender Einstieg"))
    offer = Offer.objects.get()
    assert (offer.schedule, offer.schedule_note) == ("unknown", "laufender Einstieg")


def test_a_start_with_a_later_end_is_a_span(tmp_path):
    take(tmp_path, row(start="2026-07-04 null", end="2026-09-02"))
    when = OfferDate.objects.get()
    assert (when.first_day, when.last_day, when.start_time) == (date(2026, 7, 4), date(2026, 9, 2), None)


@pytest.mark.parametrize("end", ["2026-11-30", "2026-12-01 17:00"])
def test_an_end_before_the_begin_stays_unknown(tmp_path, end):
    report = take(tmp_path, row(start="2026-12-01 18:00", end=end))
    when = OfferDate.objects.get()
    assert (when.last_day, when.end_time) == (date(2026, 12, 1), None)
    assert "Das Ende liegt vor dem Beginn" in reasons(report)


def test_an_end_without_a_begin_still_ends_the_offer(tmp_path):
    take(tmp_path, row(end="2026-12-01"))
    assert Offer.objects.get().last_day == date(2026, 12, 1)


def test_a_price_of_zero_is_not_taken_for_free(tmp_path):
    report = take(tmp_path, row(price="0.0"))
    assert Offer.objects.get().price == "unknown" and faults(report) == [(2, "price", "0.0")]


def test_fields_kept_by_hand_stay_with_those_that_belong_to_them(tmp_path):
    take(tmp_path, FULL)
    Offer.objects.update(
        title="Von Hand", price="free", price_from=None, edited_fields=["title", "price", "dates"]
    )
    OfferDate.objects.update(first_day=date(2026, 12, 24), last_day=date(2026, 12, 24))
    take(tmp_path, row(subtitle="neu", start="2027-01-01", price="30"))
    offer = Offer.objects.get()
    assert (offer.title, offer.price, offer.price_from, offer.subtitle) == ("Von Hand", "free", None, "neu")
    assert offer.dates.get().first_day == date(2026, 12, 24)


def test_columns_the_file_does_not_have_stay_untouched(tmp_path):
    take(tmp_path, FULL)
    fields(tmp_path, ["summary"], "Kurz gesagt")
    offer = Offer.objects.get()
    assert (offer.subtitle, offer.price_from, offer.dates.count()) == ("Kurs", Decimal(20), 1)
    assert offer.location and offer.keywords.count() == 2


def test_a_date_that_stays_keeps_what_staff_noted_on_it(tmp_path):
    take(tmp_path, row(start="01.12.2026, 08.12.2026"))
    kept = OfferDate.objects.get(first_day="2026-12-08")
    OfferDate.objects.filter(pk=kept.pk).update(status=OfferDate.Status.CANCELLED)
    take(tmp_path, row(start="08.12.2026, 15.12.2026"))
    assert list(OfferDate.objects.values_list("first_day__day", "status")) == [
        (8, "cancelled"),
        (15, "planned"),
    ]


def test_a_series_of_staff_is_not_touched(tmp_path):
    take(tmp_path, row(start="01.12.2026"))
    offer = Offer.objects.get()
    series = offer.series.create(weekdays=[1], first_day="2026-12-01", last_day="2026-12-31")
    make_date(offer, 30, series=series)
    take(tmp_path, row(start="02.12.2026"))
    assert offer.dates.filter(series=series).count() == 1


# Providers


def test_a_row_without_provider_belongs_to_one_named_after_its_source(tmp_path):
    take(tmp_path, row(id="1"), row(id="2"))
    provider = Provider.objects.get()
    assert (provider.name, provider.source, provider.offers.count()) == ("probe", "probe", 2)


def test_a_provider_is_found_by_name_or_slug_and_not_doubled(tmp_path):
    known = make_provider("VHS Musterstadt")
    take(
        tmp_path,
        row(id="1", provider="VHS  musterstadt"),
        row(id="2", provider=known.slug),
        row(id="3", provider="Neu"),
    )
    take(tmp_path, row(id="4", provider="neu", source="andere"))
    assert list(known.offers.order_by("pk").values_list("source_id", flat=True)) == ["1", "2"]
    assert Provider.objects.count() == 2


def test_a_named_provider_takes_every_row(tmp_path):
    known = make_provider("VHS Musterstadt")
    take(tmp_path, row(source="", provider="Außenstelle"), provider=known)
    assert known.offers.get().source == known.slug and Provider.objects.count() == 1


def test_a_row_without_source_is_still_recognised(tmp_path):
    report = take(tmp_path, row(source="", provider="Verein Ä"))
    assert Offer.objects.get().source == "verein-ae" and faults(report) == [(2, "source", "")]
    assert take(tmp_path, row(source="", provider="Verein Ä")).changes == 0


# Places


def test_equal_places_of_a_provider_are_one_location(tmp_path):
    make_district("altstadt", ALTSTADT)
    place = {"place": "Haus der Probe", "lat": str(ALTSTADT[0]), "lon": str(ALTSTADT[1])}
    take(
        tmp_path,
        row(id="1", **place),
        row(id="2", place="haus der probe"),
        row(id="3", provider="B", **place),
    )
    assert Location.objects.count() == 2
    assert {location.district.slug for location in Location.objects.all()} == {"altstadt"}


def test_a_place_corrected_by_staff_stays_corrected(tmp_path, mehmet):
    take(tmp_path, row(place="Hauss der Probe"))
    location = Location.objects.get()
    location.name, location._history_user = "Haus der Probe", mehmet
    location.save()
    assert take(tmp_path, row(place="Hauss der Probe")).changes == 0
    assert Location.objects.get().name == "Haus der Probe"


def test_a_place_too_long_for_a_location_is_kept_as_a_note(tmp_path):
    towns = ",".join(["Hückeswagen"] * 100)
    take(tmp_path, row(place=towns))
    offer = Offer.objects.get()
    assert (offer.place_note, offer.location) == (towns, None)


def test_coordinates_count_only_together_and_on_earth(tmp_path):
    report = take(
        tmp_path,
        row(id="1", place="A", lat="52.1"),
        row(id="2", place="B", lat="95", lon="11"),
        row(id="3", place="C", lat="0", lon="0"),
    )
    assert [column for _line, column, _value in faults(report)] == ["lon", "lat", "lat", "lat"]
    assert not Location.objects.filter(lat__isnull=False).exists()


# Words


def test_kinds_and_topics_come_from_the_mapping_where_it_is_certain(tmp_path):
    kind, topic = make_offer_kind("kurs"), make_topic("englisch")
    known = {"source": "rlp_bildungsfreistellung", "kind": "course"}
    report = take(
        tmp_path,
        row(id="1", category="Fremdsprache Englisch | Regionales", **known),
        row(id="2", category="Regionales", **known),
        row(id="3", category="Fremdsprache Englisch", kind="picnic"),
    )
    offers = {offer.source_id: (offer.kind, list(offer.topics.all())) for offer in Offer.objects.all()}
    assert offers == {"1": (kind, [topic]), "2": (kind, []), "3": (None, [])}
    assert faults(report, "warning") == [(4, "kind", "picnic")]


def test_topics_chosen_by_hand_stay_where_the_mapping_is_silent(tmp_path):
    take(tmp_path, row(category="Kunst"))
    Offer.objects.get().topics.add(make_topic("malen"))
    assert take(tmp_path, row(category="Kunst")).changes == 0


def test_lists_name_terms_by_slug_or_name_and_unknown_ones_are_named(tmp_path):
    make_topic("malen", name="Malen und Zeichnen")
    make_topic("musik")
    offer = fields(tmp_path, ["topics"], "Malen und Zeichnen; musik; Tanz")
    assert sorted(topic.slug for topic in offer.topics.all()) == ["malen", "musik"]


def test_keywords_are_shared_whatever_their_letter_case(tmp_path):
    Tag.objects.create(name="Ökologie", slug="x")
    take(
        tmp_path,
        row(id="1", keywords="ökologie; [a]"),
        row(id="2", keywords="[recurring, intern]"),
        row(id="3", keywords="- intern"),
    )
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["[a]", "intern", "recurring", "Ökologie"]


def test_access_answers_are_read(tmp_path):
    make_access_feature("assistenz", scope="offer")
    offer = fields(tmp_path, ["access"], "assistenz: nein; zaubern: ja")
    assert [(fact.feature.slug, fact.answer) for fact in offer.access_facts.all()] == [("assistenz", "no")]


def test_values_that_contradict_each_other_are_left_as_they_were(tmp_path):
    offer = fields(tmp_path, ["age_from", "age_to"], "6", "12")
    offer = fields(tmp_path, ["age_from"], "40")
    assert (offer.age_from, offer.age_to) == (6, 12)
