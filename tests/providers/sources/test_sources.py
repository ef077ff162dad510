"""Subscribed lists: a calendar changes and the offer follows; hands win, strangers reach nothing, failures end."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from portal.core.models import OutgoingMail
from providers import ladder
from providers.models import Offer, OfferSource, TeamMember
from providers.sources import conflicts, following

from ...factories import make_offer, make_provider, make_user
from ..bulk.conftest import signed_in

PLACE = "/konto/quellen/"


def event(uid, title="Lernwerkstatt", start="20301203T180000", end="20301203T200000", more=""):
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART:{start}\nDTEND:{end}\n{more}END:VEVENT\n"


def calendar(*events):
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n".encode()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        web = self.server
        web.asked.append(dict(self.headers))
        known = web.etag and self.headers.get("If-None-Match") == web.etag
        self.send_response(304 if known else web.status)
        body = b"" if known else web.body
        if web.etag:
            self.send_header("ETag", web.etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def web(settings):
    """A server on loopback whose answer the test sets."""
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.body, server.status, server.etag, server.asked = calendar(event("a")), 200, "", []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def source(web, anna):
    provider = make_provider("Lernwerkstatt")
    TeamMember.objects.create(provider=provider, user=anna)
    url = f"http://127.0.0.1:{web.server_port}/termine.ics"
    return OfferSource.objects.create(provider=provider, url=url, publishes=True)


def followed(source):
    """Fetch now, as the worker does; the offer of the first entry."""
    OfferSource.objects.filter(pk=source.pk).update(due_at=timezone.now())
    following.follow_due()
    source.refresh_from_db()
    return Offer.objects.filter(source=source.source, source_id="a").first()


def test_a_calendar_changes_and_the_offer_follows(web, source):
    offer = followed(source)
    assert (offer.title, offer.provider, offer.status) == ("Lernwerkstatt", source.provider, "published")
    assert f"{offer.dates.get().first_day} {offer.dates.get().start_time}" == "2030-12-03 18:00:00"
    web.body = calendar(event("a", start="20301204T190000", end="20301204T210000"))
    assert f"{followed(source).dates.get().first_day}" == "2030-12-04"
    web.body = calendar(event("a", more="STATUS:CANCELLED\n"))
    assert followed(source).availability == Offer.Availability.CANCELLED
    assert source.report["changed"] == 1


def test_a_series_follows_its_rule_and_its_exceptions(web, source):
    begin = (timezone.localdate() + timedelta(days=7)).strftime("%Y%m%d")
    rule = "RRULE:FREQ=WEEKLY;COUNT=4\n"
    web.body = calendar(event("a", start=f"{begin}T180000", end=f"{begin}T200000", more=rule))
    assert followed(source).dates.count() == 4
    web.body = calendar(
        event("a", start=f"{begin}T180000", end=f"{begin}T200000", more=f"{rule}EXDATE:{begin}T180000\n")
    )
    assert followed(source).dates.count() == 3


def test_vanished_entries_are_to_be_looked_at_never_deleted(web, source):
    followed(source)
    web.body = calendar(event("b"))
    offer = followed(source)
    assert (offer.needs_review, offer.status) == (True, "published")
    assert source.report["marked_missing"] == 1
    web.body = calendar(event("a"), event("b"))
    assert not followed(source).needs_review


def test_an_empty_or_broken_answer_marks_nothing(web, source):
    followed(source)
    for body in (calendar(), b"", b"<html>Wartung</html>", b"BEGIN:VCALENDAR\nBEGIN"):
        web.body = body
        assert not followed(source).needs_review
        assert source.problem
    assert source.failures == 4


def test_hand_checked_fields_are_kept_and_the_conflict_is_shown_with_both_values(web, source, anna):
    offer = followed(source)
    Offer.objects.filter(pk=offer.pk).update(title="Offene Werkstatt", edited_fields=["title"])
    web.body = calendar(event("a", title="Lernwerkstatt neu"))
    assert followed(source).title == "Offene Werkstatt"
    shown = signed_in(anna).get(f"{PLACE}{source.pk}/").content.decode()
    assert "Offene Werkstatt" in shown
    assert "Lernwerkstatt neu" in shown


def test_a_decision_holds_until_the_source_says_something_new(web, source, anna):
    offer = followed(source)
    Offer.objects.filter(pk=offer.pk).update(title="Unser Titel", edited_fields=["title"])
    followed(source)
    conflict = source.conflicts.get()
    page = signed_in(anna)
    page.post(f"{PLACE}{source.pk}/widersprueche/{conflict.pk}/", {"wahl": "hand"})
    followed(source)
    assert not source.conflicts.filter(is_open=True).exists()
    web.body = calendar(event("a", title="Dritter Titel"))
    followed(source)
    assert source.conflicts.get().is_open
    page.post(f"{PLACE}{source.pk}/widersprueche/{conflict.pk}/", {"wahl": "quelle"})
    offer.refresh_from_db()
    assert (offer.title, offer.edited_fields) == ("Dritter Titel", [])
    assert not source.conflicts.exists()


def test_prices_are_taken_over_together(web, source, anna):
    offer = make_offer(provider=source.provider, price="free", edited_fields=["price"])
    for field, value in (("price", "range"), ("price_from", "5.00"), ("price_to", "9.50")):
        source.conflicts.create(offer=offer, field=field, value=value)
    conflicts.take_theirs(source.conflicts.get(field="price_to"), by=anna)
    offer.refresh_from_db()
    assert (offer.price, str(offer.price_from), str(offer.price_to)) == ("range", "5.00", "9.50")


def test_the_source_confirms_its_offers_even_when_nothing_changed(web, source):
    web.etag = '"1"'
    offer = followed(source)
    long_ago = timezone.now() - timedelta(days=200)
    Offer.objects.filter(pk=offer.pk).update(confirmed_at=long_ago)
    assert followed(source).confirmed_at > long_ago
    assert web.asked[-1]["If-None-Match"] == '"1"'
    assert not ladder.watched(timezone.localdate()).exists()


def test_who_lets_a_source_speak_is_asked_once_it_falls_silent(web, source):
    offer = followed(source)
    long_ago = timezone.now() - timedelta(days=200)
    for body, asked in ((calendar(event("a", title="Neu")), []), (calendar(event("b")), [offer.pk])):
        Offer.objects.filter(pk=offer.pk).update(confirmed_at=long_ago)
        web.body = body
        followed(source)
        assert [row.pk for row in ladder.watched(timezone.localdate())] == asked


def test_new_offers_wait_as_drafts_unless_staff_trust_the_source(source):
    OfferSource.objects.filter(pk=source.pk).update(publishes=False)
    assert followed(source).status == Offer.Status.DRAFT


def test_no_entry_reaches_offers_of_another_provider(web, source):
    theirs = make_offer("Fremdes Angebot", source=source.source, source_id="a")
    followed(source)
    theirs.refresh_from_db()
    assert theirs.title == "Fremdes Angebot"
    web.body = b"source;id;title;provider\nandere;7;Gekapert;Fremder\n"
    theirs = make_offer("Fremdes Angebot", source="andere", source_id="7")
    followed(source)
    theirs.refresh_from_db()
    assert theirs.title == "Fremdes Angebot"
    assert Offer.objects.get(title="Gekapert").provider == source.provider


def test_failures_wait_longer_and_end_with_a_mail_to_the_team(web, source):
    TeamMember.objects.create(provider=source.provider, user=make_user("owner@example.org"), role="owner")
    web.status = 500
    pauses = []
    for _time in range(following.GIVE_UP_AFTER):
        followed(source)
        pauses.append(source.due_at - timezone.now())
    assert pauses == sorted(pauses)
    assert source.state == OfferSource.State.FAILED
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {
        "anna@example.org",
        "owner@example.org",
    }
    asked = len(web.asked)
    followed(source)
    assert len(web.asked) == asked


def test_private_addresses_are_not_fetched_and_not_entered(anna, source, settings):
    settings.FETCH_PRIVATE_NETWORKS = []
    followed(source)
    assert source.problem
    page = signed_in(anna)
    for url in ("ftp://example.org/", "https://a:b@example.org/", "javascript:alert(1)", "", "\x00"):
        assert (
            page.post(
                PLACE, {"provider": source.provider.pk, "url": url, "format": "auto", "every_hours": 24}
            ).status_code
            == 200
        )
    assert OfferSource.objects.count() == 1


def test_a_person_subscribes_pauses_resumes_and_removes(anna, source):
    page = signed_in(anna)
    data = {
        "provider": source.provider.pk,
        "url": "webcal://example.org/a.ics",
        "format": "auto",
        "every_hours": 24,
    }
    response = page.post(PLACE, data)
    added = OfferSource.objects.get(url="https://example.org/a.ics")
    assert response.url == f"{PLACE}{added.pk}/"
    assert page.post(PLACE, data).status_code == 200
    assert OfferSource.objects.count() == 2
    page.post(f"{PLACE}{added.pk}/aendern/", {"was": "anhalten"})
    added.refresh_from_db()
    assert added.state == OfferSource.State.PAUSED
    page.post(f"{PLACE}{added.pk}/aendern/", {"was": "abrufen"})
    added.refresh_from_db()
    assert added.state == OfferSource.State.ACTIVE
    page.get(f"{PLACE}{added.pk}/austragen/")
    assert OfferSource.objects.count() == 2
    page.post(f"{PLACE}{added.pk}/austragen/")
    assert OfferSource.objects.count() == 1


@pytest.mark.parametrize("step", ["", "aendern/", "austragen/", "widersprueche/1/"])
def test_anothers_source_does_not_exist(omar, source, step):
    provider = make_provider()
    TeamMember.objects.create(provider=provider, user=omar)
    client = signed_in(omar)
    method = client.post if step in ("aendern/", "widersprueche/1/") else client.get
    assert method(f"{PLACE}{source.pk}/{step}").status_code == 404
    data = {
        "provider": source.provider.pk,
        "url": "https://example.org/",
        "format": "auto",
        "every_hours": 24,
    }
    assert client.post(PLACE, data).status_code == 200
    assert OfferSource.objects.count() == 1


def test_one_list_that_cannot_be_stored_holds_up_no_other(web, source):
    web.etag = '"a\x00"'
    other = OfferSource.objects.create(provider=make_provider(), url=f"{source.url}?2", publishes=True)
    followed(source)
    other.refresh_from_db()
    assert other.failures + other.report.get("read", 0) > 0
    assert source.due_at > timezone.now()


def test_the_word_of_the_source_on_a_public_page_is_marked_as_unchecked(source, anna):
    offer = make_offer("Unser Titel", provider=source.provider, edited_fields=["title"])
    source.publishes = False
    source.save()
    conflict = source.conflicts.create(offer=offer, field="title", value="Deren Titel")
    conflicts.take_theirs(conflict, by=anna)
    offer.refresh_from_db()
    assert (offer.title, offer.needs_review) == ("Deren Titel", True)
