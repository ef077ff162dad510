"""One tap: the link, its five buttons, what they change at once, and what they cannot."""

from datetime import time

import pytest
from django.urls import reverse
from icalendar import Calendar

from providers import schedule
from providers.models import Offer, OfferDate, OfferSeries, StatusLink, TeamMember
from providers.status_link import link, report
from tests.factories import make_date, make_offer, make_provider, today

pytestmark = pytest.mark.django_db
State = Offer.Availability


def path_of(made):
    return link.address(made).replace("http://localhost:8000", "")


@pytest.fixture
def offer():
    return make_offer("Siebdruck", days=[3, 10], slug="siebdruck")


@pytest.fixture
def tap(offer, lena):
    """Press a button behind the link."""
    path = path_of(link.make(offer))

    def press(**data):
        return lena.post(path, data)

    press.path = path
    return press


def events(lena, slug="siebdruck"):
    calendar = Calendar.from_ical(lena.get(f"/angebote/{slug}/kalender.ics").content)
    return [(str(event["STATUS"]), int(event["SEQUENCE"])) for event in calendar.walk("VEVENT")]


def test_opening_the_link_changes_nothing_and_offers_five_buttons(tap, lena, offer):
    page = lena.get(tap.path).content.decode()
    assert page.count('name="stand"') == 5
    assert str(today(3).day) in page
    before = offer.changed_at
    offer.refresh_from_db()
    assert offer.changed_at == before


@pytest.mark.parametrize(
    ("state", "words"), [("free", "Plätze frei"), ("few", "Wenige Plätze"), ("full", "Ausgebucht")]
)
def test_a_tap_shows_at_once_in_the_list_on_the_page_and_in_the_interface(tap, lena, offer, state, words):
    assert tap(stand=state).status_code == 302
    assert words in lena.get("/suche/?q=siebdruck").content.decode()
    assert words in lena.get("/angebote/siebdruck/").content.decode()
    assert lena.get(f"/api/v1/offers/{offer.pk}").json()["availability"] == state


def test_the_next_date_is_called_off_and_calendars_learn_it(tap, lena, offer):
    (_first, before), _other = events(lena)
    tap(stand="cancelled", termin=offer.dates.earliest("first_day").pk)
    (first, after), (second, _later) = events(lena)
    assert (first, second) == ("CANCELLED", "CONFIRMED")
    assert after >= before
    assert "fällt aus" in lena.get("/angebote/siebdruck/").content.decode()
    offer.refresh_from_db()
    assert offer.availability == State.UNKNOWN


def test_calling_off_the_last_date_left_calls_off_the_offer(lena):
    offer = make_offer(days=[3])
    lena.post(path_of(link.make(offer)), {"stand": "cancelled", "termin": offer.dates.get().pk})
    offer.refresh_from_db()
    assert offer.availability == State.CANCELLED


def test_all_dates_at_once(tap, lena, offer):
    tap(stand="cancelled", termin="alle")
    assert {status for status, _sequence in events(lena)} == {"CANCELLED"}


def test_a_later_beginning_moves_the_end_along_and_says_from_when(tap, offer):
    row = offer.dates.earliest("first_day")
    OfferDate.objects.filter(pk=row.pk).update(start_time=time(17), end_time=time(18, 30))
    tap(stand="delayed", termin=row.pk, zeit="17:45")
    row.refresh_from_db()
    assert (row.start_time, row.end_time, row.note) == (
        time(17, 45),
        time(19, 15),
        "beginnt später, statt um 17:00 Uhr",
    )


@pytest.mark.parametrize(
    ("zeit", "message"),
    [
        ("", "Geben Sie an, wann der Termin nun beginnt."),
        ("16:00", "Der Termin beginnt um 17:00 Uhr."),
        ("25:99", "Die Uhrzeit sieht aus wie 18:30."),
        ("\x00", "Die Uhrzeit sieht aus wie 18:30."),
    ],
)
def test_a_later_beginning_needs_a_later_time(tap, offer, zeit, message):
    row = offer.dates.earliest("first_day")
    OfferDate.objects.filter(pk=row.pk).update(start_time=time(17))
    response = tap(stand="delayed", termin=row.pk, zeit=zeit)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not offer.status_reports.exists()


@pytest.mark.parametrize(
    "data",
    [{}, {"stand": ""}, {"stand": "waitlist"}, {"stand": "\x00"}, {"stand": "cancelled", "termin": "9" * 30}],
)
def test_what_is_no_button_changes_nothing(tap, offer, data):
    assert tap(**data).status_code == 200
    assert not offer.status_reports.exists()


def test_a_date_of_another_offer_is_not_touched(tap):
    strange = make_date(make_offer(), 5)
    assert tap(stand="cancelled", termin=strange.pk).status_code == 200
    strange.refresh_from_db()
    assert strange.status == OfferDate.Status.PLANNED


