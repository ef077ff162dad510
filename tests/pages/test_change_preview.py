"""Staff look at the page as a waiting change would make it; nothing is changed by looking."""

import pytest
from django.urls import reverse

from providers import changes
from providers.models import Offer, OfferChange
from tests.factories import make_life_stage, make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    found = make_offer("Nähen für Einsteiger")
    edit = {"title": "Nähen am Elbufer", "life_stages": [make_life_stage("jugend", name="Jugend am Fluss")]}
    changes.save_edit(found, edit, by=None, expected=changes.token(found))
    return found


def test_the_page_shows_what_waits_and_stays_as_it_is(desk, offer):
    case = desk.get(reverse("admin:providers_case", args=[offer.pk])).content.decode()
    address = f"{offer.get_absolute_url()}?vorschau=aenderung"
    assert address in case
    page = desk.get(address)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Nähen am Elbufer" in page.content.decode()
    assert "Jugend am Fluss" in page.content.decode()
    assert Offer.objects.get().title == "Nähen für Einsteiger"
    assert OfferChange.objects.get().status == OfferChange.Status.WAITING
    assert Offer.history.count() == 1


def test_others_see_no_such_page(client, anna, offer):
    client.force_login(anna)
    assert client.get(f"{offer.get_absolute_url()}?vorschau=aenderung").status_code == 404


def test_where_nothing_waits_there_is_none(desk):
    assert desk.get(f"{make_offer().get_absolute_url()}?vorschau=aenderung").status_code == 404
