"""What lies in the database after `demo`, the second time and a week later."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import Count
from django.test import override_settings

from portal.core.models import User
from portal.demo import content, freshness, people, pictures, preparation, removal
from portal.demo.models import DemoState
from portal.pages.models import LegalPage, SiteSettings
from portal.search.models import Place, SearchEntry
from providers.admin import queue_rows
from providers.models import (
    Closure,
    Location,
    Offer,
    OfferChange,
    OfferDate,
    OfferSeries,
    Provider,
    ProviderClaim,
    SourceConflict,
    TeamMember,
)
from tests.factories import make_offer, make_provider


@pytest.fixture(scope="module", autouse=True)
def prepared(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loads the demo once for this file, as the command does, and empties the database afterwards."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media:
        preparation.prepare(lambda text: None)
        yield
        removal.empty()


@pytest.fixture
def demo(db):
    """The demo; what a test does to it is undone."""


@pytest.fixture
def said():
    return []


def test_everything_is_published_and_placed(demo):
    assert Offer.objects.published().count() == len(content.offers())
    assert not Provider.objects.exclude(status=Provider.Status.PUBLISHED).exists()
    assert not Location.objects.filter(district=None).exists()
    sources = dict(Provider.objects.values_list("source").annotate(Count("pk")))
    assert sources == {"demo": 58, "jedeschule-2017": 74, "oeffentliche-angaben": 2}
    assert set(LegalPage.objects.values_list("slug", flat=True)) == set(LegalPage.Slug)
    assert SiteSettings.objects.get().is_demo


def test_real_institutions_carry_their_source_and_no_invented_offer(demo):
    real = Provider.objects.filter(is_example=False)
    assert set(real.filter(source="jedeschule-2017").values_list("source_note", flat=True)) == {
        "Schulregister, gesammelt von jedeschule.de, Stand 2017, Lizenz nicht angegeben"
    }
    assert not real.exclude(email="", description="", summary="", phone="").exists()
    assert not Offer.objects.filter(provider__in=real).exists()


def test_some_offers_are_not_confirmed_and_pictures_are_there(demo):
    unconfirmed = Offer.objects.unconfirmed().count()
    assert 0 < unconfirmed < Offer.objects.count() / 2
    assert all(default_storage.exists(pictures.stored(name)) for name in pictures.descriptions())


def test_the_example_paths_lead_from_step_to_step(demo, lena):
    written = lena.get("/lernwege/hauptschulabschluss/").content.decode()
    assert written.index("Beraten lassen") < written.index("Die Prüfung ablegen")
    assert "6 Schritte" in written
    computed = lena.get("/lernwege/deutsch-fuer-den-beruf/").content.decode()
    assert (
        computed.index("Deutsch A2")
        < computed.index("Deutsch B1 kompakt")
        < computed.index("Berufssprachkurs B2")
    )


def test_a_second_start_loads_nothing_and_keeps_what_people_did(demo, said):
    Provider.objects.filter(slug="beispiel-volkshochschule").update(name="Umbenannt")
    own = make_offer("Eigenes", provider=Provider.objects.get(name="Umbenannt"))
    preparation.prepare(said.append)
    assert len(said) == 1
    assert Offer.objects.filter(pk=own.pk, provider__name="Umbenannt").exists()


def test_new_files_replace_the_examples_beside_what_people_added(demo):
    DemoState.objects.update(fingerprint="older")
    taken = content.offers()[0]["id"]
    Offer.objects.filter(slug=taken).delete()
    own = make_offer("Eigenes", slug=taken, provider=make_provider("Eigener Verein"))
    preparation.prepare(lambda text: None)
    assert Offer.objects.filter(source="demo").count() == len(content.offers())
    assert Offer.objects.get(pk=own.pk).slug == taken


def test_a_week_later_all_dates_have_moved_by_a_week(demo):
    DemoState.objects.update(monday=DemoState.objects.get().monday - timedelta(weeks=1))
    weekly = Offer.objects.exclude(series__frequency=OfferSeries.Frequency.MONTHLY)
    span = "first_day", "last_day"
    watched = (
        (weekly, (*span, "valid_from", "valid_until", "registration_deadline", "confirmed_at")),
        (OfferDate.objects.filter(offer__in=weekly), span),
        (OfferSeries.objects.filter(offer__in=weekly), span),
        (Closure.objects.all(), span),
    )
    before = [_days(rows, names) for rows, names in watched]
    preparation.prepare(lambda text: None)
    for (rows, names), old in zip(watched, before, strict=True):
        moved = {pk: [day and day + timedelta(weeks=1) for day in days] for pk, days in old.items()}
        assert moved and _days(rows, names) == moved


def _days(rows, names):
    return {pk: days for pk, *days in rows.values_list("pk", *names)}


def test_moving_back_and_forth_changes_no_date(demo):
    dates = lambda: list(  # noqa: E731
        Offer.objects.order_by("pk").values_list("pk", "first_day", "dates__first_day", "series__except_days")
    )
    before = sorted(map(repr, dates()))
    freshness.move(3)
    freshness.move(-3)
    assert sorted(map(repr, dates())) == before


def test_places_people_name_can_be_searched_near(demo):
    kinds = dict(Place.objects.values_list("kind").annotate(Count("pk")))
    assert kinds == {Place.Kind.POSTCODE: 14, Place.Kind.STOP: 299, Place.Kind.STREET: 506}


def test_the_search_knows_every_offer(demo):
    found = SearchEntry.objects.filter(kind="offer", is_gone=False)
    assert found.count() == len(content.offers())


def test_passwords_are_new_at_every_start(demo):
    first = people.renew_logins()
    second = people.renew_logins()
    staff = User.objects.get(email="mehmet@example.org")
    assert staff.is_staff and staff.check_password(second[0][2]) and not staff.check_password(first[0][2])
    anna = User.objects.get(email="anna@example.org")
    assert not anna.is_staff and anna.check_password(second[1][2])


def test_two_people_keep_example_providers_that_have_offers(demo):
    teams = TeamMember.objects.filter(provider__is_example=True, provider__offers__isnull=False).distinct()
    roles = sorted(teams.values_list("user__email", "role"))
    assert roles == [
        ("anna@example.org", "owner"),
        ("omar@example.org", "editor"),
        ("omar@example.org", "owner"),
    ]


def test_every_kind_of_case_waits_for_the_team(demo):
    waiting = {kind: count for kind, count in queue_rows.counts().items() if count}
    assert set(waiting) == {"new", "answer", "waiting", "live", "error", "missing"}
    assert Offer.objects.filter(status=Offer.Status.QUESTION).exists()
    assert OfferChange.objects.asked().exists()
    assert ProviderClaim.objects.waiting().exists()
    assert SourceConflict.objects.filter(is_open=True).exists()
