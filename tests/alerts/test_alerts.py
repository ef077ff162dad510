"""A search alert by e-mail: asked for, confirmed with a button, ended with a button; nothing else is kept."""

import re
import threading
import time
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone

from portal.alerts import subscription
from portal.alerts.models import SearchAlert
from portal.alerts.watching import Watched
from portal.core import guards, outbox, tasks
from portal.core.models import OutgoingMail
from tests.factories import make_district, make_location, make_offer

pytestmark = pytest.mark.django_db


def ask(client, email="lena@example.org", rhythm="weekly", address="192.0.2.7", **search):
    """The form sent off after ten seconds."""
    stamp = guards.stamp(time.time() - 10)
    data = {"email": email, "rhythm": rhythm, "opened": stamp, "website": ""}
    path = f"/suche/melden/?{urlencode(search or {'q': 'deutsch'}, doseq=True)}"
    return client.post(path, data, REMOTE_ADDR=address)


def link(name, message=None):
    """Path of the link in the last mail that leads to a page of that name."""
    outbox.send_due()
    body = (message or mail.outbox[-1]).body
    parts = urlsplit(re.search(rf"https?://\S+/{name}/\?code=\S+", body)[0])
    return f"{parts.path}?{parts.query}"


def confirmed(client, **wish):
    ask(client, **wish)
    assert client.post(link("bestaetigen")).status_code == 302
    return SearchAlert.objects.latest("pk")


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_form_says_in_words_what_is_watched_and_works_without_a_script(lena):
    buckau = make_district("buckau", name="Buckau")
    make_offer("Deutsch", price="free", location=make_location(district=buckau))
    page = lena.get("/suche/melden/?q=deutsch&stadtteil=buckau&kostenlos=1&seite=3&sortierung=neu")
    assert "„deutsch“ · Stadtteil: Buckau · kostenlos" in text(page)
    assert "noindex" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_form_says_how_the_words_were_understood(lena):
    make_offer("Deutsch", location=make_location(district=make_district("buckau", name="Buckau")))
    page = lena.get("/suche/melden/?q=deutsch+in+buckau&ansicht=karte")
    assert "„deutsch in buckau“ · verstanden als Stadtteil: Buckau" in text(page)
    assert "ansicht" not in Watched.of(page.wsgi_request.GET).query


def test_a_wish_is_answered_by_one_mail_and_nothing_is_watched_before_the_button(lena):
    answer = ask(lena)
    assert answer["Location"] == "/suche/melden/gesendet/"
    page = lena.get(link("bestaetigen"))
    assert "Benachrichtigung bestätigen" in text(page)
    lena.get(link("bestaetigen"))
    lena.head(link("bestaetigen"))
    assert not SearchAlert.objects.confirmed().exists()
    assert lena.post(link("bestaetigen")).status_code == 302
    assert SearchAlert.objects.confirmed().get().rhythm == "weekly"
    assert len(mail.outbox) == 1


def test_the_button_needs_the_token_of_its_page(lena):
    ask(lena)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link("bestaetigen")).status_code == 403
    assert not SearchAlert.objects.confirmed().exists()


def test_confirming_twice_changes_nothing_and_says_so(lena):
    alert = confirmed(lena)
    lena.post(link("bestaetigen"))
    assert SearchAlert.objects.get().confirmed_at == alert.confirmed_at
    assert "Ihre Benachrichtigung ist eingerichtet" in text(lena.get(link("bestaetigen")))


def test_ending_takes_a_button_and_leaves_no_trace(lena):
    alert = confirmed(lena)
    page = lena.get(link("bestaetigen")).content.decode()
    end = urlsplit(re.search(r'href="([^"]+/beenden/[^"]+)"', page)[1])
    end = f"{end.path}?{end.query}"
    assert "Benachrichtigung beenden" in text(lena.get(end))
    assert SearchAlert.objects.filter(pk=alert.pk).exists()
    assert lena.post(end)["Location"] == "/suche/melden/beendet/"
    assert not SearchAlert.objects.exists()
    for used in (end, link("bestaetigen")):
        for answer in (lena.get(used), lena.post(used)):
            assert answer.status_code == 410
            assert "Dieser Link gilt nicht mehr" in text(answer)


