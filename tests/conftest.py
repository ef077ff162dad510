"""A small named cast for all tests (design: people in tests)."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from .factories import make_provider, make_user


@pytest.fixture
def mehmet(db):
    """Moderates in the Bildungsbüro: staff with every right on providers and pages."""
    user = make_user("mehmet@example.org", name="Mehmet", is_staff=True)
    apps = ("providers", "pages", "search")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=apps))
    return user


@pytest.fixture
def chef(db):
    """Superuser."""
    return make_user("chefin@example.org", name="Chefin", is_staff=True, is_superuser=True)


@pytest.fixture
def anna(db):
    """Keeps the entries of one provider; no staff."""
    return make_user("anna@example.org", name="Anna")


@pytest.fixture
def omar(db):
    """Belongs to another provider and must see nothing of anna's."""
    return make_user("omar@example.org", name="Omar")


@pytest.fixture
def lena():
    """A visitor without account."""
    return Client()


@pytest.fixture
def desk(mehmet):
    """The admin as mehmet sees it."""
    client = Client()
    client.force_login(mehmet)
    return client


@pytest.fixture
def provider(db):
    return make_provider("Beispiel-Volkshochschule")
