"""Several things at the same instant, and too many of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from providers.entry import handing_in
from providers.entry.views import public
from providers.models import Offer, OfferEntry
from tests.factories import make_provider

from .support import WHAT, begin, own_offer, picture, send, step_url, version

COMPLETE = {
    **WHAT, "schedule": "on_request", "format": "online", "price": "free", "contact_email": "naehen@example.org",
}  # fmt: skip


def draft(provider, number):
    offer = Offer.objects.create(provider=provider, slug=f"entwurf-{number}", **COMPLETE)
    OfferEntry.objects.create(offer=offer)
    return offer


@pytest.mark.django_db(transaction=True)
def test_offers_with_one_title_handed_in_at_once_all_get_an_address():
    provider = make_provider()
    drafts = [draft(provider, number) for number in range(6)]
    start = Barrier(len(drafts))

    def submit(offer):
        try:
            start.wait()
            return handing_in.submit(offer, by=None).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(len(drafts)) as threads:
        slugs = set(threads.map(submit, drafts))
    assert len(slugs) == len(drafts)
    assert all(slug.startswith("naehen-fuer-einsteiger") for slug in slugs)


@pytest.fixture
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return lambda: sorted(path.name for path in tmp_path.rglob("*.webp"))


def put_picture(client, offer, colour):
    url = f"/konto/angebote/{offer.pk}/schritt/5/"
    assert send(client, url, upload=picture(colour=colour), picture_alt="Eine Fläche").status_code == 302
    offer.refresh_from_db()


@pytest.mark.django_db
def test_a_replaced_picture_leaves_no_file_behind(
    client, anna, provider, stored, django_capture_on_commit_callbacks
):
    offer = own_offer(anna, provider, status=Offer.Status.DRAFT)
    client.force_login(anna)
    with django_capture_on_commit_callbacks(execute=True):
        put_picture(client, offer, "red")
        put_picture(client, offer, "blue")
    assert len(stored()) == 1


@pytest.mark.django_db
def test_a_picture_that_a_copy_shows_too_is_kept(
    client, anna, provider, stored, django_capture_on_commit_callbacks
):
    offer, copy = (own_offer(anna, provider, status=Offer.Status.DRAFT) for _twice in range(2))
    client.force_login(anna)
    with django_capture_on_commit_callbacks(execute=True):
        put_picture(client, offer, "red")
        Offer.objects.filter(pk=copy.pk).update(picture=offer.picture.name, picture_alt="Rot")
        put_picture(client, offer, "blue")
    assert len(stored()) == 2


@pytest.mark.django_db
def test_steps_without_account_have_a_limit_that_keeps_what_was_typed(lena, monkeypatch):
    url = step_url(begin(lena), 1)
    seen = version(lena.get(url))
    monkeypatch.setattr(public, "MOST_POSTS", 2)
    answers = [lena.post(url, {"version": seen, "title": f"Nähen {number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 200, 429]
    assert "gerade sehr viele Anfragen" in answers[2].content.decode()
    assert 'value="Nähen 2"' in answers[2].content.decode()


@pytest.mark.django_db
def test_uploads_without_account_have_a_limit_of_their_own(lena, monkeypatch, stored):
    url = step_url(begin(lena), 5)
    monkeypatch.setattr(public, "MOST_UPLOADS", 1)
    first = send(lena, url, upload=picture(), picture_alt="Rot", speichern="1")
    assert first.status_code == 302
    assert send(lena, url, upload=picture(), picture_alt="Rot", speichern="1").status_code == 429
    assert send(lena, url, picture_alt="Ganz rot", speichern="1").status_code == 302
