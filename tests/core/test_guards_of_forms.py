"""Guards of public forms: traps for programs, limits by network, nothing kept that names a person."""

import re
import time
from datetime import timedelta

import pytest
from django import forms
from django.test import RequestFactory, override_settings

from portal.core import guards
from portal.core.models import RequestCount


class Small(guards.GuardedForm):
    LIMITS = ((3, timedelta(hours=1)),)
    word = forms.CharField()


def stamp(age):
    return guards.stamp(time.time() - age)


def post(address="192.0.2.7", **values):
    """The form as a person would send it who took ten seconds."""
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return Small({"word": "deutsch", "opened": stamp(age=10)} | values, request=request)


def complaint(form):
    return " ".join(form.non_field_errors())


@pytest.mark.django_db
def test_a_person_gets_through():
    assert post().is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("website", lambda: "https://spam.example.org", "verstecktes Feld"),
        ("website", lambda: "\x00", "verstecktes Feld"),
        ("opened", lambda: stamp(age=0), "sehr schnell"),
        ("opened", lambda: stamp(age=-60), "sehr schnell"),
        ("opened", lambda: stamp(age=25 * 3600), "sehr lange offen"),
        ("opened", lambda: "", "sehr lange offen"),
        ("opened", lambda: "1795300000:gefälscht\x00", "sehr lange offen"),
    ],
)
def test_programs_are_told_in_words_and_count_as_no_use(name, value, words):
    form = post(**{name: value()})
    assert not form.is_valid()
    assert words in complaint(form)
    assert not RequestCount.objects.exists()


@pytest.mark.django_db
def test_a_form_without_its_guards_is_refused():
    form = Small({"word": "deutsch"}, request=RequestFactory().post("/"))
    assert "sehr lange offen" in complaint(form)


@pytest.mark.django_db
def test_a_page_open_too_long_can_be_sent_again_as_it_stands():
    form = post(opened=stamp(age=25 * 3600))
    assert not form.is_valid()
    again = post(opened=form["opened"].value())
    assert "sehr schnell" in complaint(again)


@pytest.mark.django_db
def test_a_network_has_a_limit_that_others_do_not_share():
    assert all(post(address="192.0.2.7").is_valid() for _number in range(3))
    assert "sehr viele Anfragen" in complaint(post(address="192.0.2.200"))
    assert post(address="198.51.100.7").is_valid()
    assert all(post(address="2001:db8:1:2200::1").is_valid() for _number in range(3))
    assert not post(address="2001:db8:1:22ff::9").is_valid()
    assert post(address="2001:db8:1:2300::1").is_valid()


@pytest.mark.django_db
def test_wrong_input_does_not_use_up_the_limit():
    for _number in range(5):
        assert not post(word="").is_valid()
    assert post().is_valid()


@pytest.mark.django_db
def test_no_address_is_stored():
    assert post(address="192.0.2.7").is_valid()
    (row,) = RequestCount.objects.values()
    assert set(row) == {"id", "who", "until", "count"}
    assert re.fullmatch("[0-9a-f]{64}", row["who"])


@pytest.mark.parametrize(
    ("remote", "forwarded", "behind_proxy", "network"),
    [
        ("192.0.2.7", "", False, "192.0.2.0/24"),
        ("192.0.2.7", "203.0.113.9", False, "192.0.2.0/24"),
        ("127.0.0.1", "203.0.113.9", True, "203.0.113.0/24"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", True, "203.0.113.0/24"),
        ("::ffff:192.0.2.7", "", False, "192.0.2.0/24"),
        ("2001:db8:1:22ff::9", "", False, "2001:db8:1:2200::/56"),
        ("", "", False, "unknown"),
        ("127.0.0.1", "kein Ort\x00", True, "unknown"),
    ],
)
def test_only_the_own_proxy_is_believed(remote, forwarded, behind_proxy, network):
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    header = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    with override_settings(SECURE_PROXY_SSL_HEADER=header):
        assert guards.network_of(request) == network
