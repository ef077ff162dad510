"""Visitors help without account: „Fehler melden“ and „Angebot fehlt“; short, kept short, to the team."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from portal.core import guards, tasks
from providers.models import VisitorReport
from providers.reports import reporting
from tests.factories import make_offer

pytestmark = pytest.mark.django_db
ERROR, MISSING, THANKS = "/fehler-melden/", "/angebot-fehlt/", "/hinweis-danke/"


def send(client, path, address="192.0.2.7", **said):
    data = {"opened": guards.stamp(time.time() - 10), "website": ""} | said
    return client.post(path, data, REMOTE_ADDR=address)


def text(response):
    return " ".join(response.content.decode().split())


def test_an_error_on_an_offer_reaches_the_team_with_the_page(lena):
    offer = make_offer("Nähen", slug="naehen")
    page = lena.get(f"{ERROR}?seite={offer.get_absolute_url()}")
    assert 'value="/angebote/naehen/"' in text(page)
    assert "no-store" in page["Cache-Control"]
    answer = send(lena, ERROR, seite="/angebote/naehen/", problem="price", text="Es kostet 5 €.")
    assert answer["Location"] == THANKS
    report = VisitorReport.objects.get()
    assert (report.page, report.problem, reporting.offer_of(report)) == ("/angebote/naehen/", "price", offer)
    assert "Danke für Ihren Hinweis" in text(lena.get(THANKS))


def test_a_wish_begins_with_the_words_of_the_search(lena):
    assert 'value="Schwimmkurs"' in text(lena.get(f"{MISSING}?q=Schwimmkurs"))
    came = lena.get(MISSING, HTTP_REFERER="http://testserver/suche/?q=Tauchen&tag=mo")
    assert 'value="Tauchen"' in text(came)
    send(lena, MISSING, wanted="Schwimmkurs", audience="Erwachsene", place="Buckau")
    report = VisitorReport.objects.get()
    assert (report.kind, report.wanted, report.audience, report.place) == (
        "missing",
        "Schwimmkurs",
        "Erwachsene",
        "Buckau",
    )


def test_every_page_leads_to_both_forms_and_the_offer_page_names_itself(lena):
    offer = make_offer("Nähen", slug="naehen")
    for path in ("/suche/", offer.get_absolute_url()):
        page = text(lena.get(path))
        assert f'href="{ERROR}"' in page
        assert f'href="{MISSING}"' in page
    assert f'href="{ERROR}?seite=/angebote/naehen/"' in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/suche/?q=geheim", "/suche/"),
        ("http://localhost:8000/suche/", "/suche/"),
        ("https://example.org/suche/", None),
        ("//example.org/suche/", None),
        ("javascript:alert(1)", None),
        ("/suche/\\..", None),
        ("/gibt-es-nicht/", None),
        ("http://[", None),
        ("/" + "a" * 400, None),
        ("", ""),
    ],
)
def test_only_paths_of_our_own_pages_are_kept(lena, typed, kept):
    answer = send(lena, ERROR, seite=typed, problem="other")
    if kept is None:
        assert "Diese Seite gibt es bei uns nicht." in text(answer)
        assert not VisitorReport.objects.exists()
    else:
        assert VisitorReport.objects.get().page == kept


@pytest.mark.parametrize(
    ("path", "said", "words"),
    [
        (ERROR, {}, "Wählen Sie, was nicht stimmt."),
        (ERROR, {"problem": "\x00"}, "keine gültige Auswahl"),
        (ERROR, {"problem": "other", "text": "a" * 2001}, "Kürzen Sie es auf 2000 Zeichen."),
        (MISSING, {}, "Schreiben Sie in ein paar Worten"),
        (MISSING, {"wanted": "x\x00"}, "Nullzeichen"),
        (MISSING, {"wanted": "Kurs", "email": "lena@example.org\r\nBcc: x@example.org"}, "nicht vollständig"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(lena, path, said, words):
    answer = send(lena, path, place="Buckau", **said)
    assert answer.status_code == 200
    assert text(answer).count(words) == 2
    assert "<title> Fehler:" in text(answer)
    assert not VisitorReport.objects.exists()


def test_programs_fall_into_the_trap(lena):
    assert send(lena, MISSING, wanted="Kurs", website="http://spam.example").status_code == 200
    assert not VisitorReport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_reports_are_one():
    answers, barrier = [], threading.Barrier(20)

    def post(number):
        try:
            barrier.wait(10)
            answers.append(send(Client(), MISSING, address=f"192.0.{number}.7", wanted="Kurs").status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [302] * 20
    assert VisitorReport.objects.count() == 1


def test_an_address_goes_after_90_days_and_the_report_after_a_year():
    report = reporting.report(kind="missing", wanted="Kurs", email="lena@example.org")
    for days, email, exists in ((89, "lena@example.org", True), (91, "", True), (366, "", False)):
        VisitorReport.objects.update(at=timezone.now() - timedelta(days=days))
        tasks.keep_deletion_dates()
        found = VisitorReport.objects.filter(pk=report.pk).first()
        assert (found is not None) == exists
        if found:
            assert found.email == email
