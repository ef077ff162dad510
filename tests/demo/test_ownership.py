"""The demo lives in a database of its own."""

import pytest
from django.utils import timezone

from portal.demo import ownership, preparation, removal
from portal.demo.models import DemoState
from portal.search.models import Place
from providers.models import Provider
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_database_with_rows_of_others_is_refused_and_left_alone():
    make_user("fremd@example.org")
    said = []
    with pytest.raises(ownership.NotOurs, match="core_user"):
        preparation.prepare(said.append)
    assert said == []
    assert not Provider.objects.exists()


def test_places_of_a_city_belong_to_somebody():
    Place.objects.create(name="Marktplatz", lat=52, lon=11)
    with pytest.raises(ownership.NotOurs, match="search_place"):
        ownership.check()


def test_an_empty_database_and_one_with_the_demo_are_accepted():
    ownership.check()
    DemoState.objects.create(pk=1, fingerprint="", monday=timezone.localdate())
    make_user("wer-es-ausprobiert@example.org")
    ownership.check()


def test_removing_leaves_an_empty_database():
    DemoState.objects.create(pk=1, fingerprint="", monday=timezone.localdate())
    make_user("wer-es-ausprobiert@example.org")
    removal.empty()
    assert not ownership.is_demo()
    ownership.check()
