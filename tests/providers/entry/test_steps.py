"""The steps: saved as one goes, incomplete for as long as one likes, never over what somebody else saved."""

import uuid

import pytest
from django.test import Client

from portal.core import images
from providers.models import Location, Offer, TeamMember
from tests.factories import make_life_stage, make_location, make_offer, make_provider, make_topic

from .support import COST, PLACE, SOON, WHAT, WHEN, own_offer, picture, send, twenty_at_once, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(anna, provider):
    """anna's browser; she keeps `provider`."""
    TeamMember.objects.create(user=anna, provider=provider)
    client = Client()
    client.force_login(anna)
    return client


def url(offer, number):
    return f"/konto/angebote/{offer.pk}/schritt/{number}/"


def begin(client, **values):
    key = values.pop("key", uuid.uuid4())
    return client.post("/konto/angebote/neu/", WHAT | {"key": str(key)} | values)


def test_a_new_offer_is_a_draft_from_the_first_step_on(desk, provider):
    stage, topic = make_life_stage(), make_topic()
    assert begin(desk, provider=provider.pk, topics=[topic.pk]).headers["Location"].endswith("/schritt/2/")
    offer = Offer.objects.get()
    assert (offer.status, offer.title, list(offer.topics.all())) == ("draft", WHAT["title"], [topic])
    send(desk, url(offer, 2), life_stages=[stage.pk], age_from="14")
    send(desk, url(offer, 3), **WHEN, **PLACE)
    send(desk, url(offer, 4), **COST)
    offer.refresh_from_db()
    assert list(offer.life_stages.all()) == [stage]
    assert (offer.age_from, offer.location.street, offer.is_free) == (14, "Musterhof 3", True)
    assert (str(offer.dates.get().start_time), f"{offer.first_day:%d.%m.%Y}") == ("17:00:00", SOON)
    assert offer.history.first().history_user == desk_user(desk)


def desk_user(client):
    return TeamMember.objects.get(user_id=client.session["_auth_user_id"]).user


def test_handed_in_it_waits_for_staff_under_an_address_that_speaks(desk, provider):
    begin(desk, provider=provider.pk)
    offer = Offer.objects.get()
    assert desk.post(url(offer, 5), {"einreichen": "1"}).headers["Location"].endswith("#fehlt")
    send(desk, url(offer, 3), **WHEN, **PLACE)
    send(desk, url(offer, 4), **COST)
    desk.post(url(offer, 5), {"einreichen": "1"})
    offer.refresh_from_db()
    assert (offer.status, offer.slug) == ("submitted", "naehen-fuer-einsteiger")


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_make_one_offer(anna):
    provider = make_provider()
    TeamMember.objects.create(user=anna, provider=provider)
    key = uuid.uuid4()

    def post():
        client = Client()
        client.force_login(anna)
        return begin(client, provider=provider.pk, key=key).status_code

    assert set(twenty_at_once(post)) == {302}
    assert Offer.objects.count() == 1


def test_another_persons_offer_and_provider_answer_like_nothing(desk, omar, provider):
    foreign = own_offer(omar, make_provider(), status=Offer.Status.DRAFT)
    for path in (
        url(foreign, 1),
        f"/konto/angebote/{foreign.pk}/kopieren/",
        f"/konto/angebote/{foreign.pk}/vorschau/",
    ):
        assert desk.get(path).status_code == 404
    assert desk.post(url(foreign, 1), WHAT).status_code == 404
    assert begin(desk, provider=foreign.provider_id).status_code == 200
    assert Offer.objects.count() == 1


def test_a_place_of_another_provider_cannot_be_chosen(desk, anna, provider):
    offer, foreign = own_offer(anna, provider, status=Offer.Status.DRAFT), make_location()
    send(desk, url(offer, 3), format="vor-ort", place=str(foreign.pk))
    offer.refresh_from_db()
    assert offer.location is None


def test_a_place_and_a_contact_once_entered_are_offered_again(desk, anna, provider):
    place = make_location(provider, name="Nähstube")
    own_offer(anna, provider, location=place, contact_email="naehen@example.org")
    begin(desk, provider=provider.pk)
    offer = Offer.objects.latest("pk")
    assert "Nähstube" in desk.get(url(offer, 3)).content.decode()
    assert "naehen@example.org" in desk.get(url(offer, 4)).content.decode()
    assert (offer.location, offer.contact_email) == (place, "naehen@example.org")
    send(desk, url(offer, 3), format="vor-ort", place=str(place.pk))
    assert Location.objects.count() == 1


