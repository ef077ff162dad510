"""What people said about offers and who could be asked in former years is not kept for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone

from providers import forgetting
from providers.models import CaseMessage, Offer, OfferChange, Provider
from tests.factories import make_offer, make_provider

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def test_messages_go_a_year_after_the_offer_and_those_of_public_ones_stay():
    gone, public = make_offer(status="archived"), make_offer()
    for offer in (gone, public):
        CaseMessage.objects.create(
            offer=offer, kind=CaseMessage.Kind.ANSWER, text="Rufen Sie Frau Muster an."
        )
    assert forgetting.delete_messages(timezone.now()) == 0
    forgetting.delete_messages(timezone.now() + YEAR)
    assert CaseMessage.objects.get().offer == public


def test_decided_changes_go_after_a_year_and_open_ones_wait():
    offer, now = make_offer(), timezone.now()
    for status, decided in (("waiting", None), ("accepted", now)):
        OfferChange.objects.create(offer=offer, status=status, decided_at=decided, after={"title": "Neu"})
    forgetting.delete_changes(now + YEAR)
    assert OfferChange.objects.get().status == "waiting"


def test_old_versions_name_nobody_and_the_entries_themselves_stay_as_they_are():
    now = timezone.now()
    offer = make_offer(contact_name="Frau Muster", contact_email="muster@example.org")
    provider = make_provider(contact_person="Herr Muster", phone="0391 123")
    assert forgetting.empty_old_versions(now + YEAR) == 0
    assert forgetting.empty_old_versions(now + 2 * YEAR) == 2
    assert forgetting.empty_old_versions(now + 2 * YEAR) == 0
    version = Offer.history.get(id=offer.pk)
    assert (version.contact_name, version.contact_email, version.title) == ("", "", offer.title)
    assert Provider.history.get(id=provider.pk).contact_person == ""
    offer.refresh_from_db()
    assert offer.contact_email == "muster@example.org"
