"""Only moderation changes a status; every change is checked, locked and recorded."""

import threading

import pytest
from django.db import connection

from providers import moderation
from providers.models import Offer, Provider, StatusChange
from tests.factories import make_offer, make_provider

Status = Offer.Status


def test_publishing_shows_the_offer_confirms_it_and_records_who_and_why(mehmet):
    offer = make_offer(status=Status.DRAFT)
    moderation.publish(offer, by=mehmet, reason="geprüft")
    assert Offer.objects.published().get() == offer
    assert offer.confirmed_at and offer.published_at
    change = StatusChange.objects.get()
    assert (change.before, change.after, change.by, change.reason) == (
        "draft",
        "published",
        mehmet,
        "geprüft",
    )


def test_the_first_publication_date_survives_a_second_one(mehmet):
    offer = moderation.publish(make_offer(status=Status.DRAFT), by=mehmet)
    first = offer.published_at
    moderation.withdraw(offer, by=mehmet)
    assert moderation.publish(offer, by=mehmet).published_at == first


@pytest.mark.parametrize(
    ("before", "activity"),
    [
        (Status.PUBLISHED, moderation.publish),
        (Status.DRAFT, moderation.withdraw),
        (Status.ARCHIVED, moderation.withdraw),
        (Status.SUBMITTED, moderation.archive),
        (Status.ARCHIVED, moderation.archive),
    ],
)
def test_what_the_table_does_not_allow_is_refused_and_changes_nothing(mehmet, before, activity):
    offer = make_offer(status=before)
    with pytest.raises(moderation.TransitionRefused):
        activity(offer, by=mehmet)
    offer.refresh_from_db()
    assert offer.status == before
    assert not StatusChange.objects.exists()


def test_history_names_the_person_who_changed_the_status(mehmet):
    offer = make_offer(status=Status.DRAFT)
    moderation.publish(offer, by=mehmet, reason="passt")
    newest = offer.history.first()
    assert (newest.status, newest.history_user, newest.history_change_reason) == (
        "published",
        mehmet,
        "passt",
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_publish_at_once_one_is_told(mehmet):
    offer = make_offer(status=Status.DRAFT)
    outcomes, start = [], threading.Barrier(2)

    def publish():
        start.wait()
        try:
            moderation.publish(Offer.objects.get(pk=offer.pk), by=mehmet)
            outcomes.append("published")
        except moderation.TransitionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "refused"]
    assert StatusChange.objects.count() == 1


def test_bulk_publication_takes_only_drafts_and_records_each(mehmet, django_assert_max_num_queries):
    drafts = [make_offer(status=Status.DRAFT) for _number in range(5)]
    refused = make_offer(status=Status.REFUSED)
    with django_assert_max_num_queries(6):
        count = moderation.publish_imported(
            [offer.pk for offer in [*drafts, refused]], by=mehmet, reason="Import"
        )
    assert count == 5
    assert StatusChange.objects.count() == 5
    refused.refresh_from_db()
    assert refused.status == Status.REFUSED


def test_a_withdrawn_provider_hides_its_published_offers(mehmet):
    provider = make_provider()
    make_offer(provider=provider)
    moderation.withdraw_provider(provider, by=mehmet)
    assert not Offer.objects.published().exists()
    assert provider.status == Provider.Status.WITHDRAWN


def test_a_provider_cannot_be_published_twice(mehmet):
    with pytest.raises(moderation.TransitionRefused):
        moderation.publish_provider(make_provider(), by=mehmet)
