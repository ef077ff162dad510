"""Signed links: for one purpose, with an end, worth nothing once changed."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory

from portal.core.links import LinkNotValid, SignedLink

# Any two addresses of the site serve.
CONFIRM, END = SignedLink("alerts:confirm", timedelta(days=3)), SignedLink("alerts:end")


def opened(address):
    parts = urlsplit(address)
    return RequestFactory().get(f"{parts.path}?{parts.query}")


def test_a_link_brings_back_its_value(settings):
    settings.SITE_URL = "https://bildung.example.org"
    address = CONFIRM.address([7, "weekly"])
    assert address.startswith("https://bildung.example.org/suche/melden/bestaetigen/?code=")
    assert CONFIRM.value(opened(address)) == [7, "weekly"]


def test_a_link_for_one_purpose_is_worth_nothing_for_another():
    with pytest.raises(LinkNotValid):
        END.value(opened(CONFIRM.address(7)))


def test_a_link_ends():
    late = SignedLink("alerts:confirm", timedelta(seconds=-1))
    with pytest.raises(LinkNotValid):
        late.value(opened(CONFIRM.address(7)))


@pytest.mark.parametrize(
    "code", ["", "x", "Nw:1xUt:abc", "%00", "%ED%A0%80", "%F0%9F%98%80" * 999, ":::", "."]
)
def test_a_broken_link_is_not_valid(code):
    with pytest.raises(LinkNotValid):
        CONFIRM.value(RequestFactory().get(f"/?code={code}"))


def test_one_changed_letter_breaks_a_link():
    address = END.address(7)
    changed = address[:-1] + ("A" if address[-1] != "A" else "B")
    with pytest.raises(LinkNotValid):
        END.value(opened(changed))
