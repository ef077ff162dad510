"""No value in any field of the forms of providers gives an error page."""

import re

import pytest
from django.test import Client

from providers.models import TeamMember
from tests.factories import make_access_feature, make_location, make_offer_kind, make_provider, make_topic

from .entry.support import own_offer

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'name="([^"]+)"')


@pytest.fixture
def forms(anna):
    """(browser, address) of every form: steps of a draft and of a public offer, desk, profile, a stranger's."""
    make_offer_kind(), make_topic(), make_access_feature()
    provider = make_provider("Musterhaus", slug="musterhaus")
    place = make_location(provider=provider)
    draft = own_offer(anna, provider, status="draft")
    public = own_offer(anna, provider, days=(3,))
    TeamMember.objects.update(role="owner")
    desk = Client()
    desk.force_login(anna)
    own = ["neu/", f"{public.pk}/schritt/1/", f"{draft.pk}/schritt/3/", f"{public.pk}/schritt/4/"]
    own += [f"{public.pk}/lernweg/?q=a", f"{draft.pk}/schritt/5/"]
    pages = ["musterhaus/", f"musterhaus/orte/{place.pk}/", "musterhaus/team/"]
    return [
        *((desk, f"/konto/angebote/{path}") for path in own),
        *((desk, f"/konto/anbieter/{path}") for path in pages),
        *((desk, f"/konto/{path}/") for path in ("anbieter-neu", "einlesen", "quellen", "einstellungen")),
        *((Client(), path) for path in ("/angebot-einreichen/", "/fehler-melden/", "/angebot-fehlt/")),
    ]


@pytest.mark.parametrize("evil", ["a\x00b", "9" * 30, "1E+999999999", "31.12.9999"])
def test_a_strange_value_is_answered_with_the_form_or_taken(forms, evil):
    for browser, address in forms:
        names = set(FIELD.findall(browser.get(address).content.decode())) - {"csrfmiddlewaretoken"}
        assert names - {"viewport", "description"}, address
        answer = browser.post(address, dict.fromkeys(names, evil))
        assert answer.status_code < 500, address
