"""The team keeps its profile and places; nobody overwrites another's change unseen."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from providers.models import Location, Provider, TeamMember
from providers.profile import hours
from tests.factories import make_access_feature, make_location, make_provider, make_provider_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(anna, provider):
    TeamMember.objects.create(provider=provider, user=anna, role="editor")
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def path(provider):
    return f"/konto/anbieter/{provider.slug}/"


def shown(client, path):
    """What the form of a page would send as it stands."""
    form = client.get(path).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in fields.items() if value not in (None, False) and name != "logo"}


def test_what_is_typed_is_stored_and_public(client, path, provider, lena):
    client.post(path, shown(client, path) | {"summary": "Lernen am Fluss", "website": "haus.example"})
    provider.refresh_from_db()
    assert (provider.summary, provider.website) == ("Lernen am Fluss", "https://haus.example")
    assert "Lernen am Fluss" in lena.get(f"/anbieter/{provider.slug}/").content.decode()
    assert not provider.needs_review


def test_a_new_name_or_kind_of_a_published_provider_is_looked_at_by_staff(client, path, provider):
    kind = make_provider_kind("museum")
    client.post(path, shown(client, path) | {"kind_id": kind.pk})
    provider.refresh_from_db()
    assert provider.kind == kind and provider.needs_review


def test_two_people_who_change_different_fields_both_succeed(client, path, provider):
    mine = shown(client, path) | {"phone": "0391 1"}
    Provider.objects.filter(pk=provider.pk).update(summary="Von Kollegin")
    assert client.post(path, mine).status_code == 302
    provider.refresh_from_db()
    assert (provider.phone, provider.summary) == ("0391 1", "Von Kollegin")


def test_two_versions_of_one_field_are_shown_and_nothing_is_lost(client, path, provider):
    mine = shown(client, path) | {"summary": "Meine Fassung"}
    Provider.objects.filter(pk=provider.pk).update(summary="Andere Fassung")
    answer = client.post(path, mine)
    page = answer.content.decode()
    assert "Meine Fassung" in page and "Andere Fassung" in page and "Zwei Fassungen" in page
    provider.refresh_from_db()
    assert provider.summary == "Andere Fassung"
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(path, again).status_code == 302
    provider.refresh_from_db()
    assert provider.summary == "Meine Fassung"


def test_a_forged_mark_of_what_was_seen_overwrites_nothing(client, path, provider):
    Provider.objects.filter(pk=provider.pk).update(summary="Gespeichert")
    for forged in ("", "[]", "{", '{"summary": 1}', "\x00"):
        client.post(path, shown(client, path) | {"summary": "Neu", "seen": forged})
        provider.refresh_from_db()
        assert provider.summary == "Gespeichert"


def picture(name="logo.png"):
    data = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue())


def test_a_logo_comes_in_re_encoded_and_goes_again(client, path, provider, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.post(path, shown(client, path) | {"logo": picture(), "logo_alt": "Ein Fluss"})
    provider.refresh_from_db()
    assert provider.logo.name.endswith(".webp") and provider.logo_alt == "Ein Fluss"
    refused = client.post(path, shown(client, path) | {"logo": SimpleUploadedFile("x.png", b"<svg/>")})
    assert "JPEG, PNG oder WebP" in refused.content.decode()
    client.post(path, shown(client, path) | {"remove_logo": "on"})
    provider.refresh_from_db()
    assert not provider.logo


@pytest.mark.parametrize("field", ["name", "summary", "description", "email", "phone", "website", "kind_id"])
def test_bad_input_keeps_what_was_typed(client, path, field):
    for value in ("\x00", "x" * 30000, "99999999999999999999"):
        assert client.post(path, shown(client, path) | {field: value}).status_code in (200, 302)


def place_path(path, place):
    return f"{path}orte/{place.pk}/"


def test_a_new_place_with_hours_and_access_appears_once(client, path, provider, lena):
    ramp = make_access_feature("stufenlos")
    new = f"{path}orte/neu/"
    data = shown(client, new) | {
        "street": "Hegelstraße 1", "postcode": "39104", "city": "Magdeburg",
        "day_0": "9 bis 12 Uhr und 14-18.30", f"access_{ramp.pk}": "yes", f"note_{ramp.pk}": "Rampe im Hof",
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(new, data).status_code == 302
    place = provider.locations.get()
    assert place.is_main
    assert [str(each) for each in place.hours.all()] == ["Montag 09:00–12:00", "Montag 14:00–18:30"]
    assert place.access_facts.get().answer == "yes"
    assert "Hegelstraße 1" in lena.get(f"/anbieter/{provider.slug}/").content.decode()


def test_a_moved_place_loses_its_point_on_the_map_until_staff_sets_it(client, path, provider):
    place = make_location(provider)
    client.post(place_path(path, place), shown(client, place_path(path, place)) | {"street": "Neuer Weg 2"})
    place.refresh_from_db()
    provider.refresh_from_db()
    assert place.street == "Neuer Weg 2" and place.lat is None and provider.needs_review


def test_there_is_one_main_place(client, path, provider):
    make_location(provider, is_main=True)
    second = make_location(provider, street="Zweite 2")
    client.post(place_path(path, second), shown(client, place_path(path, second)) | {"is_main": "on"})
    assert list(provider.locations.filter(is_main=True)) == [second]


def test_places_of_others_are_not_there(client, path):
    foreign = make_location(make_provider())
    for address in (place_path(path, foreign), f"{place_path(path, foreign)}entfernen/"):
        assert client.get(address).status_code == client.post(address).status_code == 404
    assert Location.objects.filter(pk=foreign.pk).exists()


def test_a_place_is_removed_by_the_button(client, path, provider):
    place = make_location(provider)
    remove = f"{place_path(path, place)}entfernen/"
    client.get(remove)
    assert provider.locations.exists()
    client.post(remove)
    assert not provider.locations.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9-12", "9-12"), ("14-18:30, 9:00–12", "9-12, 14-18:30"), ("8.15 bis 9 Uhr", "8:15-9"), ("", "")],
)
def test_hours_are_read_as_people_write_them(typed, kept):
    assert hours.write(hours.read(typed)) == kept


@pytest.mark.parametrize(
    "typed", ["18-9", "25-26", "immer", "9-12 9-12", "9-9", "1-2,3-4,5-6,7-8,9-10", "\x00"]
)
def test_hours_that_cannot_be_are_refused_with_an_example(typed):
    with pytest.raises(ValidationError):
        hours.read(typed)


def test_staff_never_overwrite_in_silence_what_the_team_saved_meanwhile(desk, provider):
    url = reverse("admin:providers_provider_change", args=[provider.pk])
    fields = desk.get(url).context["adminform"].form.initial
    Provider.objects.get(pk=provider.pk).save()
    formsets = {f"locations-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data = {name: value for name, value in fields.items() if value not in (None, "")} | formsets
    page = desk.post(url, data | {"summary": "Vom Team überholt"})
    assert "Inzwischen hat jemand anderes" in page.content.decode()
    provider.refresh_from_db()
    assert provider.summary != "Vom Team überholt"