def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_was_typed(desk, anna, provider):
    offer = own_offer(anna, provider, title="Alt", status=Offer.Status.DRAFT)
    seen = version(desk.get(url(offer, 1)))
    send(desk, url(offer, 1), title="Von Omar", summary="Anders.")
    page = desk.post(url(offer, 1), {"version": seen, "title": "Von Anna", "summary": ""})
    shown = page.content.decode()
    offer.refresh_from_db()
    assert offer.title == "Von Omar"
    assert "inzwischen gespeichert" in shown
    assert all(words in shown for words in ("Von Omar", 'value="Von Anna"', "Anders."))
    desk.post(url(offer, 1), {"version": version(page), "title": "Von Anna"})
    offer.refresh_from_db()
    assert offer.title == "Von Anna"


def test_two_people_in_different_steps_do_not_disturb_each_other(desk, anna, provider):
    offer = own_offer(anna, provider, title="Alt", status=Offer.Status.DRAFT)
    seen = version(desk.get(url(offer, 1)))
    send(desk, url(offer, 2), age_from="14")
    assert desk.post(url(offer, 1), {"version": seen, "title": "Neu"}).status_code == 302


def test_a_picture_is_cut_to_three_by_two_and_needs_words(desk, anna, provider, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    page = desk.post(url(offer, 5), {"version": version(desk.get(url(offer, 5))), "upload": picture()})
    assert "Beschreiben Sie das Bild in Worten" in page.content.decode()
    send(desk, url(offer, 5), upload=picture(), picture_alt="Rote Fläche", crop_y="0", crop_zoom="300")
    offer.refresh_from_db()
    assert (offer.picture.width, offer.picture.height) == (300, 200)


def test_a_full_disk_is_said_and_leaves_no_row_without_its_file(desk, anna, provider, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "voll"
    settings.MEDIA_ROOT.write_text("no folder can be made here")
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    page = send(desk, url(offer, 5), upload=picture(), picture_alt="Rote Fläche")
    shown = page.content.decode()
    offer.refresh_from_db()
    assert "ließ sich gerade nicht speichern" in shown
    assert 'value="Rote Fläche"' in shown
    assert (offer.picture.name, offer.picture_alt) == ("", "")


def test_a_copy_keeps_everything_but_the_dates(desk, anna, provider):
    stage = make_life_stage()
    offer = own_offer(
        anna, provider, days=[3], terms=[stage], keywords=["nähen"], location=make_location(provider), price="free",
        schedule="dates", registration="required", places_total=8, source="vhs", source_id="1",
    )  # fmt: skip
    path, key = f"/konto/angebote/{offer.pk}/kopieren/", str(uuid.uuid4())
    desk.get(path)
    assert Offer.objects.count() == 1
    for _twice in range(2):
        assert desk.post(path, {"key": key}).status_code == 302
    copy = Offer.objects.exclude(pk=offer.pk).get()
    assert (copy.status, copy.first_day, copy.dates.count(), copy.source_id) == ("draft", None, 0, "")
    assert (copy.title, copy.location, copy.places_total) == (offer.title, offer.location, 8)
    assert list(copy.life_stages.all()) == [stage]
    assert list(copy.keywords.names()) == ["nähen"]
    assert offer.dates.count() == 1


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        (1, "title", ""),
        (1, "title", "x" * 500),
        (1, "title", "a\x00b"),
        (1, "topics", ["1; DROP TABLE", "99999999999999999999"]),
        (2, "age_from", "-1"),
        (2, "age_to", "9" * 40),
        (3, "day", "31.02.2026"),
        (3, "day", "01.01.9999"),
        (3, "begin", "25:00"),
        (3, "end", "\ud800"),
        (3, "place", "99999999999999999999"),
        (3, "place_postcode", "3910"),
        (4, "price", "geschenkt"),
        (4, "price_from", "1e999"),
        (4, "price_from", "NaN"),
        (4, "contact_email", "anna@"),
        (4, "registration_url", "javascript:alert(1)"),
        (5, "crop_x", "101"),
        (5, "upload", "kein Bild"),
    ],
)
def test_bad_input_is_explained_and_changes_nothing(desk, anna, provider, number, field, value):
    offer = own_offer(anna, provider, title="Alt", status=Offer.Status.DRAFT)
    # A browser sends lone surrogates as the sign for what cannot be said.
    values = {field: value.encode(errors="replace").decode() if isinstance(value, str) else value}
    response = send(desk, url(offer, number), **(WHAT | values if number == 1 else values))
    offer.refresh_from_db()
    assert offer.title in ("Alt", WHAT["title"]) and response.status_code in (200, 302)
    if response.status_code == 200:
        assert 'id="fehler"' in response.content.decode()


