import pytest
from django.test import Client

from tests.factories import make_user

from .factories import make_coordinator, make_network


@pytest.fixture
def ines(db):
    """Coordinates a network."""
    return make_user("ines@example.org", name="Ines")


@pytest.fixture
def network(ines):
    network = make_network("Netz der Probe", slug="probe", entry="request")
    make_coordinator(network, ines)
    return network


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def room(ines, network):
    """The browser of the coordinator."""
    return signed_in(ines)


@pytest.fixture
def stranger(omar):
    return signed_in(omar)