def test_a_tap_is_taken_back_with_another(tap, offer):
    row = offer.dates.earliest("first_day")
    OfferDate.objects.filter(pk=row.pk).update(start_time=time(17), note="Einführung")
    tap(stand="full")
    tap(stand="delayed", termin=row.pk, zeit="18:00")
    tap(zurueck="1")
    row.refresh_from_db()
    offer.refresh_from_db()
    assert (row.start_time, row.note, offer.availability) == (time(17), "Einführung", State.FULL)


def test_what_somebody_changed_since_is_not_taken_back(tap, offer):
    tap(stand="full")
    Offer.objects.filter(pk=offer.pk).update(availability=State.FEW)
    tap(zurueck="1")
    offer.refresh_from_db()
    assert offer.availability == State.FEW


def test_history_says_that_it_came_by_link(tap, offer):
    tap(stand="full")
    newest = offer.history.first()
    assert newest.history_change_reason == "Stand per Link gemeldet: ausgebucht"
    assert newest.history_user is None


def test_places_that_say_the_opposite_are_not_kept(tap, offer):
    Offer.objects.filter(pk=offer.pk).update(places_left=4)
    tap(stand="full")
    offer.refresh_from_db()
    assert offer.places_left == 0
    tap(stand="free")
    offer.refresh_from_db()
    assert offer.places_left is None


@pytest.mark.parametrize("end", ["renewed", "ended", "over", "withdrawn"])
def test_the_link_dies(tap, lena, offer, end):
    if end == "renewed":
        link.renew(offer)
    elif end == "ended":
        link.end(offer)
    elif end == "over":
        Offer.objects.filter(pk=offer.pk).update(last_day=today(-1))
    else:
        Offer.objects.filter(pk=offer.pk).update(status=Offer.Status.WITHDRAWN)
    assert lena.get(tap.path).status_code == 410
    assert tap(stand="full").status_code == 410
    assert not offer.status_reports.exists()


def test_a_link_ended_and_made_anew_leaves_the_old_one_dead(tap, lena, offer):
    link.end(offer)
    assert lena.get(path_of(link.make(offer))).status_code == 200
    assert lena.get(tap.path).status_code == 410


@pytest.mark.parametrize("code", ["", "1:x", "\x00", "ü"])
def test_a_guessed_link_opens_nothing(lena, code):
    assert lena.get("/konto/stand/", {"code": code}).status_code == 410


def test_too_many_taps_wait(tap, offer):
    for number in range(30):
        assert tap(stand=("full", "few")[number % 2]).status_code == 302
    response = tap(stand="free")
    assert "sehr oft geändert" in response.content.decode()


def test_a_series_written_anew_keeps_what_was_called_off(offer):
    series = OfferSeries.objects.create(
        offer=offer, weekdays=list(range(7)), first_day=today(), last_day=today(5)
    )
    schedule.refresh(offer)
    row = series.dates.order_by("first_day")[2]
    report.tell(offer, State.CANCELLED, by=None, date=row)
    schedule.refresh(offer)
    assert [date.status for date in series.dates.order_by("first_day")][1:4] == [
        "planned",
        "cancelled",
        "planned",
    ]


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def team(self, offer, anna, omar, client):
        TeamMember.objects.create(provider=offer.provider, user=anna)
        TeamMember.objects.create(provider=make_provider(), user=omar)
        client.force_login(anna)

    def test_the_link_is_made_renewed_and_ended(self, offer, client):
        path = reverse("providers:offer-link", args=[offer.pk])
        assert "Link anlegen" in client.get(path).content.decode()
        assert not StatusLink.objects.exists()
        client.post(path, {"was": "neu"})
        assert "<svg" in client.get(path).content.decode()
        client.post(path, {"was": "erneuern"})
        assert StatusLink.objects.get().serial == 2
        client.post(path, {"was": "beenden"})
        assert not StatusLink.objects.get().is_active

    def test_the_sheet_shows_the_code(self, offer, client):
        link.make(offer)
        page = client.get(reverse("providers:offer-notice", args=[offer.pk])).content.decode()
        assert "<svg" in page and "Ein Tipp genügt" in page

    @pytest.mark.parametrize("name", ["offer-link", "offer-notice", "offer-withdraw", "offer-relations"])
    def test_another_providers_offer_does_not_exist(self, name, offer, client, omar):
        client.force_login(omar)
        for method in (client.get, client.post):
            assert method(reverse(f"providers:{name}", args=[offer.pk])).status_code in (404, 405)
        assert client.get(reverse(f"providers:{name}", args=[offer.pk])).status_code == 404
        assert (
            client.post(reverse("providers:offer-state", args=[offer.pk]), {"stand": "full"}).status_code
            == 404
        )
        assert not StatusLink.objects.exists()
