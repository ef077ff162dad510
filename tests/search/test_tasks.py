"""What the worker does for the search."""

import pytest

from portal.search import tasks
from portal.search.models import SearchChange, SearchEntry
from providers.models import Offer
from tests.factories import make_provider

pytestmark = pytest.mark.django_db


def test_the_worker_works_off_a_list_too_long_for_an_answer():
    provider = make_provider()
    Offer.objects.bulk_create(
        Offer(provider=provider, title="Deutsch", slug=f"deutsch-{n}", status=Offer.Status.PUBLISHED)
        for n in range(600)
    )
    assert SearchChange.objects.exists()
    tasks.catch_up()
    assert not SearchChange.objects.exists()
    assert SearchEntry.objects.filter(kind="offer", is_gone=False).count() == 600


def test_an_empty_list_costs_one_statement(django_assert_num_queries):
    SearchChange.objects.all().delete()
    with django_assert_num_queries(1):
        tasks.catch_up()