@pytest.mark.parametrize("page", ["bestaetigen", "beenden"])
@pytest.mark.parametrize("code", ["", "x", "%00", "Nw:1xUt:abc", "%F0%9F%98%80" * 500])
def test_broken_links_get_a_friendly_page(lena, page, code):
    for answer in (
        lena.get(f"/suche/melden/{page}/?code={code}"),
        lena.post(f"/suche/melden/{page}/?code={code}"),
    ):
        assert answer.status_code == 410
        assert "Dieser Link gilt nicht mehr" in text(answer)


def test_a_link_for_confirming_does_not_end_anything(lena):
    confirmed(lena)
    crossed = link("bestaetigen").replace("bestaetigen", "beenden")
    assert lena.post(crossed).status_code == 410
    assert SearchAlert.objects.exists()


def test_a_wish_that_nobody_confirms_is_deleted_after_three_days(lena):
    confirmed(lena, q="musik")
    ask(lena)
    before = timezone.now()
    SearchAlert.objects.update(asked_at=before - timedelta(days=2, hours=23))
    tasks.keep_deletion_dates()
    assert SearchAlert.objects.count() == 2
    SearchAlert.objects.update(asked_at=before - timedelta(days=3, minutes=1))
    tasks.keep_deletion_dates()
    assert SearchAlert.objects.get().confirmed_at


def test_known_and_unknown_addresses_get_the_same_answer(lena):
    confirmed(lena, email="known@example.org")
    answers = [ask(Client(), email=email) for email in ("known@example.org", "unknown@example.org")]
    known, unknown = [
        (
            answer.status_code,
            answer.content,
            sorted(answer.headers.items() - {("Expires", answer["Expires"])}),
        )
        for answer in answers
    ]
    assert known == unknown


def test_a_known_wish_changes_its_rhythm_only_by_its_owner(lena):
    alert = confirmed(lena, rhythm="weekly")
    SearchAlert.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    ask(lena, email="LENA@example.org", rhythm="at_once")
    assert SearchAlert.objects.get().rhythm == "weekly"
    assert lena.post(link("bestaetigen")).status_code == 302
    alert.refresh_from_db()
    assert alert.rhythm == "at_once"


def test_nobody_can_fill_a_mailbox_by_asking_for_many_searches():
    for number in range(9):
        ask(Client(), q=f"deutsch {number}", address=f"192.0.{number}.7")
    assert OutgoingMail.objects.count() == 5


def test_one_network_may_ask_ten_times_in_ten_minutes(lena):
    answers = [ask(lena, email=f"p{number}@example.org") for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [200]
    assert "Von Ihrem Anschluss kamen gerade sehr viele Anfragen." in text(answers[-1])
    assert "p10@example.org" in answers[-1].content.decode()


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_make_one_row_and_one_mail():
    answers, barrier = [], threading.Barrier(20)

    def send(number):
        try:
            barrier.wait(10)
            answers.append(ask(Client(), address=f"192.0.{number}.7").status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [302] * 20
    assert (SearchAlert.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Geben Sie die Adresse an"),
        ({"email": "lena"}, "Diese Adresse ist nicht vollständig"),
        ({"email": "lena@example.org\r\nBcc: omar@example.org"}, "Diese Adresse ist nicht vollständig"),
        ({"email": "a\x00b@example.org"}, "Nullzeichen"),
        ({"email": "a" * 500 + "@example.org"}, "Diese Adresse ist nicht vollständig"),
        ({"email": "lena@example.org", "rhythm": "\x00"}, "keine gültige Auswahl"),
        ({"email": "lena@example.org"}, "Wählen Sie, wann wir schreiben sollen."),
    ],
)
def test_what_is_wrong_is_named_beside_the_field_and_on_top(lena, data, words):
    answer = lena.post("/suche/melden/?q=deutsch", data | {"opened": guards.stamp(time.time() - 10)})
    assert answer.status_code == 200
    assert text(answer).count(words) == 2
    assert re.search(r"<title>\s*Fehler:", answer.content.decode())
    assert 'id="fehler"' in answer.content.decode()
    assert not SearchAlert.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=" + "wort+" * 2000,
        "seite=999999999",
        "ab=31.02.2027",
        "in=alles",
        "[]=1&=&&",
    ],
)
def test_hostile_searches_can_be_watched_too(lena, query):
    assert lena.get(f"/suche/melden/?{query}").status_code == 200
    data = {"email": "lena@example.org", "rhythm": "weekly", "opened": guards.stamp(time.time() - 10)}
    assert lena.post(f"/suche/melden/?{query}", data).status_code == 302