def test_only_looking_saves_nothing_and_says_what_is_alike(desk, anna, provider):
    make_offer("Nähen für Einsteiger", provider=provider)
    offer = own_offer(anna, provider, title="Alt", status=Offer.Status.DRAFT)
    answer = desk.post(url(offer, 1), WHAT | {"pruefen": "1"}, headers={"accept": "text/x-hints"})
    offer.refresh_from_db()
    assert offer.title == "Alt"
    assert "Gibt es das schon?" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_the_preview_shows_card_and_page_of_a_draft(desk, anna, provider):
    offer = own_offer(anna, provider, title="Geheimer Kurs", status=Offer.Status.DRAFT, days=[3])
    page = desk.get(f"/konto/angebote/{offer.pk}/vorschau/").content.decode()
    assert page.count("Geheimer Kurs") >= 2
    card = desk.get(
        f"/konto/angebote/{offer.pk}/vorschau/", headers={"accept": "text/x-card"}
    ).content.decode()
    assert card.strip().startswith("<article")


def test_pictures_larger_than_allowed_are_refused_before_they_are_decoded(desk, anna, provider, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    assert "Megapixel" in send(desk, url(offer, 5), upload=picture(), picture_alt="x").content.decode()


@pytest.mark.parametrize(
    ("sentence", "count", "schedule"),
    [
        ("jeden Dienstag 17-18:30 ab 12.1.2027 bis 23.3.2027, außer am 2.2.2027", 10, "series"),
        ("12.1.2027 und 14.1.2027, 17 Uhr", 2, "dates"),
    ],
)
def test_dates_come_from_a_plain_sentence(desk, anna, provider, sentence, count, schedule):
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    seen = desk.post(url(offer, 3), {"when": sentence, "pruefen": "1"}).content.decode()
    assert f"Verstanden: {count} Termine" in seen
    assert not offer.dates.exists()
    send(desk, url(offer, 3), when=sentence, leave_out=["2027-01-12"])
    offer.refresh_from_db()
    assert (offer.dates.count(), offer.schedule) == (count - 1, schedule)
    assert desk.get(url(offer, 3)).content.decode().count(f'value="{sentence}"') == 1


def test_a_sentence_that_is_not_understood_is_asked_about(desk, anna, provider):
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    page = send(desk, url(offer, 3), when="jeden Dienstach um krumme Zeit").content.decode()
    assert 'id="fehler"' in page
    assert "jeden Dienstach um krumme Zeit" in page


def test_texts_of_a_published_offer_wait_while_its_costs_change_at_once(desk, anna, provider):
    offer = own_offer(
        anna, provider, title="Alt", location=make_location(provider), days=[3], schedule="dates"
    )
    send(desk, url(offer, 1), title="Neu", summary="Mit Maschine.")
    response = send(
        desk, url(offer, 4), price="amount", price_from="12,50", contact="neu", contact_phone="0391 1"
    )
    assert response.status_code == 302, response.content.decode()[3000:9000]
    offer.refresh_from_db()
    assert (offer.title, offer.status, str(offer.price_from)) == ("Alt", "published", "12.50")
    assert offer.changes.waiting().get().after == {"title": "Neu", "summary": "Mit Maschine."}
    page = desk.get(url(offer, 1))
    assert "Wartet auf das Bildungsbüro" in page.content.decode()
    send(desk, url(offer, 3), schedule="dates", place=str(offer.location_id), format="vor-ort")
    assert offer.dates.count() == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Was Sie hier ändern, sieht das Bildungsbüro zuerst an."),
        (3, "ist sofort sichtbar. Nur das sieht das Bildungsbüro zuerst an: Form"),
        (4, "ist sofort sichtbar. Nur das sieht das Bildungsbüro zuerst an: Förderung."),
    ],
)
def test_a_step_of_a_published_offer_says_before_what_will_wait(desk, anna, provider, number, words):
    offer = own_offer(anna, provider)
    assert words in desk.get(url(offer, number)).content.decode()


def test_to_a_trusted_provider_it_says_that_all_is_seen_at_once(desk, anna, provider):
    provider.is_trusted, provider.trusted_note = True, "Volkshochschule"
    provider.save()
    assert "ist sofort sichtbar.</p>" in desk.get(url(own_offer(anna, provider), 1)).content.decode()


def test_a_change_that_waits_is_shown_at_the_desk(desk, anna, provider):
    offer = own_offer(anna, provider)
    words = "Eine Änderung wartet auf das Bildungsbüro"
    assert words not in desk.get("/konto/angebote/").content.decode()
    send(desk, url(offer, 1), title="Ein neuer Titel")
    assert words in desk.get("/konto/angebote/").content.decode()