def test_a_search_with_very_many_values_can_be_watched(lena):
    slugs = [f"stadtteil-mit-langem-namen-{number}" for number in range(50)]
    for slug in slugs:
        make_district(slug)
    assert ask(lena, stadtteil=slugs, q="wort " * 40).status_code == 302
    assert len(SearchAlert.objects.get().query) > 1500


def test_the_result_page_leads_to_the_form_with_its_search(lena):
    make_offer("Deutsch")
    page = lena.get("/suche/?q=deutsch&kostenlos=1").content.decode()
    path = re.search(r'href="(/suche/melden/[^"]+)"', page)[1]
    assert "„deutsch“ · kostenlos" in text(lena.get(path.replace("&amp;", "&")))


def a_year_later(alert, days=0):
    """The alert as if its year ended in so many days."""
    alert.ends_at = timezone.now() + timedelta(days=days)
    alert.save()


def test_a_position_is_left_out_and_the_form_says_so(lena):
    make_offer("Deutsch")
    page = lena.get("/suche/melden/?q=deutsch&ort=52.131,11.640&umkreis=2")
    assert "Ihren Standort merken wir uns nicht." in text(page)
    assert "Punkt nahe" not in text(page)
    ask(lena, q="deutsch", ort="52.131,11.640", umkreis="2")
    assert SearchAlert.objects.get().query == "q=deutsch"
    assert "52.13" not in OutgoingMail.objects.get().text


def test_a_place_with_a_name_stays_and_nothing_is_said_of_a_position(lena):
    make_district("buckau", name="Buckau")
    page = lena.get("/suche/melden/?q=deutsch&ort=Buckau")
    assert "Ihren Standort" not in text(page)
    assert "ort=Buckau" in Watched.of(page.wsgi_request.GET).query


def test_in_its_last_month_an_alert_asks_once_whether_it_shall_go_on(lena):
    alert = confirmed(lena)
    assert subscription.ask_for_renewals() == 0
    a_year_later(alert, days=20)
    assert (subscription.ask_for_renewals(), subscription.ask_for_renewals()) == (1, 0)
    path = link("verlaengern")
    assert "Ja, ein weiteres Jahr" in text(lena.get(path))
    alert.refresh_from_db()
    assert subscription.is_ending(alert)
    assert lena.post(path).status_code == 302
    assert "Wir schreiben Ihnen weiter" in text(lena.get(path))
    alert.refresh_from_db()
    assert (alert.ends_at - timezone.now()).days in (364, 365)
    assert alert.renewal_asked_at is None


def test_an_alert_that_nobody_renewed_is_deleted(lena):
    alert = confirmed(lena)
    tasks.keep_deletion_dates()
    assert SearchAlert.objects.exists()
    a_year_later(alert, days=-1)
    tasks.keep_deletion_dates()
    assert not SearchAlert.objects.exists()
